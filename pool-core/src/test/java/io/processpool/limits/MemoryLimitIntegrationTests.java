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

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.processpool.ExitReason;
import io.processpool.ProcessPool;
import io.processpool.WorkerContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code maxMemoryPerChild} on real processes.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MemoryLimitIntegrationTests {

	private static final long LIMIT = 200L * 1024 * 1024;

	@Test
	void aWorkerThatOccupiesTooMuchAfterATaskIsReplaced() {
		try (var pool = ProcessPool.builder()
			.processes(1)
			.maxHeap("512m")
			.maxMemoryPerChild(LIMIT)
			.build()
			.terminateOnExit()) {
			int first = pool.apply(MemoryLimitIntegrationTests::workerId);
			assertThat(pool.apply(MemoryLimitIntegrationTests::hoard, 300)).isEqualTo(first);
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> pool.pool().stats().exits().getOrDefault(ExitReason.RECYCLED, 0L) == 1);
			assertThat(pool.apply(MemoryLimitIntegrationTests::workerId)).isNotEqualTo(first);
		}
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
