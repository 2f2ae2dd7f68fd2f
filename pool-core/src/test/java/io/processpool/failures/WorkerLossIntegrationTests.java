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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.processpool.AsyncResult;
import io.processpool.Outcome;
import io.processpool.PoolState;
import io.processpool.ProcessPool;
import io.processpool.ResultIterator;
import io.processpool.TaskFunction;
import io.processpool.WorkerLostException;
import io.processpool.WorkerState;
import io.processpool.testing.LeakCheck;
import io.processpool.testing.SharedPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static io.processpool.testing.Patience.await;

/**
 * A worker dies while it runs a task: exactly that item is lost, every other one is run
 * exactly once, and the pool goes on with a new worker.
 */
@ExtendWith(LeakCheck.class)
class WorkerLossIntegrationTests {

	private static final int PROCESSES = 2;

	@SharedPool(PROCESSES)
	private static ProcessPool pool;

	@TempDir
	private Path directory;

	@ParameterizedTest
	@EnumSource
	void aTaskThatEndsItsWorkerIsLostWithAnObituary(Death death) {
		WorkerLostException lost = catchThrowableOfType(WorkerLostException.class,
				() -> pool.apply((last) -> die(death, last), "my last words"));
		assertObituary(lost, death, "my last words");
		assertThat(lost.crashLog().isPresent()).isEqualTo(death == Death.CRASH);
		lost.crashLog().ifPresent((log) -> {
			assertThat(log).content().contains("SIGSEGV").contains("pid=" + lost.pid());
			assertThat(lost).hasMessageContaining(log.toString()).hasMessageContaining(lost.crashSummary());
			assertThat(lost.crashSummary()).startsWith("SIGSEGV (0xb)")
				.contains("Problematic frame:\nV  [libjvm.so")
				.contains("Current thread")
				.contains("\"task\"")
				.doesNotContain("Command Line");
			assertThat(log.toFile().delete()).isTrue();
		});
		assertRecovered(lost.pid());
	}

