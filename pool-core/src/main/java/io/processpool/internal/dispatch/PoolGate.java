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

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import io.processpool.PoolState;

/**
 * Who may still come in, and how many are inside. The state of the pool and the number of
 * calls that are not over share one atomic word, so that no call can slip in while the
 * pool closes.
 */
public final class PoolGate {

	private static final int STATE_SHIFT = 56;

	private static final long COUNT_MASK = (1L << STATE_SHIFT) - 1;

	/** Holds the state, as its ordinal, and the number of open calls. */
	private final AtomicLong word = new AtomicLong();

	private final Runnable whenEmpty;

	/** Written by whoever changes the state for good or for a rest; read by callers. */
	private volatile boolean abandoned;

	/**
	 * An open gate.
	 * @param whenEmpty runs when the last call has left a gate that is not open, or when
	 * an empty gate is closed
	 */
	public PoolGate(Runnable whenEmpty) {
		this.whenEmpty = whenEmpty;
	}

	/**
	 * The state.
	 * @return the state
	 */
	public PoolState state() {
		return stateOf(this.word.get());
	}

	/**
	 * How many calls are not over.
	 * @return the number
	 */
	public long openCalls() {
		return this.word.get() & COUNT_MASK;
	}

	/**
	 * Comes in, if the pool is running.
	 * @param refusal makes the exception if it is not
	 */
	void enter(Supplier<RuntimeException> refusal) {
		while (true) {
			long word = this.word.get();
			if (stateOf(word) != PoolState.RUNNING) {
				throw refusal.get();
			}
			if (this.word.compareAndSet(word, word + 1)) {
				return;
			}
		}
	}

	/** Refuses as {@link #enter} would, but does not come in. */
	void check(Supplier<RuntimeException> refusal) {
		if (state() != PoolState.RUNNING) {
			throw refusal.get();
		}
	}

	void leave() {
		long word = this.word.decrementAndGet();
		if ((word & COUNT_MASK) == 0 && stateOf(word) != PoolState.RUNNING) {
			this.whenEmpty.run();
		}
	}

	/**
	 * Tells calls that have come in and are not in the queue yet that nobody will serve
	 * them. Holds until the pool runs again.
	 */
	public void abandon() {
		this.abandoned = true;
	}

	boolean isAbandoned() {
		return this.abandoned;
	}

	/**
	 * Changes the state.
	 * @param to the new state
	 * @param from the states from which it may change
	 * @return whether it changed
	 */
	public boolean change(PoolState to, PoolState... from) {
		while (true) {
			long word = this.word.get();
			if (!List.of(from).contains(stateOf(word))) {
				return false;
			}
			long changed = ((long) to.ordinal() << STATE_SHIFT) | (word & COUNT_MASK);
			if (this.word.compareAndSet(word, changed)) {
				if (to == PoolState.RUNNING) {
					this.abandoned = false;
				}
				if ((changed & COUNT_MASK) == 0 && to != PoolState.RUNNING) {
					this.whenEmpty.run();
				}
				return true;
			}
		}
	}

	private static PoolState stateOf(long word) {
		return PoolState.values()[(int) (word >>> STATE_SHIFT)];
	}

}
