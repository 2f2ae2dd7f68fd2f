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

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import io.processpool.AsyncResult;
import io.processpool.ExitReason;
import io.processpool.PoolState;
import io.processpool.ProcessPool;
import io.processpool.TaskFunction;
import io.processpool.TaskOptions;
import io.processpool.testing.LeakCheck;
import io.processpool.testing.SharedPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static io.processpool.testing.Patience.await;

/**
 * Cancelled tasks: what runs is killed if that was asked for, what waits never runs, and
 * nobody else notices.
 */
@ExtendWith(LeakCheck.class)
class CancelIntegrationTests {

	private static final int PROCESSES = 2;

	@SharedPool(PROCESSES)
	private static ProcessPool pool;

	@TempDir
	private Path directory;

	@Test
	void onlyTheWorkerOfTheCancelledTaskIsKilled() throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		TaskFunction<String, Long> task = (name) -> {
			ledger.record(name + " " + ProcessHandle.current().pid());
			ledger.awaitEntry(name + " may end");
			return ProcessHandle.current().pid();
		};
		AsyncResult<Long> victim = pool.applyAsync(task, "victim");
		AsyncResult<Long> other = pool.applyAsync(task, "other");
		await().until(() -> ledger.entries().size() == 2);
		long cancelledBefore = exits(ExitReason.CANCELLED);
		assertThat(victim.cancel(true)).isTrue();
		assertThat(victim.isCancelled()).isTrue();
		assertThatExceptionOfType(CancellationException.class).isThrownBy(victim::get);
		long pid = pidOf("victim", ledger);
		await().untilAsserted(() -> assertThat(Processes.isAlive(pid)).isFalse());
		await().until(() -> exits(ExitReason.CANCELLED) == cancelledBefore + 1);
		ledger.record("other may end");
		assertThat(other.get()).isEqualTo(pidOf("other", ledger));
		assertThat(pool.state()).isEqualTo(PoolState.RUNNING);
	}

	@Test
	void aCancelledMapStartsNoFurtherItems() throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		AsyncResult<List<Integer>> result = pool.mapAsync((item) -> {
			ledger.record(item);
			ledger.awaitEntry("never");
			return item;
		}, numbers(500));
		await().until(() -> ledger.entries().size() == PROCESSES);
		assertThat(result.cancel(true)).isTrue();
		assertThat(pool.map((item) -> item + 1, numbers(100))).hasSize(100);
		await().untilAsserted(() -> assertThat(pool.stats().queuedTasks()).isZero());
		assertThat(ledger.entries()).hasSize(PROCESSES);
	}

	@Test
	void cancelledTasksThatWaitNeverRun() throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		List<AsyncResult<Integer>> blockers = new ArrayList<>();
		for (int i = 0; i < PROCESSES; i++) {
			blockers.add(pool.applyAsync((item) -> {
				ledger.record("begun");
				ledger.awaitEntry("go");
				return item;
			}, i));
		}
		await().until(() -> ledger.entries().size() == PROCESSES);
		List<AsyncResult<Integer>> waiting = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			waiting.add(pool.applyAsync((item) -> {
				ledger.record("ran " + item);
				return item;
			}, i));
		}
		for (int i = 0; i < 200; i++) {
			if (i % 10 != 0) {
				assertThat(waiting.get(i).cancel(i % 2 == 0)).isTrue();
			}
		}
		ledger.record("go");
		for (int i = 0; i < 200; i += 10) {
			assertThat(waiting.get(i).get()).isEqualTo(i);
		}
		for (AsyncResult<Integer> blocker : blockers) {
			assertThat(blocker.get()).isNotNegative();
		}
		assertThat(ledger.entries()).filteredOn((entry) -> entry.startsWith("ran ")).hasSize(20);
		assertThat(waiting.get(11).isCancelled()).isTrue();
		assertThat(waiting.get(11).cancel(true)).isFalse();
	}

	@Test
	void aRunningTaskThatMayNotBeInterruptedFinishes() throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		AsyncResult<Long> result = pool.applyAsync(() -> {
			ledger.record("begun");
			ledger.awaitEntry("go");
			ledger.record("ended");
			return 1L;
		});
		await().until(() -> ledger.contains("begun"));
		long cancelledBefore = exits(ExitReason.CANCELLED);
		assertThat(result.cancel(false)).isTrue();
		assertThatExceptionOfType(CancellationException.class).isThrownBy(result::get);
		ledger.record("go");
		await().until(() -> ledger.contains("ended"));
		assertThat(pool.map((item) -> item + 1, numbers(10))).hasSize(10);
		assertThat(exits(ExitReason.CANCELLED)).isEqualTo(cancelledBefore);
	}

	@Test
	void aTaskThatHeedsTheInterruptKeepsItsWorker() throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		AsyncResult<Integer> result = pool.with(TaskOptions.defaults().interruptGrace(Duration.ofSeconds(60)))
			.applyAsync(() -> {
				ledger.record(ProcessHandle.current().pid());
				try {
					ledger.awaitEntry("never");
				}
				catch (InterruptedException ex) {
					ledger.record("cleaned up");
				}
				return 1;
			});
		await().until(() -> !ledger.entries().isEmpty());
		long cancelledBefore = exits(ExitReason.CANCELLED);
		assertThat(result.cancel(true)).isTrue();
		await().until(() -> ledger.contains("cleaned up"));
		assertThat(pool.map((item) -> item + 1, numbers(10))).hasSize(10);
		assertThat(exits(ExitReason.CANCELLED)).isEqualTo(cancelledBefore);
		assertThat(Processes.isAlive(Long.parseLong(ledger.entries().get(0)))).isTrue();
	}

	@Test
	void anItemThatIsCancelledWhileItsArgumentTravelsNeverRuns() throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		ProcessPool single = ProcessPool.create(1);
		try {
			long pid = single.apply(() -> ProcessHandle.current().pid());
			Processes.signal("STOP", pid);
			AsyncResult<List<Integer>> result = single.mapAsync((argument) -> {
				ledger.record("ran");
				return 1;
			}, List.of(new LargeArgument()));
			LargeArgument.begun.await();
			assertThat(result.cancel(true)).isTrue();
			Processes.signal("CONT", pid);
			assertThat(single.<Long>apply(() -> ProcessHandle.current().pid())).isEqualTo(pid);
			assertThat(ledger.entries()).isEmpty();
		}
		finally {
			single.terminate();
		}
	}

	@Test
	void aCancellationThatComesWithTheEndOfItsTaskHitsNobodyElse() throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		List<AsyncResult<Integer>> innocent = new ArrayList<>();
		for (int i = 0; i < 300; i++) {
			AsyncResult<Integer> victim = pool.applyAsync((item) -> item, i);
			innocent.add(pool.applyAsync((item) -> {
				ledger.record(item);
				return item;
			}, i));
			if (i % 30 == 0) {
				victim.cancel(true);
			}
		}
		for (int i = 0; i < innocent.size(); i++) {
			assertThat(innocent.get(i).get()).isEqualTo(i);
		}
		assertThat(ledger.runs()).hasSize(300).allSatisfy((item, runs) -> assertThat(runs).isOne());
	}

	private static long exits(ExitReason reason) {
		return pool.stats().exits().getOrDefault(reason, 0L);
	}

	private static long pidOf(String name, Ledger ledger) {
		return ledger.entries()
			.stream()
			.filter((entry) -> entry.matches(name + " \\d+"))
			.mapToLong((entry) -> Long.parseLong(entry.substring(name.length() + 1)))
			.findFirst()
			.orElseThrow();
	}

	private static List<Integer> numbers(int count) {
		return IntStream.range(0, count).boxed().toList();
	}

	/** More than a socket holds; tells when its way has begun. */
	private static final class LargeArgument implements Serializable {

		@Serial
		private static final long serialVersionUID = 1L;

		private static final CountDownLatch begun = new CountDownLatch(1);

		@Serial
		private void writeObject(ObjectOutputStream out) throws IOException {
			begun.countDown();
			out.write(new byte[4_000_000]);
		}

	}

}
