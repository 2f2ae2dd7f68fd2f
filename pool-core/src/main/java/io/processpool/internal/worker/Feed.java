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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.processpool.TaskSerializationException;
import io.processpool.internal.channel.MessageType;
import io.processpool.internal.channel.MessageWriter;
import org.jspecify.annotations.Nullable;

/**
 * What one worker will be sent next: items that were taken back from it and wait to be
 * sent again, then the rest of its chunk, then whatever the source has; and which calls
 * the worker has been told of. Confined to the agent.
 */
final class Feed {

	/** Items travel together up to about this size, which fits into one frame. */
	private static final int RUN_BYTES = 32 * 1024;

	private final WorkSource source;

	private final WorkerAgent agent;

	private final Deque<WorkItem> backlog = new ArrayDeque<>();

	private final Set<Long> known = new HashSet<>();

	private final List<Long> over = new ArrayList<>();

	private final SmallItem small = new SmallItem();

	private @Nullable WorkChunk chunk;

	/** The item that was being sent when the channel broke, if any. */
	private @Nullable WorkItem halfSent;

	/** Whether the last item was a short call that went ahead of others. */
	private boolean passed;

	/** The last call found to have items that are not small, if any. */
	private long largeCall = -1;

	Feed(WorkSource source, WorkerAgent agent) {
		this.source = source;
		this.agent = agent;
	}

	/** The next item if it belongs to this call, or {@code null}. */
	@Nullable WorkItem nextOf(CallSpec call) {
		while (true) {
			WorkItem waiting = this.backlog.peek();
			boolean more = (waiting != null) ? waiting.call().id() == call.id() : hasMoreOf(call);
			WorkItem item = more ? takeOwn(false) : null;
			if (item == null || !item.isSettled()) {
				return item;
			}
		}
	}

	private boolean hasMoreOf(CallSpec call) {
		if (this.chunk == null || this.chunk.remaining() == 0) {
			this.chunk = this.source.take(this.agent, false);
		}
		return this.chunk != null && this.chunk.callId() == call.id() && this.chunk.remaining() > 0;
	}

	/** The next item, or {@code null} if there is none now. */
	@Nullable WorkItem next(boolean idle) {
		while (true) {
			WorkItem item = take(idle);
			if (item == null || !item.isSettled()) {
				return item;
			}
		}
	}

	/**
	 * What the worker has been given waits for at most one short call at a time, and each
	 * short call for at most one item of it.
	 */
	private @Nullable WorkItem takeShort() {
		boolean mayPass = !this.passed && waiting() > 0 && this.source.hasShort();
		WorkChunk single = mayPass ? this.source.takeShort(this.agent) : null;
		this.passed = single != null;
		return (single != null) ? single.next() : null;
	}

	private @Nullable WorkItem take(boolean idle) {
		WorkItem single = takeShort();
		return (single != null) ? single : takeOwn(idle);
	}

	private @Nullable WorkItem takeOwn(boolean idle) {
		WorkItem waiting = this.backlog.poll();
		if (waiting != null) {
			return waiting;
		}
		while (true) {
			if (this.chunk != null) {
				WorkItem item = this.chunk.next();
				if (item != null) {
					return item;
				}
			}
			this.chunk = this.source.take(this.agent, idle);
			if (this.chunk == null) {
				return null;
			}
		}
	}

	/**
	 * Sends an item and, if they are small, those behind it that belong to the same call.
	 * @param item the first one
	 * @param most how many at most
	 */
	void send(WorkItem item, int most, MessageWriter out, Outstanding outstanding) throws IOException {
		CallSpec call = item.call();
		if (most == 1 || call.header().single() || call.id() == this.largeCall) {
			send(item, out, outstanding);
			return;
		}
		List<WorkItem> run = new ArrayList<>();
		WorkItem next = item;
		boolean done = false;
		try {
			announce(call, out);
			out.begin(MessageType.ITEMS, outstanding.nextPosition());
			out.writeLong(call.id());
			while (next != null) {
				append(next, out, run);
				// It is in the run, or waits again, or is over
				next = null;
				boolean full = call.id() == this.largeCall || run.size() == most || out.size() >= RUN_BYTES;
				next = full ? null : nextOf(call);
			}
			if (!run.isEmpty()) {
				long size = out.size();
				out.commit();
				outstanding.addAll(run, size, System.nanoTime());
			}
			done = true;
		}
		finally {
			out.abort();
			if (!done) {
				keep((next != null) ? List.of(next) : List.of());
				keep(run);
			}
		}
	}

	/** One that is not small waits for its turn, and with it all others of its call. */
	private void append(WorkItem item, MessageWriter out, List<WorkItem> run) throws IOException {
		try {
			if (!this.small.encode(item)) {
				this.largeCall = item.call().id();
				keep(List.of(item));
			}
			else if (!item.isSettled()) {
				this.small.appendTo(out);
				run.add(item);
			}
		}
		catch (TaskSerializationException ex) {
			item.refused(ex);
		}
	}

