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

package io.processpool.sample.live;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import io.processpool.PoolStats;
import io.processpool.ProcessPool;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.stereotype.Component;

/**
 * Looks at the application and its pool, and keeps the points of the last minutes. Used
 * by one thread at a time, but for {@link #history()}.
 */
@Component
final class ActivitySampler implements DisposableBean {

	private static final int KEPT = 240;

	private final HealthEndpoint health;

	private final @Nullable ProcessPool pool;

	private final WorkerEnds ends = new WorkerEnds();

	private final @Nullable AutoCloseable registration;

	// Guarded by itself; oldest first
	private final Deque<Activity.Point> points = new ArrayDeque<>();

	private long completedBefore;

	ActivitySampler(HealthEndpoint health, ObjectProvider<ProcessPool> pool) {
		this.health = health;
		this.pool = pool.getIfAvailable();
		this.registration = (this.pool != null) ? this.pool.addListener(this.ends) : null;
	}

	Activity sample() {
		Instant now = Instant.now();
		PoolStats stats = (this.pool != null) ? this.pool.stats() : null;
		List<Activity.Worker> workers = (this.pool != null)
				? this.pool.workers().stream().map((worker) -> Activity.Worker.of(worker, now)).toList() : List.of();
		MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
		return new Activity(this.health.health().getStatus().getCode(), heap.getUsed(), heap.getMax(),
				this.pool == null, (stats != null) ? Activity.Pool.of(stats) : null, workers, this.ends.latest(),
				point(now, stats));
	}

	/**
	 * Returns the points so far.
	 * @return the points, the oldest first
	 */
	List<Activity.Point> history() {
		synchronized (this.points) {
			return List.copyOf(this.points);
		}
	}

	private Activity.Point point(Instant now, @Nullable PoolStats stats) {
		long completed = (stats != null) ? stats.completedTasks() : 0;
		long busy = (stats != null) ? stats.queuedTasks() + stats.runningTasks() : 0;
		Activity.Point point = new Activity.Point(now, busy, completed - this.completedBefore);
		this.completedBefore = completed;
		synchronized (this.points) {
			this.points.addLast(point);
			if (this.points.size() > KEPT) {
				this.points.removeFirst();
			}
		}
		return point;
	}

	@Override
	public void destroy() throws Exception {
		if (this.registration != null) {
			this.registration.close();
		}
	}

}
