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

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * When a set of workers that has given up tries again: with one worker, at growing
 * intervals, until it is told to stop or a worker becomes ready. Guarded by the lock of
 * the set of workers.
 */
final class Revival {

	private static final Duration FIRST_DELAY = Duration.ofSeconds(1);

	private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

	private final ScheduledExecutorService timer;

	private Duration delay = FIRST_DELAY;

	private @Nullable Instant nextAttempt;

	private @Nullable Future<?> scheduled;

	private boolean trying;

	Revival(ScheduledExecutorService timer) {
		this.timer = timer;
	}

	/** The set has given up, perhaps again: the attempt comes later than the last one. */
	void schedule(Runnable attempt) {
		this.trying = false;
		this.nextAttempt = Instant.now().plus(this.delay);
		this.scheduled = this.timer.schedule(attempt, this.delay.toNanos(), TimeUnit.NANOSECONDS);
		Duration doubled = this.delay.multipliedBy(2);
		this.delay = (doubled.compareTo(LONGEST_DELAY) < 0) ? doubled : LONGEST_DELAY;
	}

	/**
	 * The time has come.
	 * @return {@code false} if the attempt was called off
	 */
	boolean begin() {
		if (this.nextAttempt == null) {
			return false;
		}
		this.nextAttempt = null;
		this.scheduled = null;
		this.trying = true;
		return true;
	}

	/** Whether the one worker that there may be is an attempt. */
	boolean isTrying() {
		return this.trying;
	}

	/** When the next attempt is made, or {@code null} if none is planned. */
	@Nullable Instant nextAttempt() {
		return this.nextAttempt;
	}

	/** There is nothing to revive: the set works, or is not wanted any more. */
	void callOff() {
		if (this.scheduled != null) {
			this.scheduled.cancel(false);
		}
		this.scheduled = null;
		this.nextAttempt = null;
		this.trying = false;
		this.delay = FIRST_DELAY;
	}

}