	@ParameterizedTest
	@EnumSource(names = "CRASH", mode = EnumSource.Mode.EXCLUDE)
	void inAnExplicitChunkOnlyTheRunningItemIsLost(Death death) throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		AsyncResult<List<Integer>> result = pool.mapAsync(dying(ledger, 13, death), numbers(24), 6);
		WorkerLostException lost = lost(result);
		assertObituary(lost, death, "last words of 13");
		assertThat(lost.getSuppressed()).isEmpty();
		assertEachWasRunOnce(ledger, 24);
		assertRecovered(lost.pid());
	}

	@ParameterizedTest
	@EnumSource(names = "CRASH", mode = EnumSource.Mode.EXCLUDE)
	void inAnAdaptiveChunkOnlyTheRunningItemIsLost(Death death) throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		AsyncResult<List<Integer>> result = pool.mapAsync(dying(ledger, 1000, death), numbers(2000));
		WorkerLostException lost = lost(result);
		assertObituary(lost, death, "last words of 1000");
		assertThat(lost.getSuppressed()).isEmpty();
		assertEachWasRunOnce(ledger, 2000);
		assertRecovered(lost.pid());
	}

	@Test
	void imapThrowsTheLostItemAtItsPlaceAndGoesOn() throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		List<Integer> expected = numbers(60);
		expected.remove(31);
		List<Integer> values = new ArrayList<>();
		WorkerLostException lost = null;
		try (ResultIterator<Integer> results = pool.imap(dying(ledger, 31, Death.KILL), numbers(60), 7)) {
			while (results.hasNext()) {
				try {
					values.add(results.next());
				}
				catch (WorkerLostException ex) {
					lost = ex;
					assertThat(results.lastIndex()).isEqualTo(31);
				}
			}
		}
		assertThat(values).isEqualTo(expected);
		assertObituary(lost, Death.KILL, "last words of 31");
		assertEachWasRunOnce(ledger, 60);
	}

	@Test
	void imapUnorderedGivesEveryOtherItemAndTheFailure() throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		Map<Integer, Outcome<Integer>> outcomes = new TreeMap<>();
		try (ResultIterator<Integer> results = pool.imapUnordered(dying(ledger, 31, Death.HALT), numbers(60), 7)) {
			results.outcomes().forEach((outcome) -> outcomes.put(outcome.index(), outcome));
		}
		assertThat(outcomes.keySet()).containsExactlyElementsOf(numbers(60));
		outcomes.forEach((index, outcome) -> assertThat(outcome.succeeded()).isEqualTo(index != 31));
		assertEachWasRunOnce(ledger, 60);
	}

	@Test
	void severalItemsOfOneMapAreLostEachByItself() throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		TaskFunction<Integer, Integer> task = (item) -> {
			ledger.record(item);
			if (item % 10 == 3) {
				Death.HALT.die("last words of " + item);
			}
			return item;
		};
		WorkerLostException first = lost(pool.mapAsync(task, numbers(40), 4));
		assertThat(first.stderrTail()).contains("last words of 3");
		assertThat(first.getSuppressed()).hasSize(3)
			.allSatisfy((other) -> assertThat(other).isInstanceOf(WorkerLostException.class));
		assertEachWasRunOnce(ledger, 40);
	}

	@Test
	void tasksOfOthersGoOnWhileWorkersDie() throws Exception {
		List<AsyncResult<Integer>> good = new ArrayList<>();
		List<AsyncResult<Integer>> bad = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			good.add(pool.applyAsync((item) -> item * item, i));
			if (i % 10 == 5) {
				bad.add(pool.applyAsync((last) -> die(Death.KILL, last), "now"));
			}
		}
		for (int i = 0; i < good.size(); i++) {
			assertThat(good.get(i).get()).isEqualTo(i * i);
		}
		for (AsyncResult<Integer> each : bad) {
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(each::get)
				.withCauseInstanceOf(WorkerLostException.class);
		}
	}

	private static Integer die(Death death, String lastWords) throws Exception {
		death.die(lastWords);
		return 0;
	}

	private static TaskFunction<Integer, Integer> dying(Ledger ledger, int victim, Death death) {
		return (item) -> {
			ledger.record(item);
			if (item == victim) {
				death.die("last words of " + item);
			}
			return item;
		};
	}

	private static List<Integer> numbers(int count) {
		return IntStream.range(0, count).boxed().collect(Collectors.toCollection(ArrayList::new));
	}

	private static WorkerLostException lost(AsyncResult<?> result) {
		ExecutionException failure = catchThrowableOfType(ExecutionException.class, result::get);
		assertThat(failure).hasCauseInstanceOf(WorkerLostException.class);
		return (WorkerLostException) failure.getCause();
	}

	private static void assertObituary(WorkerLostException lost, Death death, String lastWords) {
		assertThat(lost.reason()).isEqualTo(death.reason());
		assertThat(lost.exitCode()).isEqualTo(death.exitCode());
		assertThat(lost.signal()).isEqualTo(death.signal());
		assertThat(lost.pid()).isPositive();
		assertThat(lost.stderrTail()).contains(lastWords);
		assertThat(lost).hasMessageContaining("pid " + lost.pid())
			.hasMessageContaining(death.reason().name())
			.hasMessageContaining(lastWords)
			.hasMessageContaining(pool.name());
	}

	private static void assertEachWasRunOnce(Ledger ledger, int count) {
		assertThat(ledger.runs()).hasSize(count).allSatisfy((item, runs) -> assertThat(runs).isOne());
	}

	private static void assertRecovered(long deadPid) {
		assertThat(Processes.isAlive(deadPid)).isFalse();
		await().untilAsserted(() -> {
			assertThat(pool.workers()).hasSize(PROCESSES).noneMatch((worker) -> worker.pid() == deadPid);
			assertThat(pool.workers()).noneMatch((worker) -> worker.state() == WorkerState.STARTING);
		});
		assertThat(pool.state()).isEqualTo(PoolState.RUNNING);
	}

}
