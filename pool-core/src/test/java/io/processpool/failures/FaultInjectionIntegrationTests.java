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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import io.processpool.ExitReason;
import io.processpool.PoolState;
import io.processpool.ProcessPool;
import io.processpool.testing.LeakCheck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static io.processpool.testing.Patience.await;

/**
 * Every fault at every step: who fails and how, who does not, and that the pool goes on.
 * <p>
 * Most of what these tests do is to wait, for time limits and for workers that start. So
 * all cells are begun at once, those of one step one after the other, and each test waits
 * for its own.
 */
@ExtendWith(LeakCheck.class)
@Timeout(value = 10, unit = TimeUnit.MINUTES) // The first one waits for most of the
												// others
class FaultInjectionIntegrationTests {

	private static final int PROCESSES = 2;

	@TempDir
	private static Path directory;

	/** What is to be seen of each, looked at once. */
	private static final Map<Cell, FutureTask<Cell>> cells = new HashMap<>();

	private static ExecutorService lanes;

	private static ProcessPool running;

	@BeforeAll
	static void beginAll() throws Exception {
		lanes = Executors.newCachedThreadPool();
		running = ProcessPool.builder()
			.processes(PROCESSES)
			.name("running")
			.jvmArguments(OwnSockets.JVM_ARGUMENT)
			.build();
		for (Cell cell : all()) {
			if (cell.step().isRunning()) {
				cells.put(cell, new FutureTask<>(RunningFault.begin(cell, running, Ledger.in(directory))));
			}
		}
		Map<Step, List<Cell>> queues = new EnumMap<>(Step.class);
		all().stream()
			.filter((cell) -> !cell.step().isRunning())
			.forEach((cell) -> queues.computeIfAbsent(cell.step(), (step) -> new ArrayList<>()).add(cell));
		for (Map.Entry<Step, List<Cell>> queue : queues.entrySet()) {
			Path own = Files.createDirectory(directory.resolve(queue.getKey().name()));
			begin(queue.getValue(),
					queue.getKey().isBirth() ? new FaultAtBirth(own) : new FaultWhileWaiting(queue.getKey(), own));
		}
	}

	/** One after the other, on a thread of their own. */
	private static void begin(List<Cell> queue, Scene scene) {
		Future<Map<Cell, Throwable>> failures = lanes.submit(() -> {
			Map<Cell, Throwable> failed = new HashMap<>();
			try (scene) {
				for (Cell cell : queue) {
					try {
						scene.play(cell.step(), cell.fault());
					}
					catch (Throwable ex) {
						failed.put(cell, ex);
					}
				}
			}
			return failed;
		});
		for (Cell cell : queue) {
			cells.put(cell, new FutureTask<>(() -> {
				Throwable failure = failures.get().get(cell);
				if (failure != null) {
					throw new ExecutionException(failure);
				}
				return cell;
			}));
		}
	}

	@AfterAll
	static void endAll() {
		running.terminate();
		lanes.shutdownNow();
	}

	static List<Cell> all() {
		List<Cell> all = new ArrayList<>();
		for (Step step : Step.values()) {
			Arrays.stream(Fault.values()).filter(step::isOpenTo).forEach((fault) -> all.add(new Cell(step, fault)));
		}
		return all;
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("all")
	void everyFaultAtEveryStepHasOneOutcome(Cell cell) throws Exception {
		assertThat(outcome(cell)).isEqualTo(cell);
	}

	@Test
	void thePoolInWhichTasksMetFaultsRunsAsBefore() throws Exception {
		for (Cell cell : all()) {
			if (cell.step().isRunning()) {
				outcome(cell);
			}
		}
		await().untilAsserted(() -> {
			// For each of four steps
			assertThat(running.stats().exits()).containsOnly(Map.entry(ExitReason.KILLED, 4L),
					Map.entry(ExitReason.TIMED_OUT, 4L), Map.entry(ExitReason.PROTOCOL_ERROR, 8L),
					Map.entry(ExitReason.UNRESPONSIVE, 4L));
			assertThat(running.stats().idleWorkers()).isEqualTo(PROCESSES);
		});
		assertThat(running.stats().startedWorkers()).isEqualTo(PROCESSES + 20);
		assertThat(running.stats().queuedTasks() + running.stats().runningTasks()).isZero();
		assertThat(running.state()).isEqualTo(PoolState.RUNNING);
		assertThat(running.map((item) -> item + 1, List.of(1, 2, 3))).containsExactly(2, 3, 4);
	}

	private static Cell outcome(Cell cell) throws Exception {
		FutureTask<Cell> task = cells.get(cell);
		task.run();
		return task.get();
	}

	/**
	 * One of the things that can happen.
	 *
	 * @param step when
	 * @param fault what
	 */
	record Cell(Step step, Fault fault) {

		@Override
		public String toString() {
			return this.fault + " at " + this.step;
		}

	}

	/** Where faults of one step are played. */
	interface Scene extends AutoCloseable {

		void play(Step step, Fault fault) throws Exception;

		@Override
		void close();

	}

}
