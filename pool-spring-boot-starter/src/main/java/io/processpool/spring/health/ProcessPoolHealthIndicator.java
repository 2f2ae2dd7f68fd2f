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

package io.processpool.spring.health;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.processpool.ExitReason;
import io.processpool.PoolListener;
import io.processpool.PoolState;
import io.processpool.PoolStats;
import io.processpool.ProcessPool;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * {@link HealthIndicator} for a {@link ProcessPool}.
 * <p>
 * Up while the pool takes tasks, also before it is started lazily and while a lost worker
 * is being replaced. Out of service until its first worker is ready, while it is
 * suspended, and when it is closed. Down while it is broken, with the cause and the time
 * of its next attempt to start workers.
 */
public final class ProcessPoolHealthIndicator extends AbstractHealthIndicator {

	private final ProcessPool pool;

	/**
	 * Whether a worker has been ready since the pool was started, or started again.
	 * Written by the pool's threads, which tell of it in order; and by those that see it.
	 */
	private volatile boolean ready;

	/**
	 * Creates an indicator.
	 * @param pool the pool to look at
	 */
	public ProcessPoolHealthIndicator(ProcessPool pool) {
		super("Health of a process pool could not be determined");
		this.pool = pool;
		pool.addListener(new Watch());
		// A worker may have been ready before anybody listened
		this.ready = pool.stats().completedTasks() > 0;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		PoolStats stats = this.pool.stats();
		switch (stats.state()) {
			case RUNNING -> {
				if (isStarting(stats)) {
					builder.outOfService();
				}
				else {
					builder.up();
				}
			}
			case BROKEN -> {
				builder.down();
				// Not as an exception: that would be logged with its stack at every check
				stats.brokenCause().ifPresent((cause) -> builder.withDetail("error", String.valueOf(cause)));
				stats.nextStartAttempt().ifPresent((time) -> builder.withDetail("nextStartAttempt", time));
			}
			case SUSPENDED, CLOSED, TERMINATED -> builder.outOfService();
		}
		builder.withDetail("pool", stats.name())
			.withDetail("state", lowerCase(stats.state()))
			.withDetail("started", stats.started())
			.withDetail("context", stats.context().startMethod())
			.withDetail("processes", stats.processes())
			.withDetail("workers", workers(stats))
			.withDetail("queued", stats.queuedTasks())
			.withDetail("running", stats.runningTasks())
			.withDetail("exits", exits(stats));
	}

	/** Once a worker has been ready, the loss of all is a matter of moments. */
	private boolean isStarting(PoolStats stats) {
		if (stats.idleWorkers() + stats.busyWorkers() > 0) {
			this.ready = true;
		}
		return stats.started() && !this.ready;
	}

	/** In the order of a worker's life, and the same each time. */
	private static Map<String, Integer> workers(PoolStats stats) {
		Map<String, Integer> workers = new LinkedHashMap<>();
		workers.put("starting", stats.startingWorkers());
		workers.put("idle", stats.idleWorkers());
		workers.put("busy", stats.busyWorkers());
		workers.put("exiting", stats.exitingWorkers());
		return workers;
	}

	private static Map<String, Long> exits(PoolStats stats) {
		Map<String, Long> exits = new TreeMap<>();
		stats.exits().forEach((reason, count) -> exits.put(lowerCase(reason), count));
		return exits;
	}

	private static String lowerCase(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

	private final class Watch implements PoolListener {

		@Override
		public void workerReady(WorkerEvent event) {
			ProcessPoolHealthIndicator.this.ready = true;
		}

		@Override
		public void stateChanged(StateChanged event) {
			if (event.to() == PoolState.SUSPENDED || event.to() == PoolState.BROKEN) {
				ProcessPoolHealthIndicator.this.ready = false;
			}
		}

	}

}
