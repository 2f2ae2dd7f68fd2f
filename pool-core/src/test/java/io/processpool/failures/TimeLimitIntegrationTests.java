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

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

import io.processpool.AsyncResult;
import io.processpool.ExitReason;
import io.processpool.Outcome;
import io.processpool.PoolState;
import io.processpool.ProcessPool;
import io.processpool.ResultIterator;
import io.processpool.TaskCallable;
import io.processpool.TaskFunction;
import io.processpool.TaskOptions;
import io.processpool.TaskSubmitter;
import io.processpool.TaskTimeoutException;
import io.processpool.WorkerState;
import io.processpool.testing.LeakCheck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static io.processpool.testing.Patience.await;

/**
 * A task outruns its time limit, whatever it does: it fails with its stack, its worker
 * goes, and nothing else is touched.
 */
@ExtendWith(LeakCheck.class)
class TimeLimitIntegrationTests {

	private static final Duration LIMIT = Duration.ofMillis(700);

	/** Where tasks that are in time must not be late because the machine is busy. */
	private static final TaskOptions GENEROUS = TaskOptions.defaults().timeout(Duration.ofSeconds(4));

	private static final int ATTEMPTS = 10;

	@TempDir
	private Path directory;

	private static ProcessPool pool;

	private static TaskSubmitter limited;

	/** How many workers had ended for each reason before the test. */
	private Map<ExitReason, Long> exits;

	@BeforeAll
	static void createPool() {
		pool = ProcessPool.create(1);
		limited = pool.with(TaskOptions.defaults().timeout(LIMIT));
	}

	@AfterAll
	static void terminatePool() {
		pool.terminate();
	}

	@BeforeEach
	void awaitWorker() throws InterruptedException {
		assertThat(pool.awaitReady(Duration.ofSeconds(60))).isTrue();
		this.exits = pool.stats().exits();
	}

	@ParameterizedTest
	@EnumSource
	void whateverTheTaskDoesItIsStoppedWithItsStack(Endless task) {
		TaskTimeoutException late = late(task);
		for (int i = 1; i < ATTEMPTS && late.taskStack().isEmpty(); i++) {
			// The machine is so busy that half a second was not enough to tell it
			late = late(task);
		}
		assertThat(late.taskStack()).anySatisfy((frame) -> assertThat(frame.getMethodName()).isEqualTo(task.method));
		StringWriter printed = new StringWriter();
		late.printStackTrace(new PrintWriter(printed));
		assertThat(printed.toString()).contains(task.method).contains("700");
	}

	private TaskTimeoutException late(Endless task) {
		this.exits = pool.stats().exits();
		long pid = pool.workers().get(0).pid();
		TaskTimeoutException late = catchThrowableOfType(TaskTimeoutException.class, () -> limited.apply(task));
		assertThat(late.limit()).isEqualTo(LIMIT);
		assertReplaced(pid);
		return late;
	}

