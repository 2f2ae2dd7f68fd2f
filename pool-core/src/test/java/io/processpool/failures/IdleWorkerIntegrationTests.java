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

package io.processpool.failures;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.processpool.AsyncResult;
import io.processpool.PoolScope;
import io.processpool.ProcessPool;
import io.processpool.TaskFunction;
import io.processpool.WorkerLostException;
import io.processpool.testing.Gate;
import io.processpool.testing.LeakCheck;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * No task waits behind another one while a worker has nothing to do.
 */
@ExtendWith(LeakCheck.class)
class IdleWorkerIntegrationTests {

	@TempDir
	private Path directory;

	@Test
	void tasksThatWaitForEachOtherRunSideBySide() throws Exception {
		try (PoolScope pool = ProcessPool.create(2).terminateOnExit()) {
			// So fast that each worker is sent many ahead
			pool.map((item) -> item, IntStream.range(0, 5000).boxed().toList());
			for (int round = 0; round < 100; round++) {
				Ledger ledger = Ledger.in(this.directory);
				TaskFunction<Integer, Integer> task = (item) -> {
					ledger.record(item);
					ledger.awaitEntry(1 - item);
					return item;
				};
				AsyncResult<Integer> first = pool.applyAsync(task, 0);
				AsyncResult<Integer> second = pool.applyAsync(task, 1);
				assertThat(List.of(first.get(), second.get())).containsExactly(0, 1);
				pool.map((item) -> item, IntStream.range(0, 200).boxed().toList());
			}
		}
	}

	@Test
	void aChunkOfTheSizeThatWasAskedForStaysTogetherThoughAWorkerIsIdle() {
		try (PoolScope pool = ProcessPool.create(2).terminateOnExit()) {
			pool.map((item) -> item, IntStream.range(0, 5000).boxed().toList());
			for (int round = 0; round < 20; round++) {
				List<Long> pids = pool.map((item) -> {
					Thread.sleep((item % 100 == 50) ? 5 : 0);
					return ProcessHandle.current().pid();
				}, IntStream.range(0, 300).boxed().toList(), 100);
				for (int chunk = 0; chunk < 300; chunk += 100) {
					assertThat(pids.subList(chunk, chunk + 100)).containsOnly(pids.get(chunk));
				}
			}
		}
	}

	@Test
	void theJvmOfAWorkerSeldomLooksWhatThereIsToDoAndTakesItsUsersOptions() {
		try (PoolScope pool = ProcessPool.builder()
			.processes(1)
			.jvmArguments("-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints")
			.build()
			.terminateOnExit()) {
			assertThat(option(pool, "AsyncDeflationInterval")).isEqualTo("10000");
			assertThat(option(pool, "GuaranteedSafepointInterval")).isEqualTo("60000");
			assertThat(option(pool, "DebugNonSafepoints")).isEqualTo("true");
			assertThat(option(pool, "UsePerfData")).isEqualTo("true");
			if (Runtime.version().feature() == 17) {
				assertThat(option(pool, "PerfDataSamplingInterval")).isEqualTo("10000");
			}
		}
	}

	private static String option(PoolScope pool, String name) {
		return pool.apply((option) -> ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
			.getVMOption(option)
			.getValue(), name);
	}

	@Test
	void theJvmOfAWorkerHasNothingToSayAboutItsOptions() {
		try (PoolScope pool = ProcessPool.create(1).terminateOnExit()) {
			assertThatExceptionOfType(WorkerLostException.class).isThrownBy(() -> pool.apply(() -> {
				System.err.println("the only line");
				Runtime.getRuntime().halt(3);
				return null;
			})).satisfies((ex) -> assertThat(ex.stderrTail().strip()).isEqualTo("the only line"));
		}
	}

	@Test
	void aShortCallWaitsForOneItemAndNotForAChunk() throws Exception {
		Gate gate = Gate.in(this.directory);
		Ledger ledger = Ledger.in(this.directory);
		try (PoolScope pool = ProcessPool.create(1).terminateOnExit()) {
			// So fast that the worker is sent many ahead
			pool.map((item) -> item, IntStream.range(0, 5000).boxed().toList());
			AsyncResult<List<Integer>> chunk = pool.mapAsync((item) -> {
				if (item == 0) {
					gate.pass(0);
				}
				ledger.record(item);
				return item;
			}, IntStream.range(0, 50).boxed().toList(), 50);
			gate.awaitArrivals(1);
			AsyncResult<Integer> single = pool.applyAsync((item) -> {
				ledger.record(item);
				return item;
			}, 1000);
			Awaitility.await().until(() -> pool.pool().stats().queuedTasks() == 0);
			gate.open();
			assertThat(single.get() + chunk.get().size()).isEqualTo(1050);
			assertThat(ledger.entries()).startsWith("0", "1000", "1").hasSize(51);
		}
	}

	/** No worker looks for the other kind of work only. */
	@Test
	void shortCallsAndTheItemsOfAMapTakeTurns() throws Exception {
		Gate gate = Gate.in(this.directory);
		Ledger ledger = Ledger.in(this.directory);
		try (PoolScope pool = ProcessPool.create(1).terminateOnExit()) {
			TaskFunction<Integer, Integer> task = (item) -> {
				if (item == 0) {
					gate.pass(0);
				}
				ledger.record(item);
				return item;
			};
			AsyncResult<List<Integer>> chunk = pool.mapAsync(task, IntStream.range(0, 20).boxed().toList(), 20);
			gate.awaitArrivals(1);
			List<AsyncResult<Integer>> singles = IntStream.range(1000, 1005)
				.mapToObj((item) -> pool.applyAsync(task, item))
				.toList();
			gate.open();
			for (AsyncResult<Integer> single : singles) {
				single.get();
			}
			chunk.get();
			assertThat(ledger.entries().subList(0, 11)).containsExactly("0", "1000", "1", "1001", "2", "1002", "3",
					"1003", "4", "1004", "5");
		}
	}

}
