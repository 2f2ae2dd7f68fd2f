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

package io.processpool.spring.actuate;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.processpool.AsyncResult;
import io.processpool.ExitReason;
import io.processpool.PoolState;
import io.processpool.ProcessPool;
import io.processpool.WorkerContext;
import io.processpool.WorkerEnd;
import io.processpool.spring.FakePool;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;

/**
 * Tests for {@link ProcessPoolEndpoint}.
 */
class ProcessPoolEndpointTests {

	private static final Map<String, CountDownLatch> latches = new ConcurrentHashMap<>();

	private final FakePool first = new FakePool("one");

	private final FakePool second = new FakePool("two");

	private final ProcessPoolEndpoint endpoint = new ProcessPoolEndpoint(
			Map.of("first", this.first.pool(), "second", this.second.pool()));

	@Test
	void describesAllPools() {
		assertThat(this.endpoint.pools().pools()).containsOnlyKeys("first", "second");
	}

	@Test
	void describesOnePool() {
		this.first.withStarted(true).withWorkers(0, 1, 2).withExits(ExitReason.TIMED_OUT, 4);
		PoolDescriptor pool = this.endpoint.pool("first");
		assertThat(pool.name()).isEqualTo("one");
		assertThat(pool.state()).isEqualTo("running");
		assertThat(pool.started()).isTrue();
		assertThat(pool.error()).isNull();
		assertThat(pool.context()).isEqualTo("spawn");
		assertThat(pool.tasks()).isEqualTo(new PoolDescriptor.TasksDescriptor(7, 2, 0, 0, 0));
		assertThat(pool.startedWorkers()).isEqualTo(3);
		assertThat(pool.exits()).containsOnly(Map.entry("timed_out", 4L));
	}

	@Test
	void describesHowTheLastWorkersHaveEnded() {
		Instant time = Instant.parse("2026-11-22T12:00:00Z");
		this.first.withRecentExit(new WorkerEnd(3, 4711, time, ExitReason.CRASHED, -1, 11, "SIGSEGV in libfoo"))
			.withRecentExit(new WorkerEnd(4, 4712, time, ExitReason.EXITED, 42, 0, ""));
		assertThat(this.endpoint.pool("first").recentExits()).containsExactly(
				new PoolDescriptor.ExitDescriptor(3, 4711, time, "crashed", null, 11, "SIGSEGV in libfoo"),
				new PoolDescriptor.ExitDescriptor(4, 4712, time, "exited", 42, null, ""));
	}

	@Test
	void describesWhyAPoolIsBroken() {
		this.first.broken(new IllegalStateException("no model"));
		assertThat(this.endpoint.pool("first").state()).isEqualTo("broken");
		assertThat(this.endpoint.pool("first").error()).isEqualTo("java.lang.IllegalStateException: no model");
		assertThat(this.endpoint.pool("first").nextStartAttempt()).isEqualTo(FakePool.NEXT_START_ATTEMPT);
	}

	@Test
	void describesWorkersAndWhatTheyAreDoing() {
		try (ProcessPool pool = ProcessPool.builder().inThreads().processes(1).name("real").build()) {
			ProcessPoolEndpoint endpoint = new ProcessPoolEndpoint(Map.of("real", pool));
			pool.apply(() -> "done");
			assertThat(endpoint.pool("real").workers()).singleElement().satisfies((worker) -> {
				assertThat(worker.id()).isEqualTo(1);
				assertThat(worker.state()).isEqualTo("idle");
				assertThat(worker.startedAt()).isNotNull();
				assertThat(worker.task()).isNull();
			});
		}
	}

	@Test
	void describesHowFarATaskHasCome() throws Exception {
		CountDownLatch told = new CountDownLatch(1);
		CountDownLatch seen = new CountDownLatch(1);
		latches.put("told", told);
		latches.put("seen", seen);
		try (ProcessPool pool = ProcessPool.builder().inThreads().processes(1).build()) {
			AsyncResult<Void> task = pool.runAsync(() -> {
				WorkerContext.current().progress(3, 10);
				latches.get("told").countDown();
				latches.get("seen").await();
			});
			assertThat(told.await(1, TimeUnit.MINUTES)).isTrue();
			assertThat(new ProcessPoolEndpoint(Map.of("real", pool)).pool("real").workers()).singleElement()
				.satisfies((worker) -> assertThat(worker.task().progress())
					.isEqualTo(new WorkerDescriptor.ProgressDescriptor(3, 10)));
			seen.countDown();
			task.get();
		}
	}

	@Test
	void asksAWorkerForItsThreads() {
		given(this.first.pool().threadDump(3)).willReturn("main: sleeping");
		assertThat(this.endpoint.threadDump("first", 3)).isEqualTo("main: sleeping");
	}

	@Test
	void knowsNothingOfOtherPoolsAndWorkers() {
		given(this.first.pool().threadDump(anyInt())).willThrow(new IllegalArgumentException("no worker 9"));
		assertThat(this.endpoint.pool("third")).isNull();
		assertThat(this.endpoint.threadDump("third", 1)).isNull();
		assertThat(this.endpoint.threadDump("first", 9)).isNull();
	}

	@Test
	void replacesWorkers() {
		this.endpoint.recycleAll("first");
		then(this.first.pool()).should().recycle();
		this.endpoint.recycle("second", 2);
		then(this.second.pool()).should().recycle(2);
	}

	@Test
	void refusesToReplaceWhatDoesNotExist() {
		willThrow(new IllegalArgumentException("Pool 'one' has no worker 9")).given(this.first.pool()).recycle(9);
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.recycle("first", 9))
			.withMessage("Pool 'one' has no worker 9");
		assertThatExceptionOfType(InvalidEndpointRequestException.class)
			.isThrownBy(() -> this.endpoint.recycleAll("third"))
			.withMessage("There is no pool 'third', but there are: first, second");
	}

	@Test
	void describesAPoolThatIsSuspended() {
		this.first.withState(PoolState.SUSPENDED);
		assertThat(this.endpoint.pool("first").state()).isEqualTo("suspended");
	}

}
