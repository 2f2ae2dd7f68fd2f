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

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.processpool.PoolState;
import io.processpool.ProcessPool;
import io.processpool.TaskOptions;
import io.processpool.TaskTimeoutException;
import io.processpool.WorkerLostException;
import io.processpool.testing.LeakCheck;
import io.processpool.testing.SharedPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * With {@code retries(n)} an item is run at most n + 1 times, and only if it was lost
 * with its worker.
 */
@ExtendWith(LeakCheck.class)
class RetryIntegrationTests {

	@SharedPool(2)
	private static ProcessPool pool;

	@TempDir
	private Path directory;

	@Test
	void aTaskThatIsLostEachTimeIsRunOnceMoreThanThereAreRetries() throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		assertThatExceptionOfType(WorkerLostException.class)
			.isThrownBy(() -> pool.with(TaskOptions.defaults().retries(2)).apply((item) -> {
				ledger.record(item);
				Death.HALT.die("again");
				return item;
			}, 7));
		assertThat(ledger.runs()).containsExactly(Map.entry(7, 3L));
		assertThat(pool.state()).isEqualTo(PoolState.RUNNING);
	}

	@Test
	void aTaskThatIsLostOnceGivesItsValue() throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		List<Integer> values = pool.with(TaskOptions.defaults().retries(1)).map((item) -> {
			boolean first = !ledger.contains(item);
			ledger.record(item);
			if (item == 11 && first) {
				Death.KILL.die("once");
			}
			return item;
		}, numbers(20), 5);
		assertThat(values).isEqualTo(numbers(20));
		assertThat(ledger.runs()).allSatisfy((item, runs) -> assertThat(runs).isEqualTo((item == 11) ? 2 : 1));
	}

	@Test
	void aTaskThatThrowsIsNotRetried() throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> pool.with(TaskOptions.defaults().retries(3)).apply((item) -> {
				ledger.record(item);
				throw new IllegalStateException("as it is");
			}, 1));
		assertThat(ledger.runs()).containsExactly(Map.entry(1, 1L));
	}

	@Test
	void aTaskThatOutrunsItsLimitIsNotRetried() throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		TaskOptions options = TaskOptions.defaults().retries(3).timeout(Duration.ofSeconds(4));
		assertThatExceptionOfType(TaskTimeoutException.class).isThrownBy(() -> pool.with(options).apply((item) -> {
			ledger.record(item);
			Thread.sleep(Duration.ofHours(1).toMillis());
			return item;
		}, 1));
		assertThat(ledger.runs()).containsExactly(Map.entry(1, 1L));
	}

	private static List<Integer> numbers(int count) {
		return IntStream.range(0, count).boxed().toList();
	}

}
