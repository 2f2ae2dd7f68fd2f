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

	Chunk(Call call, int first, int end, boolean divisible) {
		this.call = call;
		this.next = first;
		this.end = end;
		this.divisible = divisible;
	}

	Call call() {
		return this.call;
	}

	@Override
	public @Nullable WorkItem next() {
		return (this.next < this.end) ? new Item(this.call, this.next++) : null;
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
	public Chunk splitOff(int count) {
		if (count < 0 || count > remaining()) {
			throw new IllegalArgumentException("cannot split " + count + " of " + remaining() + " items off");
		}
		this.end -= count;
		return new Chunk(this.call, this.end, this.end + count, this.divisible);
	}

}
