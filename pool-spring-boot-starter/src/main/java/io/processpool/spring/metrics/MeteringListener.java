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

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.processpool.ExitReason;
import io.processpool.PoolListener;
import io.processpool.PoolListener.TaskFinished.Result;
import io.processpool.PoolState;
import io.processpool.ProcessPool;

/**
 * Counts and times what happens in one pool, for one registry.
 */
final class MeteringListener implements PoolListener {

	private final MeterRegistry registry;

	private final Tags tags;

	private final Timer waited;

	private final Timer ran;

	private final Map<Result, Counter> tasks = new EnumMap<>(Result.class);

	/** Made as reasons occur, by the threads of the pool. */
	private final Map<ExitReason, Counter> exits = new ConcurrentHashMap<>();

	private final Collection<Meter> gauges;

	/** Set before the meters are removed, read after one has been added. */
	private volatile boolean terminated;

	private MeteringListener(MeterRegistry registry, Tags tags, Collection<Meter> gauges) {
		this.registry = registry;
		this.tags = tags;
		this.waited = Timer.builder(ProcessPoolMetrics.PREFIX + "wait")
			.description("Time that tasks have waited for a worker")
			.tags(tags)
			.register(registry);
		this.ran = Timer.builder(ProcessPoolMetrics.PREFIX + "run")
			.description("Time that tasks have run")
			.tags(tags)
			.register(registry);
		for (Result result : Result.values()) {
			this.tasks.put(result,
					Counter.builder(ProcessPoolMetrics.PREFIX + "tasks")
						.description("Finished tasks, by outcome")
						.tags(tags.and(ProcessPoolMetrics.tag("outcome", result)))
						.register(registry));
		}
		this.gauges = gauges;
	}

	static void listen(ProcessPool pool, MeterRegistry registry, Tags tags, Collection<Meter> gauges) {
		pool.addListener(new MeteringListener(registry, tags, gauges));
	}

	@Override
	public void taskFinished(TaskFinished event) {
		this.waited.record(event.waited());
		this.ran.record(event.ran());
		Counter counter = this.tasks.get(event.result());
		if (counter != null) {
			counter.increment();
		}
	}

	@Override
	public void workerExited(WorkerExited event) {
		Counter counter = this.exits.computeIfAbsent(event.reason(), this::exit);
		counter.increment();
		// The last workers end after the pool, perhaps just while the meters are removed
		if (this.terminated) {
			this.registry.remove(counter);
		}
	}

	private Counter exit(ExitReason reason) {
		return Counter.builder(ProcessPoolMetrics.PREFIX + "exits")
			.description("Ended workers, by reason")
			.tags(this.tags.and(ProcessPoolMetrics.tag("reason", reason)))
			.register(this.registry);
	}

	@Override
	public void stateChanged(StateChanged event) {
		if (event.to() == PoolState.TERMINATED) {
			this.terminated = true;
			Stream.of(this.gauges, this.tasks.values(), this.exits.values(), List.of(this.waited, this.ran))
				.flatMap(Collection::stream)
				.forEach(this.registry::remove);
		}
	}

}
