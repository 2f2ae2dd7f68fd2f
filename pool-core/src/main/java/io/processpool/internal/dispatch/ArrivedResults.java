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

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

import io.processpool.internal.dispatch.StreamCall.Arrived;
import org.jspecify.annotations.Nullable;

/**
 * Results that have arrived and have not been taken. Guarded by the lock of the call.
 */
abstract class ArrivedResults {

	/** Results are taken in the order of the input. */
	static ArrivedResults inOrder() {
		return new InOrder();
	}

	/** Results are taken in the order in which they arrive. */
	static ArrivedResults asTheyCome() {
		return new AsTheyCome();
	}

	abstract void add(int index, Settlement settlement);

	abstract boolean hasNext();

	/** The next result, or {@code null} if it has not arrived. */
	abstract @Nullable Arrived poll();

	abstract void clear();

	private static final class InOrder extends ArrivedResults {

		private final Map<Integer, Settlement> arrived = new HashMap<>();

		private int next;

		@Override
		void add(int index, Settlement settlement) {
			this.arrived.put(index, settlement);
		}

		@Override
		boolean hasNext() {
			return this.arrived.containsKey(this.next);
		}

		@Override
		@Nullable Arrived poll() {
			Settlement settlement = this.arrived.remove(this.next);
			return (settlement != null) ? new Arrived(this.next++, settlement, null) : null;
		}

		@Override
		void clear() {
			this.arrived.clear();
		}

	}

	private static final class AsTheyCome extends ArrivedResults {

		private final Queue<Arrived> arrived = new ArrayDeque<>();

		@Override
		void add(int index, Settlement settlement) {
			this.arrived.add(new Arrived(index, settlement, null));
		}

		@Override
		boolean hasNext() {
			return !this.arrived.isEmpty();
		}

		@Override
		@Nullable Arrived poll() {
			return this.arrived.poll();
		}

		@Override
		void clear() {
			this.arrived.clear();
		}

	}

}
