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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiPredicate;

import io.processpool.internal.channel.BlackBox;
import io.processpool.internal.channel.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * The items that were sent to one worker and have no answer yet, in the order in which
 * they were sent, which is the order in which the worker claims and answers them. Keeps
 * the claim word in step with them. Confined to the agent, but for {@link #head} and
 * {@link #size}, which others may look at.
 */
final class Outstanding {

	/** How much work a worker is given ahead, so that it need not wait for us. */
	static final long AHEAD_NANOS = 1_000_000;

	private static final int MAX_DEPTH = 1024;

	/** From this depth on, items are sent when half of them are answered. */
	private static final int PARTED_DEPTH = 8;

	private static final long MAX_BYTES = 256 * 1024;

	private final BlackBox blackBox;

	private final Deque<Sent> sent = new ArrayDeque<>();

	/** The position of the next item to be sent. */
	private long nextPosition;

	/** Positions below this one are answered or were taken back. */
	private long floor;

	private long bytes;

	/** How many of them are calls of a single item. */
	private int shorts;

	private long lastAnswerAt = System.nanoTime();

	/** Moving average of the time from answer to answer; negative while unknown. */
	private long itemNanos = -1;

	/** How many items there should be when there is room for more. */
	private int depth = 1;

	/** Whether there is room until there are as many. */
	private boolean filling = true;

	/** What the worker runs now; written by the agent, read by others. */
	private volatile @Nullable Sent head;

	/** How many there are; written by the agent, read by others. */
	private volatile int size;

	Outstanding(BlackBox blackBox) {
		this.blackBox = blackBox;
	}

	long nextPosition() {
		return this.nextPosition;
	}

	@Nullable Sent head() {
		return this.head;
	}

	int size() {
		return this.size;
	}

	boolean isEmpty() {
		return this.sent.isEmpty();
	}

	/**
	 * How many items more the worker should be sent: always a first one, and as many
	 * ahead as it will probably finish within a millisecond. Where that is many, they go
	 * in large parts, since each part costs.
	 */
	int room() {
		int count = this.sent.size();
		if (count == 0) {
			return this.depth;
		}
		if (count >= this.depth || this.bytes >= MAX_BYTES) {
			this.filling = false;
		}
		else if (count <= this.depth / 2 || this.depth < PARTED_DEPTH) {
			this.filling = true;
		}
		return this.filling ? this.depth - count : 0;
	}

	/** How many items, behind the one that runs, could go to another worker. */
	int spare() {
		int place = 0;
		for (Sent each : this.sent) {
			if (place > 0 && !each.item().isTied()) {
				return this.sent.size() - place;
			}
			place++;
		}
		return 0;
	}

	boolean hasItemOf(long callId) {
		return this.sent.stream().anyMatch((sent) -> sent.item().call().id() == callId);
	}

	/** The item is about to leave: from now on the worker may claim it. */
	void add(WorkItem item, long size, long now) throws ProtocolException {
		addAll(List.of(item), size, now);
	}

	/** The items are about to leave: from now on the worker may claim them. */
	void addAll(List<WorkItem> items, long size, long now) throws ProtocolException {
		long position = this.nextPosition;
		this.blackBox.extend(position, position + items.size());
		long each = size / items.size();
		for (WorkItem item : items) {
			this.sent.add(new Sent(this.nextPosition++, item, each, now));
			count(item, 1);
		}
		this.bytes += each * items.size();
		publish();
	}

	/** Takes the item off that has been answered: it must be the first. */
	Sent answered(long position, long now) throws ProtocolException {
		Sent first = this.sent.peek();
		if (first == null || first.position() != position) {
			throw new ProtocolException("the worker answers item " + position + " when "
					+ ((first != null) ? first.position() : "none") + " is due");
		}
		this.sent.poll();
		this.bytes -= first.bytes();
		count(first.item(), -1);
		this.floor = position + 1;
		long nanos = now - startedAt(first);
		this.itemNanos = (this.itemNanos < 0) ? nanos : this.itemNanos + (nanos - this.itemNanos) / 8;
		this.depth = (int) Math.min(MAX_DEPTH, 1 + AHEAD_NANOS / Math.max(1, this.itemNanos));
		this.lastAnswerAt = now;
		publish();
		return first;
	}

	/** When the last answer came, or when this was made. */
	long lastAnswerAt() {
		return this.lastAnswerAt;
	}

	/**
	 * When the item at the head was started, as well as it can be known from here: when
	 * it was sent, or when the one before it was answered.
	 */
	long startedAt(Sent head) {
		return Durations.later(head.sentAt(), this.lastAnswerAt);
	}

	/**
	 * Takes back all items that have not been claimed.
	 * @return the items, in order
	 */
	List<WorkItem> retract() throws ProtocolException {
		return removeFrom(checked(this.blackBox.retract(this.floor)));
	}

	/** Whether the worker has claimed the item, so that it must be taken to run. */
	boolean isClaimed(Sent item) throws ProtocolException {
		return item.position() < checked(this.blackBox.next(this.floor));
	}

	/**
	 * Empties the list when the worker is dead.
	 * @return the items that were never claimed, in order; what remains was claimed
	 */
	List<WorkItem> removeUnclaimed() {
		return removeFrom(Math.min(this.blackBox.next(this.floor), this.nextPosition));
	}

	/** The first item, of those that were not claimed, for which this holds. */
	@Nullable WorkItem firstUnclaimed(BiPredicate<WorkItem, Long> condition) {
		long next = this.blackBox.next(this.floor);
		for (Sent each : this.sent) {
			if (each.position() >= next && condition.test(each.item(), each.position())) {
				return each.item();
			}
		}
		return null;
	}

	/** What is left, in order. */
	List<Sent> removeAll() {
		List<Sent> all = List.copyOf(this.sent);
		this.sent.clear();
		this.shorts = 0;
		publish();
		return all;
	}

	private long checked(long next) throws ProtocolException {
		if (next > this.nextPosition) {
			throw new ProtocolException(
					"the worker claims item " + (next - 1) + " when " + (this.nextPosition - 1) + " is the last");
		}
		if (next < this.floor) {
			throw new ProtocolException(
					"the worker answers item " + (this.floor - 1) + " when it has claimed none from " + next + " on");
		}
		return next;
	}

	private List<WorkItem> removeFrom(long position) {
		List<WorkItem> items = new ArrayList<>();
		while (!this.sent.isEmpty() && this.sent.peekLast().position() >= position) {
			Sent last = this.sent.pollLast();
			this.bytes -= last.bytes();
			count(last.item(), -1);
			items.add(0, last.item());
		}
		publish();
		return items;
	}

	private void count(WorkItem item, int change) {
		if (Feed.isShort(item)) {
			this.shorts += change;
		}
	}

	/** Whether some are calls of a single item, and others are not. */
	boolean isMixed() {
		return this.shorts > 0 && this.shorts < this.sent.size();
	}

	/** Whether a call of a single item is behind others that need not run before it. */
	boolean hasLateShort() {
		boolean others = false;
		boolean first = true;
		for (Sent each : this.sent) {
			boolean isShort = Feed.isShort(each.item());
			if (others && isShort) {
				return true;
			}
			others |= !first && !isShort;
			first = false;
		}
		return false;
	}

	private void publish() {
		this.head = this.sent.peek();
		this.size = this.sent.size();
	}

	/**
	 * An item on its way.
	 *
	 * @param position its place among all items sent to this worker
	 * @param item the item
	 * @param bytes the size of its encoded argument
	 * @param sentAt when it was sent, in {@link System#nanoTime}
	 */
	record Sent(long position, WorkItem item, long bytes, long sentAt) {
	}

}
