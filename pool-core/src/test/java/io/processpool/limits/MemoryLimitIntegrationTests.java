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

package io.processpool.limits;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.processpool.ExitReason;
import io.processpool.Outcome;
import io.processpool.PoolScope;
import io.processpool.ProcessPool;
import io.processpool.WorkerContext;
import io.processpool.WorkerLostException;
import io.processpool.testing.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code maxMemoryPerChild} on real processes.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MemoryLimitIntegrationTests {

	private static final long MIB = 1024 * 1024;

	private static final long LIMIT = 200 * MIB;

	@TempDir
	private Path directory;

	@Test
	void aWorkerThatOccupiesTooMuchAfterATaskIsReplaced() {
		try (var pool = limited()) {
			int first = pool.apply(MemoryLimitIntegrationTests::workerId);
			assertThat(pool.apply(MemoryLimitIntegrationTests::hoard, 180)).isEqualTo(first);
			Patience.await().until(() -> pool.pool().stats().exits().getOrDefault(ExitReason.RECYCLED, 0L) == 1);
			assertThat(pool.apply(MemoryLimitIntegrationTests::workerId)).isNotEqualTo(first);
		}
	}

	@Test
	void aTaskThatGoesOnWithTooMuchMemoryIsKilledAndNobodyElse() throws Exception {
		Path ran = this.directory.resolve("ran");
		String file = Files.createFile(ran).toString();
		try (var pool = limited()) {
			Map<Integer, Outcome<Integer>> outcomes = new TreeMap<>();
			try (var results = pool.imapUnordered((item) -> bomb(item, file), List.of(0, 1, 2, 3, 4, 5), 6)) {
				results.outcomes().forEach((outcome) -> outcomes.put(outcome.index(), outcome));
			}
			assertThat(outcomes).hasSize(6);
			outcomes.forEach((index, outcome) -> assertThat(outcome.succeeded()).isEqualTo(index != 2));
			assertThat(outcomes.get(2).failure()).isInstanceOfSatisfying(WorkerLostException.class, (lost) -> {
				assertThat(lost.reason()).isEqualTo(ExitReason.MEMORY_LIMIT);
				assertThat(lost).hasMessageContaining("more than the 200 MiB of maxMemoryPerChild")
					.hasMessageContaining("MiB resident");
			});
			assertThat(Files.readAllLines(ran)).containsExactlyInAnyOrder("0", "1", "2", "3", "4", "5");
			// The others may be done before the end of the worker has been counted
			Patience.await()
				.untilAsserted(
						() -> assertThat(pool.pool().stats().exits()).containsEntry(ExitReason.MEMORY_LIMIT, 1L));
			assertThat(pool.pool().stats().recentExits()).singleElement()
				.satisfies((end) -> assertThat(end.reason()).isEqualTo(ExitReason.MEMORY_LIMIT))
				.satisfies((end) -> assertThat(end.detail()).contains("maxMemoryPerChild"));
		}
	}

	@Test
	void whatAWorkerOccupiesIsMeasuredWheneverItIsAsked() throws Exception {
		try (var pool = ProcessPool.builder().processes(1).maxHeap("512m").build().terminateOnExit()) {
			pool.apply(MemoryLimitIntegrationTests::workerId);
			long before = pool.pool().workers().get(0).residentMemory().orElseThrow();
			assertThat(before).isBetween(10L * MIB, 200L * MIB);
			pool.apply(MemoryLimitIntegrationTests::hoard, 180);
			assertThat(pool.pool().workers().get(0).residentMemory().orElseThrow()).isGreaterThan(before + 100 * MIB);
		}
	}

	@Test
	void workersThatAreThreadsHaveNoMemoryOfTheirOwn() {
		try (var pool = ProcessPool.builder().processes(1).inThreads().maxMemoryPerChild(1).build().terminateOnExit()) {
			int first = pool.apply(MemoryLimitIntegrationTests::workerId);
			assertThat(pool.map((item) -> workerId(), List.of(1, 2, 3))).containsOnly(first);
			assertThat(pool.pool().workers().get(0).residentMemory()).isEmpty();
		}
	}

	private static PoolScope limited() {
		return ProcessPool.builder().processes(1).maxHeap("512m").maxMemoryPerChild(LIMIT).build().terminateOnExit();
	}

	static int bomb(int item, String file) throws Exception {
		Files.writeString(Path.of(file), item + "\n", StandardOpenOption.APPEND);
		if (item == 2) {
			hoard(300);
			Thread.sleep(Duration.ofHours(1).toMillis());
		}
		return item;
	}

	static int workerId() {
		return WorkerContext.current().workerId();
	}

	static int hoard(int megabytes) {
		byte[] memory = new byte[megabytes * 1024 * 1024];
		for (int i = 0; i < memory.length; i += 1024) {
			memory[i] = 1;
		}
		WorkerContext.current().attributes().put("hoard", memory);
		return workerId();
	}

}
