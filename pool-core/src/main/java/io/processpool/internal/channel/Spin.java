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

package io.processpool.internal.channel;

import java.io.IOException;

/**
 * Waits for a moment without giving the processor away, where that pays. To wake a thread
 * takes the kernel 30 to 60 microseconds here, an answer often less than five; but a spin
 * that does not see the end of its wait has only kept a processor from those who could
 * use it. So this learns: after a short wait the next one may spin for as long as
 * {@link #MOST}, after each long one for half as long as the one before, and after a few
 * of them not at all. Confined to one side of a channel.
 */
final class Spin {

	/** The longest spin, in nanoseconds. */
	static final long MOST = 50_000;

	/** Shorter ones are not worth looking at the clock. */
	private static final long LEAST = 2_000;

	/** What may have been a short wait when it took a wake-up as well. */
	private static final long SHORT = 2 * 50_000;

	/** How often it looks before it looks at the clock. */
	private static final int LOOKS = 32;

	/** After how many spins in vain one is tried again. */
	private static final int RETRY = 32;

	private long budget = MOST;

	private int misses;

	/**
	 * Spins until the condition holds, but not for long.
	 * @param condition the condition
	 * @param allowed how long at most, in nanoseconds
	 * @return whether the condition holds
	 */
	boolean await(Condition condition, long allowed) throws IOException {
		if (condition.holds()) {
			return true;
		}
		long limit = Math.min(this.budget, allowed);
		if (limit <= 0) {
			return false;
		}
		long start = System.nanoTime();
		do {
			for (int i = 0; i < LOOKS; i++) {
				if (condition.holds()) {
					this.budget = MOST;
					return true;
				}
				Thread.onSpinWait();
			}
		}
		while (System.nanoTime() - start < limit);
		return false;
	}

	/**
	 * A wait is over for which spinning was not enough, or not tried.
	 * @param nanos how long it took
	 */
	void waited(long nanos) {
		if (nanos < SHORT) {
			this.budget = MOST;
		}
		else {
			this.budget = (this.budget > LEAST) ? this.budget / 2 : 0;
		}
	}

	/**
	 * A spin was in vain, and nobody will tell how long the wait took. Every now and then
	 * the next one is tried as if it were the first.
	 */
	void missed() {
		this.budget = (++this.misses % RETRY == 0) ? MOST : (this.budget > LEAST) ? this.budget / 2 : 0;
	}

	/** What a spin waits for. */
	@FunctionalInterface
	interface Condition {

		boolean holds() throws IOException;

	}

}
