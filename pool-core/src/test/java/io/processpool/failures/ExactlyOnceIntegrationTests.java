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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;

import io.processpool.AsyncResult;
import io.processpool.ExitReason;
import io.processpool.PoolScope;
import io.processpool.PoolState;
import io.processpool.ProcessPool;
import io.processpool.TaskFunction;
import io.processpool.TaskOptions;
import io.processpool.TaskSubmitter;
import io.processpool.WorkerInfo;
import io.processpool.WorkerLostException;
import io.processpool.WorkerState;
import io.processpool.failures.Form.Collected;
import io.processpool.testing.LeakCheck;
import io.processpool.testing.SharedPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static io.processpool.testing.Patience.await;

/**
 * While workers are killed at random, every item has exactly one outcome: none is begun
 * twice unless its options allow that, at most one is lost for each worker that died, and
 * all others are done. What was begun is read from the disk.
 */
@ExtendWith(LeakCheck.class)
class ExactlyOnceIntegrationTests {

	private static final int PROCESSES = 3;

	private static final int ITEMS = 150;

	private static final int KILLS = 4;

	@SharedPool(PROCESSES)
	private static ProcessPool pool;

	@TempDir
	private Path directory;

	@ParameterizedTest
	@EnumSource
	void withoutRetriesNoItemIsBegunTwiceAndEachDeadWorkerLosesOneAtMost(Form form) throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		Set<Long> killed = new HashSet<>();
		Collected all = runWhileWorkersDie(form, pool, ledger, new Random(form.ordinal()), killed);
		assertThat(all.failures()).allSatisfy(
				(item, failure) -> assertThat(failure).isInstanceOfSatisfying(WorkerLostException.class, (lost) -> {
					assertThat(lost.reason()).isEqualTo(ExitReason.KILLED);
					assertThat(lost.signal()).isEqualTo(9);
					assertThat(killed).contains(lost.pid());
				}));
		assertThat(all.failures().values()).map((failure) -> ((WorkerLostException) failure).pid())
			.doesNotHaveDuplicates();
		Set<Integer> lost = all.failures().keySet();
		Map<Integer, Long> runs = ledger.runs();
		for (int item = 0; item < ITEMS; item++) {
			// One that is lost may have been claimed, and not yet have written anything
			assertThat(runs.getOrDefault(item, 0L)).as("runs of item " + item)
				.isBetween(lost.contains(item) ? 0L : 1L, 1L);
			if (!lost.contains(item) && !all.values().isEmpty()) {
				assertThat(all.values()).containsEntry(item, item * item);
			}
		}
		assertThat(all.values().size()).isIn(0, ITEMS - lost.size());
		assertThat(pool.state()).isEqualTo(PoolState.RUNNING);
	}

	@Test
	void withARetryForEachDeathEveryItemIsDone() throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		Set<Long> killed = new HashSet<>();
		Collected all = runWhileWorkersDie(Form.MAP, pool.with(TaskOptions.defaults().retries(KILLS)), ledger,
				new Random(99), killed);
		assertThat(all.failures()).isEmpty();
		assertThat(all.values()).hasSize(ITEMS).allSatisfy((item, value) -> assertThat(value).isEqualTo(item * item));
		assertThat(ledger.runs()).hasSize(ITEMS);
		assertThat(ledger.entries()).hasSizeBetween(ITEMS, ITEMS + KILLS);
	}

	@Test
	void tasksThatKillEveryWorkerTheyMeetDoNotTakeTheOnlyOneAwayFromOthers() throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		try (PoolScope scope = ProcessPool.create(1).terminateOnExit()) {
			AsyncResult<List<Integer>> mixed = scope.mapAsync((item) -> {
				ledger.record(item);
				if (item % 2 == 0) {
					Death.HALT.die("now");
				}
				return item;
			}, IntStream.range(0, 12).boxed().toList(), 4);
			List<AsyncResult<Integer>> others = new ArrayList<>();
			for (int i = 0; i < 12; i++) {
				others.add(scope.applyAsync((item) -> item + 1, i));
			}
			for (int i = 0; i < 12; i++) {
				assertThat(others.get(i).get()).isEqualTo(i + 1);
			}
			assertThat(Form.collect(mixed).failures()).containsOnlyKeys(0, 2, 4, 6, 8, 10)
				.allSatisfy((item, failure) -> assertThat(failure).isInstanceOf(WorkerLostException.class));
			assertThat(ledger.runs()).hasSize(12).allSatisfy((item, runs) -> assertThat(runs).isOne());
			assertThat(scope.pool().state()).isEqualTo(PoolState.RUNNING);
			assertThat(scope.<Integer>apply(() -> 7)).isEqualTo(7);
		}
	}

	/** Kills workers, one after the other, each when some more items have been begun. */
	private static Collected runWhileWorkersDie(Form form, TaskSubmitter submitter, Ledger ledger, Random random,
			Set<Long> killed) throws Exception {
		assertThat(pool.awaitReady(Duration.ofSeconds(60))).isTrue();
		TaskFunction<Integer, Integer> task = (item) -> {
			ledger.record(item);
			Thread.sleep(5);
			return item * item;
		};
		FutureTask<Collected> collected = new FutureTask<>(() -> form.run(submitter, task, ITEMS));
		Thread caller = new Thread(collected, "caller");
		caller.start();
		for (int kill = 0; kill < KILLS; kill++) {
			int begun = ITEMS / (KILLS + 1) * kill + random.nextInt(ITEMS / (KILLS + 1)) + 1;
			await().pollInterval(Duration.ofMillis(2))
				.until(() -> ledger.entries().size() >= begun && !ready().isEmpty());
			List<Long> candidates = ready();
			if (!candidates.isEmpty()) {
				long pid = candidates.get(random.nextInt(candidates.size()));
				killed.add(pid);
				ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
			}
		}
		return collected.get();
	}

	/** Those that somebody may kill without it being a failure to start. */
	private static List<Long> ready() {
		return pool.workers()
			.stream()
			.filter((worker) -> worker.state() == WorkerState.BUSY || worker.state() == WorkerState.IDLE)
			.map(WorkerInfo::pid)
			.toList();
	}

}
