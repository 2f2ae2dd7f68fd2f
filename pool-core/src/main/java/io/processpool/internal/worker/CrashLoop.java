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
import java.util.Objects;
import java.util.function.Supplier;

import io.processpool.WorkerStartException;
import org.jspecify.annotations.Nullable;

/**
 * Notices that workers keep ending before they have done anything. Guarded by the lock of
 * the set of workers.
 */
final class CrashLoop {

	/** Failures to start in a row, at least, before it is hopeless. */
	private static final int MIN_START_FAILURES = 3;

	private static final int MAX_START_FAILURES = 10;

	/** Deaths of idle workers in a row: somebody may kill them for reasons of his own. */
	private static final int MAX_IDLE_DEATHS = 20;

	private static final Duration FIRST_BACK_OFF = Duration.ofMillis(100);

	private static final int MAX_DOUBLINGS = 6;

	private final int limit;

	private int startFailures;

	private int idleDeaths;

	/** What the first failure in the present row says. */
	private @Nullable WorkerStartException first;

	CrashLoop(int processes) {
		this.limit = Math.max(MIN_START_FAILURES, Math.min(processes, MAX_START_FAILURES));
	}

	void reset() {
		this.startFailures = 0;
		this.idleDeaths = 0;
		this.first = null;
	}

	void ready() {
		this.startFailures = 0;
		if (this.idleDeaths == 0) {
			this.first = null;
		}
	}

	/**
	 * A worker has died that nobody wanted dead. A death inside a task says nothing about
	 * the workers.
	 * @param report what this death means if it is the first of a row
	 * @return how long to wait before the next one is started
	 */
	Duration died(WorkerAgent agent, Supplier<WorkerStartException> report) {
		if (agent.completed() > 0) {
			reset();
			return Duration.ZERO;
		}
		if (agent.wasReady() && agent.hasStartedTask()) {
			return Duration.ZERO;
		}
		if (this.first == null) {
			this.first = report.get();
		}
		return agent.wasReady() ? backOff(this.idleDeaths++) : backOff(++this.startFailures);
	}

	/** What the first failure in a row says, when it is hopeless. */
	WorkerStartException first() {
		return Objects.requireNonNull(this.first);
	}

	/**
	 * Whether to give up.
	 * @param ready how many workers are there and work; while there are any, failures to
	 * start others are no reason
	 */
	boolean isHopeless(long ready) {
		return (ready == 0 && this.startFailures >= this.limit) || this.idleDeaths >= MAX_IDLE_DEATHS;
	}

	private static Duration backOff(int failures) {
		return (failures <= 0) ? Duration.ZERO
				: FIRST_BACK_OFF.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
	}

}
