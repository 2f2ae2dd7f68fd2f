/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.processpool.internal.worker;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;

import io.processpool.ExitReason;
import io.processpool.internal.channel.MessageType;
import io.processpool.internal.channel.MessageWriter;
import io.processpool.internal.channel.ProtocolException;
import io.processpool.internal.launch.WorkerProcess;
import io.processpool.internal.worker.Outstanding.Sent;
import io.processpool.internal.worker.Vitals.Phase;
import org.jspecify.annotations.Nullable;

/**
 * When and why a worker is to go that does nothing wrong: it has run as many items as it
 * may, has grown too large, is to be recycled, or is not needed any more. It finishes
 * what it has begun and gets nothing more; if it is to have a successor, that is made
 * first, so that no place is empty for longer than it must be.
 * <p>
 * Confined to the agent, or the caller who acts for it.
 */
final class Retirement {

	/** How long a dismissed worker may spend in its shutdown hooks. */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final long MIB = 1024 * 1024;

	private final WorkerAgent agent;

	private final WorkSource source;

	private final WorkerSet set;

	private final Feed feed;

	private final Vitals vitals;

	private final long maxMemory;

	private final MemoryLimit memoryLimit;

	/** Why the pool ends this worker, if it does. */
	private @Nullable ExitReason reason;

	private boolean due;

	private boolean succeeded;

	/** With which item the worker was last found to be too large. */
	private @Nullable Sent tooLargeWith;

	Retirement(WorkerAgent agent, WorkSource source, WorkerSet set, Feed feed, Vitals vitals, long maxMemory) {
		this.agent = agent;
		this.source = source;
		this.set = set;
		this.feed = feed;
		this.vitals = vitals;
		this.maxMemory = maxMemory;
		this.memoryLimit = new MemoryLimit(maxMemory);
	}

	/** Whether it is to get nothing more. */
	boolean isDue() {
		return this.due;
	}

	/** Why the pool ends this worker, or {@code null} if it does not. */
	@Nullable ExitReason reason() {
		return this.reason;
	}

	/** The worker is about to end, for this reason. */
	void intend(ExitReason reason) {
		this.reason = reason;
	}

	/**
	 * What the worker has not claimed is taken back.
	 * @throws EOFException if the worker is not even ready, and can end at once
	 */
	void begin(ExitReason reason, Outstanding outstanding) throws EOFException, ProtocolException {
		if (this.vitals.phase() == Phase.BIRTH) {
			intend(reason);
			throw new EOFException("it is not needed any more");
		}
		if (!this.due) {
			this.due = true;
			intend(reason);
			this.source.forget(this.agent);
			this.feed.keep(outstanding.retract());
			this.feed.surrender();
		}
	}

	/**
	 * It must be sent no more items: the successor is started while the last ones run.
	 */
	void limitReached(Outstanding outstanding) {
		if (!this.succeeded) {
			this.succeeded = true;
			this.source.forget(this.agent);
			this.feed.surrender();
			this.set.replace(this.agent);
		}
		if (outstanding.isEmpty()) {
			this.due = true;
			intend(ExitReason.RECYCLED);
		}
	}

	/** An item is over: a good moment to see how large the worker is. */
	void lookAtMemory(WorkerProcess process, Outstanding outstanding, long now) throws IOException {
		if (!this.due && this.memoryLimit.isExceeded(process, now)) {
			recycle(outstanding);
		}
	}

	/**
	 * The first time, a successor is started and the worker gets nothing more to do; if
	 * the same item is still running the next time, it is killed.
	 */
	@SuppressWarnings("ReferenceEquality") // That very item, in that very attempt
	void tooLarge(Order.TooLarge order, Outstanding outstanding, KillSwitch killSwitch) throws IOException {
		Sent head = outstanding.head();
		if (this.vitals.phase() != Phase.SERVICE || head != order.running()) {
			return;
		}
		if (head != null && this.tooLargeWith == head) {
			killSwitch.tooLarge(head,
					"it had " + order.resident() / MIB + " MiB resident, which is more than the " + this.maxMemory / MIB
							+ " MiB of maxMemoryPerChild, and the task "
							+ "went on. Give it more, or let the task take less");
			return;
		}
		this.tooLargeWith = head;
		if (!this.due) {
			recycle(outstanding);
		}
	}

	private void recycle(Outstanding outstanding) throws IOException {
		this.set.replace(this.agent);
		begin(ExitReason.RECYCLED, outstanding);
	}

	/** Nothing is outstanding: the worker may go, and run its shutdown hooks. */
	void dismiss(WorkerBody body) throws IOException {
		this.vitals.enter(Phase.BURIAL);
		this.source.forget(this.agent);
		this.source.release(this.agent);
		this.feed.surrender();
		MessageWriter control = body.connection().control();
		control.begin(MessageType.RETIRE, 0);
		control.commit();
		control.flush();
		body.awaitExit(PATIENCE);
	}

}
