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

import java.util.List;

import io.processpool.ExitReason;
import io.processpool.internal.channel.BlackBox;
import io.processpool.internal.channel.ProtocolException;
import io.processpool.internal.worker.Outstanding.Sent;
import org.jspecify.annotations.Nullable;

/**
 * The end of a worker, whatever it died of: it is killed if it still lives, what it had
 * sent is read, its obituary is written, and what it leaves behind is settled. Items that
 * it had not claimed are kept for others; the one that was claimed and not answered is
 * lost. Confined to the agent; the set of workers asks for the outcome when the agent has
 * ended.
 */
final class Burial {

	private final WorkerAgent agent;

	private final WorkSource source;

	private final Feed feed;

	private final Vitals vitals;

	private final Birth birth;

	private final Retirement retirement;

	private Obituary obituary = Obituary.unknown("");

	private boolean startedTask;

	Burial(WorkerAgent agent, WorkSource source, Feed feed, Vitals vitals, Birth birth, Retirement retirement) {
		this.agent = agent;
		this.source = source;
		this.feed = feed;
		this.vitals = vitals;
		this.birth = birth;
		this.retirement = retirement;
	}

	/**
	 * Buries it.
	 * @param service what it did, or {@code null} if it was never launched
	 * @param cause what ended its service, or {@code null} if it was dismissed
	 */
	void perform(@Nullable Service service, @Nullable Throwable cause) {
		this.obituary = Obituary.unknown(String.valueOf(cause));
		try {
			this.source.forget(this.agent);
			ExitReason intended = intended(service, cause);
			this.obituary = (service != null) ? service.body().end(intended, service.killSwitch().why())
					: Obituary.unborn(intended, cause);
			if (cause != null && isBreach(cause)) {
				this.obituary = this.obituary.breach(String.valueOf(cause.getMessage()));
			}
			if (service != null) {
				settle(service);
				service.body().release();
			}
		}
		catch (Throwable ex) {
			// Most likely memory that ran out here: still, nobody must wait for ever
			if (service != null) {
				service.body().process().kill();
				settle(service);
			}
		}
	}

	/** How the worker ended. */
	Obituary obituary() {
		return this.obituary;
	}

	/** Whether it died with an item that it had begun. */
	boolean hasStartedTask() {
		return this.startedTask;
	}

	/** Why the pool ends this worker, or {@code null} if that was not its doing. */
	private @Nullable ExitReason intended(@Nullable Service service, @Nullable Throwable cause) {
		// A kill comes after an order to retire, and is why the worker ends now
		if (service != null && service.killSwitch().reason() != null) {
			return service.killSwitch().reason();
		}
		if (this.retirement.reason() != null && !hasDiedOnTheJob(service, cause)) {
			return this.retirement.reason();
		}
		if (this.vitals.isTerminated()) {
			return ExitReason.CLOSED;
		}
		if (this.birth.initializerFailure() != null) {
			return ExitReason.START_FAILED;
		}
		return (cause != null && isBreach(cause)) ? ExitReason.PROTOCOL_ERROR : null;
	}

	/** Memory that is shared with it faults only if it was cut off. */
	private static boolean isBreach(Throwable cause) {
		return cause instanceof ProtocolException || cause instanceof InternalError;
	}

	/** It was to go after what it ran, and did not come so far. */
	private boolean hasDiedOnTheJob(@Nullable Service service, @Nullable Throwable cause) {
		return cause != null && this.retirement.isDue() && !this.vitals.isTerminated() && service != null
				&& !service.outstanding().isEmpty();
	}

	private void settle(Service service) {
		WorkerBody body = service.body();
		Outstanding outstanding = service.outstanding();
		WorkerIdentity worker = this.vitals.identity();
		WorkItem overwhelming = overwhelming(service);
		List<WorkItem> unclaimed = body.isLegible() ? outstanding.removeUnclaimed() : List.of();
		this.startedTask = !outstanding.isEmpty();
		for (Sent sent : outstanding.removeAll()) {
			Kill kill = service.killSwitch().over(sent);
			if (kill != null) {
				sent.item().timedOut(worker, kill.stack(), kill.note(), kill.threadDump());
			}
			else {
				sent.item().lost(worker, this.obituary, body.stage());
			}
		}
		this.feed.keep(unclaimed);
		if (overwhelming != null) {
			this.feed.drop(overwhelming);
			overwhelming.lost(worker, this.obituary, BlackBox.Stage.RECEIVE);
		}
	}

	/**
	 * What was too large for the memory of the worker, which could not even claim it: the
	 * next worker would fare no better.
	 */
	private @Nullable WorkItem overwhelming(Service service) {
		WorkerBody body = service.body();
		if (this.obituary.reason() != ExitReason.OUT_OF_MEMORY || !body.isLegible()) {
			return null;
		}
		WorkItem halfSent = this.feed.halfSent();
		if (halfSent != null && body.wasReceiving(halfSent, service.outstanding().nextPosition())) {
			return halfSent;
		}
		return service.outstanding().firstUnclaimed(body::wasReceiving);
	}

}
