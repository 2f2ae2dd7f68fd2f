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

package io.processpool.spring.metrics;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.processpool.PoolStats;
import io.processpool.ProcessPool;

/**
 * {@link MeterBinder} for a {@link ProcessPool}. All meters have the tag {@code pool}:
 * <ul>
 * <li>{@code processpool.workers}: workers, by {@code state}</li>
 * <li>{@code processpool.queued}: tasks that wait for a worker</li>
 * <li>{@code processpool.wait}: time that tasks have waited for a worker</li>
 * <li>{@code processpool.run}: time that tasks have run</li>
 * <li>{@code processpool.tasks}: finished tasks, by {@code outcome}</li>
 * <li>{@code processpool.exits}: ended workers, by {@code reason}</li>
 * </ul>
 * They are removed from the registry when the pool is terminated.
 */
public final class ProcessPoolMetrics implements MeterBinder {

	static final String PREFIX = "processpool.";

	private final ProcessPool pool;

	private final Tags tags;

	/**
	 * Creates metrics.
	 * @param name the value of the tag {@code pool}
	 * @param pool the pool to measure
	 */
	public ProcessPoolMetrics(String name, ProcessPool pool) {
		this.pool = pool;
		this.tags = Tags.of("pool", name);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		List<Meter> gauges = List.of(workers(registry, "starting", PoolStats::startingWorkers),
				workers(registry, "idle", PoolStats::idleWorkers), workers(registry, "busy", PoolStats::busyWorkers),
				workers(registry, "exiting", PoolStats::exitingWorkers), queued(registry));
		MeteringListener.listen(this.pool, registry, this.tags, gauges);
	}

	private Meter workers(MeterRegistry registry, String state, ToDoubleFunction<PoolStats> number) {
		return Gauge.builder(PREFIX + "workers", this.pool, (pool) -> number.applyAsDouble(pool.stats()))
			.description("Workers of the pool, by state")
			.tags(this.tags)
			.tag("state", state)
			.register(registry);
	}

	private Meter queued(MeterRegistry registry) {
		return Gauge.builder(PREFIX + "queued", this.pool, (pool) -> pool.stats().queuedTasks())
			.description("Tasks that wait for a worker")
			.tags(this.tags)
			.register(registry);
	}

	static Tag tag(String key, Enum<?> constant) {
		return Tag.of(key, constant.name().toLowerCase(Locale.ROOT));
	}

}
