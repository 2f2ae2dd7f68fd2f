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

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.processpool.ExitReason;
import io.processpool.internal.channel.ControlMessages.StackScope;
import io.processpool.internal.channel.ControlMessages.Stacks;
import io.processpool.internal.channel.MessageType;
import io.processpool.internal.channel.MessageWriter;
import io.processpool.internal.worker.Outstanding.Sent;

/**
 * A worker is to be killed because of the item that it runs: for its time limit, or since
 * it was cancelled, or for the memory that it takes. First the stack is asked for, if it
 * is wanted; then the task is interrupted, if its options leave it time to react; then
 * the process is killed. If the item is answered on the way, the worker may live.
 * Confined to the agent.
 */
final class Kill {

	/** How long a dump of all threads is waited for; there may be hundreds. */
	private static final long DUMP_PATIENCE = Duration.ofSeconds(2).toNanos();

	/** How long a stack is waited for. */
	private static final long STACK_PATIENCE = Duration.ofMillis(500).toNanos();

	private final Sent victim;

	private final ExitReason reason;

	private final MessageWriter control;

	private Stage stage = Stage.START;

	private long stageEnds;

	private List<StackTraceElement> stack = List.of();

	private String note = "";

	private String threadDump = "";

	Kill(Sent victim, ExitReason reason, MessageWriter control) {
		this.victim = victim;
		this.reason = reason;
		this.control = control;
	}

	Sent victim() {
		return this.victim;
	}

	ExitReason reason() {
		return this.reason;
	}

	List<StackTraceElement> stack() {
		return this.stack;
	}

	String note() {
		return this.note;
	}

	String threadDump() {
		return this.threadDump;
	}

	/**
	 * Does what is due.
	 * @param now the time
	 * @return how many nanoseconds until the next step, 0 if the process must be killed
	 * now
	 */
	long advance(long now) throws IOException {
		if (this.stage == Stage.START) {
			if (this.reason == ExitReason.MEMORY_LIMIT) {
				hurry();
			}
			else if (this.reason == ExitReason.TIMED_OUT) {
				request(StackScope.TASK, Stage.STACK, now + STACK_PATIENCE);
			}
			else {
				interrupt(now);
			}
		}
		if (this.stage == Stage.STACK && now - this.stageEnds >= 0) {
			this.note = "the worker did not tell its stack within " + Duration.ofNanos(STACK_PATIENCE).toMillis()
					+ " ms";
			interrupt(now);
		}
		if (this.stage == Stage.DUMP && now - this.stageEnds >= 0) {
			this.note = "the worker did not dump its threads within " + Duration.ofNanos(DUMP_PATIENCE).toSeconds()
					+ " s";
			interrupt(now);
		}
		if (this.stage == Stage.GRACE && now - this.stageEnds >= 0) {
			this.stage = Stage.END;
		}
		return (this.stage == Stage.END) ? 0 : this.stageEnds - now;
	}

	void stackTold(Stacks stacks, long now) throws IOException {
		if (this.stage == Stage.STACK) {
			this.stack = stacks.frames();
			if (this.victim.item().call().threadDump()) {
				request(StackScope.ALL, Stage.DUMP, now + DUMP_PATIENCE);
			}
			else {
				interrupt(now);
			}
		}
		else if (this.stage == Stage.DUMP) {
			this.threadDump = stacks.text();
			interrupt(now);
		}
	}

	/** There is no time left for anything else. */
	void hurry() {
		this.stage = Stage.END;
	}

	private void request(StackScope scope, Stage stage, long until) throws IOException {
		this.stage = stage;
		this.stageEnds = until;
		this.control.begin(MessageType.STACK_REQUEST, this.victim.position());
		this.control.write(scope.ordinal());
		this.control.commit();
		this.control.flush();
	}

	private void interrupt(long now) throws IOException {
		Duration grace = this.victim.item().call().interruptGrace();
		this.stage = Stage.GRACE;
		this.stageEnds = now + grace.toNanos();
		if (!grace.isZero()) {
			this.control.begin(MessageType.INTERRUPT, this.victim.position());
			this.control.commit();
			this.control.flush();
		}
	}

	private enum Stage {

		START, STACK, DUMP, GRACE, END

	}

}
