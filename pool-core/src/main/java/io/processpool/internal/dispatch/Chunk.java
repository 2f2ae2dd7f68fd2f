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

package io.processpool.internal.dispatch;

import io.processpool.internal.worker.WorkChunk;
import io.processpool.internal.worker.WorkItem;
import org.jspecify.annotations.Nullable;

/**
 * A run of items of one call. Belongs to the dispatcher while it waits, then to one
 * agent.
 */
final class Chunk implements WorkChunk {

	private final Call call;

	private final boolean divisible;

	private int next;

	private int end;

	/** Whether the next item has to follow the one before it in the same worker. */
	private boolean tied;

	private boolean begun;

	Chunk(Call call, int first, int end, boolean divisible) {
		this.call = call;
		this.next = first;
		this.end = end;
		this.divisible = divisible;
	}

	/** An item that comes back, and the chunk that has to stay with it, if any. */
	static Chunk of(Item item, @Nullable Chunk rest) {
		boolean whole = rest == null && !item.isTied();
		Chunk chunk = new Chunk(item.owner(), item.index(), (rest != null) ? rest.end : item.index() + 1, whole);
		chunk.tied = item.isTied();
		return chunk;
	}

	Call owner() {
		return this.call;
	}

	/** Whether this has to be run right after that item, by the same worker. */
	@SuppressWarnings("ReferenceEquality") // That very call
	boolean isTiedTo(Item item) {
		return this.tied && item.owner() == this.call && item.index() == this.next - 1;
	}

	/** From now on it stands for itself. */
	void untie() {
		this.tied = false;
	}

	@Override
	public long callId() {
		return this.call.spec().id();
	}

	@Override
	public @Nullable WorkItem next() {
		if (this.next == this.end) {
			return null;
		}
		Item item = new Item(this.call, this.next++, this.tied);
		this.begun = true;
		this.tied = !this.divisible;
		return item;
	}

	@Override
	public int remaining() {
		return this.end - this.next;
	}

	@Override
	public boolean isDivisible() {
		return this.divisible;
	}

	@Override
	public boolean isBegun() {
		return this.begun;
	}

	@Override
	public Chunk splitOff(int count) {
		if (count < 0 || count > remaining() || !this.divisible) {
			throw new IllegalArgumentException("cannot split " + count + " of " + remaining() + " items off");
		}
		this.end -= count;
		return new Chunk(this.call, this.end, this.end + count, true);
	}

}
