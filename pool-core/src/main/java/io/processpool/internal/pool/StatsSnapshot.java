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

package io.processpool.internal.pool;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import io.processpool.ExitReason;
import io.processpool.PoolState;
import io.processpool.PoolStats;
import io.processpool.StartContext;
import io.processpool.WorkerEnd;
import io.processpool.WorkerInfo;
import io.processpool.WorkerState;
import org.jspecify.annotations.Nullable;

/**
 * A pool as it was at one moment.
 */
record StatsSnapshot(String name, PoolState state, StartContext context, int processes, List<WorkerInfo> workers,
		long queuedTasks, long issuedTasks, long completedTasks, long failedTasks, long startedWorkers,
		Map<ExitReason, Long> exits, List<WorkerEnd> recentExits, @Nullable Throwable cause,
		@Nullable Instant nextAttempt, boolean started, OptionalLong maxHeap) implements PoolStats {

	@Override
	public int startingWorkers() {
		return count(WorkerState.STARTING);
	}

	@Override
	public int idleWorkers() {
		return count(WorkerState.IDLE);
	}

	@Override
	public int busyWorkers() {
		return count(WorkerState.BUSY);
	}

	@Override
	public int exitingWorkers() {
		return count(WorkerState.EXITING);
	}

	@Override
	public long runningTasks() {
		return count(WorkerState.BUSY);
	}

	@Override
	public Optional<Throwable> brokenCause() {
		return Optional.ofNullable(this.cause);
	}

	@Override
	public Optional<Instant> nextStartAttempt() {
		return Optional.ofNullable(this.nextAttempt);
	}

	private int count(WorkerState state) {
		return (int) this.workers.stream().filter((worker) -> worker.state() == state).count();
	}

}