	@Test
	void insideAChunkOnlyTheLateItemFailsAndNothingRunsTwice() throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		TaskFunction<Integer, Integer> task = (item) -> {
			ledger.record(item);
			return (item == 4) ? Endless.SLEEP.call() : item;
		};
		Map<Integer, Outcome<Integer>> outcomes = new TreeMap<>();
		try (ResultIterator<Integer> results = pool.with(GENEROUS).imapUnordered(task, numbers(12), 12)) {
			results.outcomes().forEach((outcome) -> outcomes.put(outcome.index(), outcome));
		}
		assertThat(outcomes).hasSize(12);
		outcomes.forEach((index, outcome) -> assertThat(outcome.succeeded()).isEqualTo(index != 4));
		assertThat(outcomes.get(4).failure()).isInstanceOf(TaskTimeoutException.class);
		assertThat(ledger.runs()).hasSize(12).allSatisfy((item, runs) -> assertThat(runs).isOne());
	}

	@Test
	void amongItemsThatWereSentAheadOnlyTheLateOneFails() throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		TaskFunction<Integer, Integer> task = (item) -> {
			ledger.record(item);
			return (item == 400) ? Endless.SPIN.call() : item;
		};
		AsyncResult<List<Integer>> result = pool.with(GENEROUS).mapAsync(task, numbers(800));
		ExecutionException failure = catchThrowableOfType(ExecutionException.class, result::get);
		assertThat(failure).hasCauseInstanceOf(TaskTimeoutException.class);
		assertThat(failure.getCause().getSuppressed()).isEmpty();
		assertThat(ledger.runs()).hasSize(800).allSatisfy((item, runs) -> assertThat(runs).isOne());
	}

	@Test
	void theTimeBeforeATaskStartsDoesNotCount() {
		// Each has seconds to spare, all together have not
		TaskSubmitter patient = pool.with(TaskOptions.defaults().timeout(Duration.ofSeconds(3)));
		AsyncResult<List<Integer>> result = patient.mapAsync((item) -> {
			Thread.sleep(600);
			return item;
		}, numbers(6), 1);
		assertThatNoException().isThrownBy(result::get);
	}

	@Test
	void aTaskThatHeedsTheInterruptKeepsItsWorker() throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		long pid = pool.workers().get(0).pid();
		TaskOptions options = TaskOptions.defaults().timeout(LIMIT).interruptGrace(Duration.ofSeconds(60));
		TaskTimeoutException late = catchThrowableOfType(TaskTimeoutException.class,
				() -> pool.with(options).apply(() -> {
					try {
						return Endless.SLEEP.call();
					}
					catch (InterruptedException ex) {
						ledger.record("cleaned up");
						return 0;
					}
				}));
		assertThat(late.taskStack()).isNotEmpty();
		assertThat(ledger.entries()).containsExactly("cleaned up");
		assertThat(pool.<Boolean>apply(Thread::interrupted)).isFalse();
		assertThat(pool.<Long>apply(() -> ProcessHandle.current().pid())).isEqualTo(pid);
	}

	@Test
	void onRequestATimeoutTellsWhatAllThreadsDid() {
		TaskOptions options = TaskOptions.defaults().timeout(LIMIT).threadDumpOnTimeout(true);
		TaskTimeoutException late = catchThrowableOfType(TaskTimeoutException.class,
				() -> pool.with(options).apply(Endless.LOCK));
		assertThat(late.taskStack()).anySatisfy((frame) -> assertThat(frame.getMethodName()).isEqualTo("waitForALock"));
		// The thread that holds the lock is not the task's
		assertThat(late.threadDump()).contains("ignoreInterrupts").contains("waitForALock");
		assertThat(catchThrowableOfType(TaskTimeoutException.class, () -> limited.apply(Endless.SLEEP)).threadDump())
			.isEmpty();
	}

	@Test
	void aTaskThatDoesNotHeedTheInterruptIsKilledAfterItsGrace() {
		long pid = pool.workers().get(0).pid();
		TaskOptions options = TaskOptions.defaults().timeout(LIMIT).interruptGrace(Duration.ofMillis(100));
		TaskTimeoutException late = catchThrowableOfType(TaskTimeoutException.class,
				() -> pool.with(options).apply(Endless.DEAF));
		assertThat(late.taskStack()).isNotEmpty();
		assertReplaced(pid);
	}

	@Test
	void thePoolsOwnLimitHoldsForTasksThatHaveNone() {
		ProcessPool strict = ProcessPool.builder().processes(1).taskTimeout(LIMIT).build();
		try {
			TaskTimeoutException late = catchThrowableOfType(TaskTimeoutException.class,
					() -> strict.apply(Endless.SLEEP));
			assertThat(late.limit()).isEqualTo(LIMIT);
			assertThat(strict.with(TaskOptions.defaults().timeout(Duration.ofMinutes(1))).<Integer>apply(() -> {
				Thread.sleep(LIMIT.toMillis() * 2);
				return 1;
			})).isOne();
		}
		finally {
			strict.terminate();
		}
	}

	private void assertReplaced(long pid) {
		assertThat(pool.<Long>apply(() -> ProcessHandle.current().pid())).isNotEqualTo(pid);
		await().untilAsserted(() -> assertThat(pool.workers()).singleElement()
			.satisfies((worker) -> assertThat(worker.state()).isEqualTo(WorkerState.IDLE)));
		assertThat(Processes.isAlive(pid)).isFalse();
		Map<ExitReason, Long> expected = new HashMap<>(this.exits);
		expected.merge(ExitReason.TIMED_OUT, 1L, Long::sum);
		assertThat(pool.stats().exits()).containsExactlyInAnyOrderEntriesOf(expected);
		assertThat(pool.state()).isEqualTo(PoolState.RUNNING);
	}

	private static List<Integer> numbers(int count) {
		return IntStream.range(0, count).boxed().toList();
	}

	/** Tasks that do not end, each in a method of its own. */
	enum Endless implements TaskCallable<Integer> {

		SLEEP("sleepForHours") {

			@Override
			public Integer call() throws InterruptedException {
				return sleepForHours();
			}

		},

		DEAF("ignoreInterrupts") {

			@Override
			public Integer call() {
				return ignoreInterrupts();
			}

		},

		SPIN("countInts") {

			@Override
			public Integer call() {
				return countInts();
			}

		},

		LOCK("waitForALock") {

			@Override
			public Integer call() throws InterruptedException {
				return waitForALock();
			}

		};

		private final String method;

		Endless(String method) {
			this.method = method;
		}

		private static int sleepForHours() throws InterruptedException {
			Thread.sleep(Duration.ofHours(1).toMillis());
			return 0;
		}

		private static int ignoreInterrupts() {
			while (true) {
				try {
					sleepForHours();
				}
				catch (InterruptedException ex) {
					System.out.println("not now");
				}
			}
		}

		private static int countInts() {
			int odd = 0;
			for (int round = 0; round < Integer.MAX_VALUE; round++) {
				for (int i = 0; i < Integer.MAX_VALUE; i++) {
					odd += (i * round) & 1;
				}
			}
			return odd;
		}

		private static int waitForALock() throws InterruptedException {
			Object lock = new Object();
			Thread holder = new Thread(() -> {
				synchronized (lock) {
					ignoreInterrupts();
				}
			});
			holder.start();
			while (holder.getState() != Thread.State.TIMED_WAITING) {
				Thread.sleep(1);
			}
			synchronized (lock) {
				return 0;
			}
		}

	}

}
