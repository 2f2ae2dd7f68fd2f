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
import io.processpool.testing.LeakCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

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
			Map<String, String> values = pool.apply(() -> {
				HotSpotDiagnosticMXBean flags = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
				return Stream
					.of("PerfDataSamplingInterval", "AsyncDeflationInterval", "GuaranteedSafepointInterval",
							"DebugNonSafepoints")
					.collect(Collectors.toMap((name) -> name, (name) -> flags.getVMOption(name).getValue()));
			});
			assertThat(values).containsEntry("PerfDataSamplingInterval", "10000")
				.containsEntry("AsyncDeflationInterval", "10000")
				.containsEntry("GuaranteedSafepointInterval", "60000")
				.containsEntry("DebugNonSafepoints", "true");
		}
	}

}
