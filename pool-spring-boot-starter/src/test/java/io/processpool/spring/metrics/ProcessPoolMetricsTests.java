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

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.processpool.ExitReason;
import io.processpool.PoolListener.StateChanged;
import io.processpool.PoolListener.TaskFinished;
import io.processpool.PoolListener.TaskFinished.Result;
import io.processpool.PoolState;
import io.processpool.ProcessPool;
import io.processpool.spring.FakePool;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ProcessPoolMetrics} and {@link MeteringListener}.
 */
class ProcessPoolMetricsTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final FakePool pool = new FakePool("one");

	@Test
	void gaugesWorkersByStateAndTheQueue() {
		bind();
		this.pool.withWorkers(1, 2, 3);
		assertThat(workers("starting")).isEqualTo(1);
		assertThat(workers("idle")).isEqualTo(2);
		assertThat(workers("busy")).isEqualTo(3);
		assertThat(workers("exiting")).isZero();
		assertThat(this.registry.get("processpool.queued").tag("pool", "first").gauge().value()).isEqualTo(7);
	}

	@Test
	void timesAndCountsTasks() {
		bind();
		finish(Result.SUCCEEDED, 10, 100);
		finish(Result.SUCCEEDED, 20, 200);
		finish(Result.WORKER_LOST, 30, 300);
		assertThat(this.registry.get("processpool.wait").tag("pool", "first").timer().totalTime(TimeUnit.MILLISECONDS))
			.isEqualTo(60);
		assertThat(this.registry.get("processpool.run").tag("pool", "first").timer().totalTime(TimeUnit.MILLISECONDS))
			.isEqualTo(600);
		assertThat(tasks("succeeded")).isEqualTo(2);
		assertThat(tasks("worker_lost")).isEqualTo(1);
		assertThat(tasks("timed_out")).isZero();
	}

	@Test
	void countsExitsByReason() {
		bind();
		this.pool.tellExit(ExitReason.OUT_OF_MEMORY, "");
		this.pool.tellExit(ExitReason.OUT_OF_MEMORY, "");
		assertThat(this.registry.get("processpool.exits")
			.tags("pool", "first", "reason", "out_of_memory")
			.counter()
			.count()).isEqualTo(2);
	}

	@Test
	void goesWithThePool() {
		bind();
		this.pool.tellExit(ExitReason.KILLED, "");
		new ProcessPoolMetrics("second", new FakePool("two").pool()).bindTo(this.registry);
		int both = this.registry.getMeters().size();
		this.pool.listeners()
			.forEach((listener) -> listener
				.stateChanged(new StateChanged("one", PoolState.RUNNING, PoolState.SUSPENDED, null)));
		assertThat(this.registry.getMeters()).hasSize(both);
		this.pool.listeners()
			.forEach((listener) -> listener
				.stateChanged(new StateChanged("one", PoolState.SUSPENDED, PoolState.TERMINATED, null)));
		assertThat(this.registry.getMeters()).isNotEmpty()
			.extracting((meter) -> meter.getId().getTag("pool"))
			.containsOnly("second");
	}

	@Test
	void describesEveryMeter() {
		bind();
		assertThat(this.registry.getMeters()).extracting(Meter::getId)
			.allSatisfy((id) -> assertThat(id.getDescription()).isNotBlank());
	}

	@Test
	void measuresARealPool() {
		ProcessPool real = ProcessPool.builder().inThreads().processes(2).build();
		try (real) {
			new ProcessPoolMetrics("first", real).bindTo(this.registry);
			real.apply(() -> "done");
			await().untilAsserted(() -> assertThat(tasks("succeeded")).isEqualTo(1));
			assertThat(this.registry.get("processpool.run").timer().count()).isEqualTo(1);
		}
		real.terminate();
		await().untilAsserted(() -> assertThat(this.registry.getMeters()).isEmpty());
	}

	private void bind() {
		new ProcessPoolMetrics("first", this.pool.pool()).bindTo(this.registry);
	}

	private void finish(Result result, long waited, long ran) {
		this.pool.listeners()
			.forEach((listener) -> listener.taskFinished(new TaskFinished("one", 1, "task", 0, 1, 4711, result,
					Duration.ofMillis(waited), Duration.ofMillis(ran))));
	}

	private double workers(String state) {
		return this.registry.get("processpool.workers").tags("pool", "first", "state", state).gauge().value();
	}

	private double tasks(String outcome) {
		return this.registry.get("processpool.tasks").tags("pool", "first", "outcome", outcome).counter().count();
	}

}
