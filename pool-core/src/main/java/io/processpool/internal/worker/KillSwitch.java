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
import io.processpool.internal.channel.ControlMessages.Stacks;
import io.processpool.internal.channel.MessageWriter;
import io.processpool.internal.worker.Outstanding.Sent;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a worker must be killed because of what it runs: an item outran its time
 * limit, or was cancelled. What the worker has not claimed is taken back first, so that
 * nothing but the victim can be hit; and if the victim is answered before the kill, the
 * worker lives. Confined to the agent.
 */
final class KillSwitch {

	/**
	 * How long past its limit an item may stay unclaimed before the worker is given up.
	 */
	private static final Duration CLAIM_PATIENCE = Duration.ofSeconds(5);

	/**
	 * How long an item without a limit may stay unclaimed, or a part of it unread, before
	 * the worker is given up. It may be a machine that is short of memory, so this is
	 * long; for a worker that was stopped it is what keeps its items from waiting for
	 * ever.
	 */
	private static final Duration STALL_PATIENCE = Duration.ofSeconds(30);

	private static final Duration CLAIM_INTERVAL = Duration.ofMillis(10);

	private final Outstanding outstanding;

	private final Feed feed;

	private final MessageWriter data;

	private final MessageWriter control;

	private @Nullable Kill kill;

	/** The item whose argument is on its way, if any. */
	private @Nullable WorkItem sending;

	/** How much of it had left when that was last looked at, and since when. */
	private long sentBytes;

	private long sentSince;

	/** Why the worker must end now. */
	private @Nullable ExitReason reason;

	/** What there is to say of a worker that is too large. */
	private String why = "";

	KillSwitch(Outstanding outstanding, Feed feed, MessageWriter data, MessageWriter control) {
		this.outstanding = outstanding;
		this.feed = feed;
		this.data = data;
		this.control = control;
	}

	/** Whether a kill is under way, so that nothing must be sent. */
	boolean isArmed() {
		return this.kill != null;
	}

	@Nullable ExitReason reason() {
		return this.reason;
	}

	/** More about the reason; empty for most. */
	String why() {
		return (this.reason == ExitReason.MEMORY_LIMIT) ? this.why : "";
	}

	/** The item, or none, is being sent, which takes as long as the worker lets it. */
	void sending(@Nullable WorkItem item, long now) {
		this.sending = item;
		this.sentBytes = 0;
		this.sentSince = now;
	}

	/** Items of the call may have been cancelled. */
	void cancelled(long callId) throws IOException {
		if (!this.outstanding.hasItemOf(callId)) {
			return;
		}
		this.feed.keep(this.outstanding.retract());
		Sent head = this.outstanding.head();
		if (this.kill == null && head != null && head.item().call().id() == callId && head.item().isSettled()) {
			this.kill = new Kill(head, ExitReason.CANCELLED, this.control);
		}
	}

	/** The worker has grown too large with this item, and the item still runs. */
	@SuppressWarnings("ReferenceEquality") // That very item, in that very attempt
	void tooLarge(Sent item, String why) throws IOException {
		if (this.kill != null) {
			this.kill.hurry();
		}
		else if (this.outstanding.head() == item && this.outstanding.isClaimed(item)) {
			this.feed.keep(this.outstanding.retract());
			this.kill = new Kill(item, ExitReason.MEMORY_LIMIT, this.control);
			this.why = why;
		}
	}

	/**
	 * Does what is due.
	 * @return how many nanoseconds until something is due, {@link Long#MAX_VALUE} for
	 * nothing
	 * @throws EOFException if the worker must end now
	 */
	long advance(long now) throws IOException {
		if (this.kill == null) {
			long untilLimit = untilLimit(now);
			if (this.kill == null) {
				return untilLimit;
			}
		}
		long untilNext = this.kill.advance(now);
		if (untilNext <= 0) {
			this.reason = this.kill.reason();
			throw new EOFException("it is to be killed");
		}
		return untilNext;
	}

	private long untilLimit(long now) throws IOException {
		Sent head = this.outstanding.head();
		if (head == null) {
			return untilGivenUp(now);
		}
		Duration limit = head.item().call().timeout();
		if (limit == null) {
			return untilStalled(head, now);
		}
		long over = now - this.outstanding.startedAt(head) - Durations.nanos(limit);
		if (over < 0) {
			return -over;
		}
		if (this.outstanding.isClaimed(head)) {
			this.feed.keep(this.outstanding.retract());
			this.kill = new Kill(head, ExitReason.TIMED_OUT, this.control);
			return 0;
		}
		if (over > CLAIM_PATIENCE.toNanos()) {
			throw unresponsive("it does not take the item that it was sent");
		}
		// Its thread is not even running: look again soon, since nothing tells of a claim
		return CLAIM_INTERVAL.toNanos();
	}

	/** What has begun may take as long as it likes; what has not can run elsewhere. */
	private long untilStalled(Sent head, long now) throws IOException {
		long left = STALL_PATIENCE.toNanos() - (now - this.outstanding.startedAt(head));
		if (left > 0) {
			return left;
		}
		if (this.outstanding.isClaimed(head)) {
			return Long.MAX_VALUE;
		}
		throw unresponsive("it does not take the item that it was sent");
	}

	/** It has nothing to do but to read what it is sent, and does not. */
	private long untilGivenUp(long now) throws EOFException {
		WorkItem item = this.sending;
		if (item == null) {
			return Long.MAX_VALUE;
		}
		if (this.data.size() != this.sentBytes) {
			this.sentBytes = this.data.size();
			this.sentSince = now;
		}
		long left = patience(item).toNanos() - (now - Durations.later(this.sentSince, this.outstanding.lastAnswerAt()));
		if (left <= 0) {
			throw unresponsive("it does not read what it is sent");
		}
		return left;
	}

	private static Duration patience(WorkItem item) {
		if (item.isSettled()) {
			return CLAIM_PATIENCE;
		}
		Duration limit = item.call().timeout();
		return (limit != null) ? CLAIM_PATIENCE.plusNanos(Durations.nanos(limit)) : STALL_PATIENCE;
	}

	private EOFException unresponsive(String why) {
		this.reason = ExitReason.UNRESPONSIVE;
		return new EOFException(why);
	}

	void stackTold(long position, Stacks stacks) throws IOException {
		Kill kill = this.kill;
		if (kill != null && kill.victim().position() == position) {
			kill.stackTold(stacks, System.nanoTime());
		}
	}

	/**
	 * An item is over, by an answer or by the worker's death. If it was the victim, there
	 * is nobody left to kill.
	 * @return the kill, if the item has outrun its limit, whatever it answers now
	 */
	@SuppressWarnings("ReferenceEquality") // That very item, in that very attempt
	@Nullable Kill over(Sent sent) {
		Kill kill = this.kill;
		if (kill == null || kill.victim() != sent) {
			return null;
		}
		this.kill = null;
		return (kill.reason() == ExitReason.TIMED_OUT) ? kill : null;
	}

}