	/**
	 * Sends an item. What cannot be encoded is refused, which is its end; if the channel
	 * breaks, the item is kept; if it was cancelled meanwhile, the worker never sees it.
	 */
	void send(WorkItem item, MessageWriter out, Outstanding outstanding) throws IOException {
		boolean done = false;
		try {
			announce(item.call(), out);
			out.begin(MessageType.ITEM, outstanding.nextPosition());
			out.writeLong(item.call().id());
			item.encodeArgument(out);
			if (item.isSettled()) {
				out.abort();
				forgetSingle(item.call());
			}
			else {
				long size = out.size();
				out.commit();
				outstanding.add(item, size, System.nanoTime());
			}
			done = true;
		}
		catch (TaskSerializationException ex) {
			out.abort();
			item.refused(ex);
			done = true;
		}
		finally {
			if (!done) {
				this.halfSent = item;
				keep(List.of(item));
			}
		}
	}

	/** Tells the worker of a call, if it must be told, and which others are over. */
	private void announce(CallSpec call, MessageWriter out) throws IOException {
		announceNews(out);
		if (call.header().single() || this.known.add(call.id())) {
			out.begin(MessageType.CALL, call.id());
			call.header().write(out);
			call.function().writeTo(out);
			out.commit();
		}
	}

	/** The worker would forget this call when it sees its item. */
	private void forgetSingle(CallSpec call) {
		if (call.header().single()) {
			this.over.add(call.id());
		}
	}

	void forget(long callId) {
		if (this.known.remove(callId)) {
			this.over.add(callId);
		}
	}

	/** Tells the worker which calls are over. */
	void announceNews(MessageWriter out) throws IOException {
		for (long id : this.over) {
			out.begin(MessageType.FORGET, id);
			out.commit();
		}
		this.over.clear();
	}

	/** The item that was being sent when the channel broke, which is kept. */
	@Nullable WorkItem halfSent() {
		return this.halfSent;
	}

	/** Does not keep an item any more. */
	void drop(WorkItem item) {
		this.backlog.remove(item);
	}

	/** Keeps items that were taken back, to be sent again. */
	void keep(List<WorkItem> items) {
		for (int i = items.size() - 1; i >= 0; i--) {
			this.backlog.push(items.get(i));
		}
	}

	/** The same, where calls of a single item need not wait for the others any more. */
	void keepShortFirst(List<WorkItem> items) {
		keep(items.stream().filter((item) -> !isShort(item)).toList());
		keep(items.stream().filter(Feed::isShort).toList());
	}

	static boolean isShort(WorkItem item) {
		return item.call().header().single();
	}

	/** Whether there is nothing that waits to be sent. */
	boolean isEmpty() {
		return waiting() == 0 && this.over.isEmpty();
	}

	/**
	 * Asks for work, for an agent that has none.
	 * @return whether there is some
	 */
	boolean takeNext() {
		this.chunk = this.source.take(this.agent, true);
		return this.chunk != null;
	}

	/**
	 * How many items could go to another worker: from the first one on that need not
	 * follow the one before it.
	 */
	int spare() {
		int waiting = waiting();
		return waiting - freeFrom(0, waiting);
	}

	/** Gives about one half of what could go to other workers. */
	void share() {
		int waiting = waiting();
		int half = (waiting - freeFrom(0, waiting) + 1) / 2;
		int cut = freeFrom(waiting - half, waiting);
		give((cut < waiting) ? cut : freeBefore(waiting - half), waiting);
	}

	/** Gives everything back. */
	void surrender() {
		give(0, waiting());
	}

	private void give(int from, int waiting) {
		if (from >= waiting) {
			return;
		}
		WorkChunk chunk = this.chunk;
		WorkChunk rest = chunk;
		if (chunk != null && from > this.backlog.size()) {
			rest = chunk.splitOff(waiting - from);
		}
		else {
			this.chunk = null;
		}
		Deque<WorkItem> items = new ArrayDeque<>();
		while (this.backlog.size() > from) {
			items.push(this.backlog.pollLast());
		}
		this.source.giveBack(List.copyOf(items), rest);
	}

	private int waiting() {
		return this.backlog.size() + ((this.chunk != null) ? this.chunk.remaining() : 0);
	}

	/** The first place, from here on, at which what waits can be divided, or its end. */
	private int freeFrom(int from, int waiting) {
		int place = 0;
		// Of short calls that went ahead: what follows them may be tied to what was
		// before
		int shorts = -1;
		for (WorkItem item : this.backlog) {
			if (place >= from) {
				if (!item.isTied() && !isShort(item)) {
					return (shorts >= 0) ? shorts : place;
				}
				shorts = item.isTied() ? -1 : (shorts >= 0) ? shorts : place;
			}
			place++;
		}
		WorkChunk chunk = this.chunk;
		if (chunk == null || place == waiting) {
			return (shorts >= 0) ? shorts : waiting;
		}
		if (!chunk.isDivisible() && (chunk.isBegun() || from > place)) {
			return waiting;
		}
		return (shorts >= 0) ? shorts : Math.max(place, from);
	}

	/** The last place before this one at which what waits can be divided. */
	private int freeBefore(int end) {
		int last = end;
		for (int place = freeFrom(0, end); place < end; place = freeFrom(place + 1, end)) {
			last = place;
		}
		return last;
	}

}
