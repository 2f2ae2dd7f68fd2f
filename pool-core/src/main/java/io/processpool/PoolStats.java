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

package io.processpool;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One consistent snapshot of a pool: all numbers belong to the same moment, and none
 * changes afterwards. Safe for use by any number of threads. Made by
 * {@link ProcessPool#stats()}; more methods may be added in later versions, so it is not
 * for others to implement.
 * <p>
 * Tasks are counted by item: a {@code map} over a thousand items is a thousand tasks.
 */
public interface PoolStats {

	/**
	 * Returns the name of the pool.
	 * @return the name, as in {@link ProcessPool#name()}
	 */
	String name();

	/**
	 * Returns the state of the pool.
	 * @return the state at the moment of the snapshot
	 */
	PoolState state();

	/**
	 * Returns how the pool starts its workers.
	 * @return the start context
	 */
	StartContext context();

	/**
	 * Returns how many workers the pool is meant to have.
	 * @return 1 or more
	 */
	int processes();

	/**
	 * Returns what the heap of each worker may grow to, as it was set by
	 * {@link ProcessPoolBuilder#maxHeap(String)} or among
	 * {@link ProcessPoolBuilder#jvmArguments(String...)}, which win.
	 * @return a number of bytes; empty where nobody has set it, so that workers get a
	 * share of the memory, and where tasks run in threads
	 */
	default OptionalLong maxHeap() {
		return OptionalLong.empty();
	}

	/**
	 * Returns how many workers are {@link WorkerState#STARTING}.
	 * @return 0 or more
	 */
	int startingWorkers();

	/**
	 * Returns how many workers are {@link WorkerState#IDLE}.
	 * @return 0 or more
	 */
	int idleWorkers();

	/**
	 * Returns how many workers are {@link WorkerState#BUSY}.
	 * @return 0 or more
	 */
	int busyWorkers();

	/**
	 * Returns how many workers are {@link WorkerState#EXITING}.
	 * @return 0 or more
	 */
	int exitingWorkers();

	/**
	 * Returns how many tasks wait for a worker.
	 * @return 0 or more
	 */
	long queuedTasks();

	/**
	 * Returns how many tasks are running.
	 * @return 0 or more
	 */
	long runningTasks();

	/**
	 * Returns how many tasks have been issued since the pool was built.
	 * @return 0 or more, never falling
	 */
	long issuedTasks();

	/**
	 * Returns how many tasks have come to an outcome since the pool was built, failures
	 * included.
	 * @return 0 or more, never falling
	 */
	long completedTasks();

	/**
	 * Returns how many tasks have come to an outcome other than a result, cancelled ones
	 * included.
	 * @return 0 or more, never falling, and never above {@link #completedTasks()}
	 */
	long failedTasks();

	/**
	 * Returns how many workers have been started since the pool was built.
	 * @return 0 or more, never falling
	 */
	long startedWorkers();

	/**
	 * Returns how many workers have ended since the pool was built, by reason.
	 * @return an immutable map; a reason that has not occurred may be missing
	 */
	Map<ExitReason, Long> exits();

	/**
	 * Returns how the last workers have ended that the pool did not end as part of its
	 * {@linkplain ExitReason#isDeliberate() normal work}.
	 * @return an immutable list of a few, the latest one last
	 */
	default List<WorkerEnd> recentExits() {
		return List.of();
	}

	/**
	 * Returns why the pool is {@link PoolState#BROKEN}.
	 * @return the first cause, or empty when the pool is not broken
	 */
	Optional<Throwable> brokenCause();

	/**
	 * Returns when a {@link PoolState#BROKEN} pool starts a worker again, to see whether
	 * it works now. It does so at growing intervals, from one second up to one minute,
	 * and is {@link PoolState#RUNNING} again when that worker is ready.
	 * @return the time of the next attempt, or empty when the pool is not broken or makes
	 * an attempt just now
	 */
	Optional<Instant> nextStartAttempt();

	/**
	 * Tells whether the pool has begun to start workers.
	 * @return {@code false} for a pool that was built to start lazily and has not been
	 * needed yet, and for a suspended one
	 */
	boolean started();

}
