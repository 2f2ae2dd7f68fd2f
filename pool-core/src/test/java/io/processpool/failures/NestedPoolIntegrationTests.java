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

import java.util.List;

import io.processpool.PoolScope;
import io.processpool.ProcessPool;
import io.processpool.TaskFunction;
import io.processpool.WorkerStartException;
import io.processpool.testing.LeakCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Pools in workers multiply, so they are refused unless somebody wants them.
 */
@ExtendWith(LeakCheck.class)
class NestedPoolIntegrationTests {

	@Test
	void aPoolInAStaticFieldOfTheTasksHomeIsRefusedWithAnExplanation() {
		try (PoolScope scope = ProcessPool.create(1).terminateOnExit()) {
			TaskFunction<Integer, Integer> task = Home.task();
			Throwable failure = catchThrowable(() -> scope.apply(task, 1));
			assertThat(failure).hasStackTraceContaining("A pool is being created in worker 1 of pool '")
				.hasStackTraceContaining("static field");
			assertThat(scope.pool().stats().exits()).isEmpty();
			assertThat(scope.<Integer>apply(() -> 2)).isEqualTo(2);
		}
		finally {
			Home.POOL.terminate();
		}
	}

	@Test
	void aTaskThatCreatesAPoolIsRefused() {
		try (PoolScope scope = ProcessPool.create(1).terminateOnExit()) {
			assertThatIllegalStateException().isThrownBy(() -> scope.run(() -> ProcessPool.create(1)))
				.withMessageContaining("allowNestedPools(true)");
		}
	}

	@Test
	void aTaskThatMayCreatesAPoolWhichEndsWithItsWorker() {
		try (PoolScope scope = ProcessPool.builder().processes(1).allowNestedPools(true).build().terminateOnExit()) {
			List<Long> pids = scope.apply(() -> {
				ProcessPool nested = ProcessPool.create(2);
				return nested.map((item) -> ProcessHandle.current().pid(), List.of(1, 2), 1);
			});
			assertThat(pids).hasSize(2).allMatch(Processes::isAlive);
			scope.pool().terminate();
			assertThat(pids).noneMatch(Processes::isAlive);
		}
	}

	@Test
	void initializersMayNotCreatePoolsEither() {
		try (PoolScope scope = ProcessPool.builder()
			.processes(1)
			.initializer(() -> ProcessPool.create(1))
			.build()
			.terminateOnExit()) {
			assertThatExceptionOfType(WorkerStartException.class).isThrownBy(() -> scope.apply(() -> 1))
				.withMessageContaining("A pool is being created in worker");
		}
	}

	/** What many would write. */
	private static final class Home {

		private static final ProcessPool POOL = ProcessPool.create(1);

		private Home() {
		}

		static TaskFunction<Integer, Integer> task() {
			return Home::work;
		}

		static Integer work(Integer item) {
			return item;
		}

	}

}
