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

package io.processpool.chaos;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.logging.FileHandler;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.IntStream;

import io.processpool.ProcessPool;
import io.processpool.WorkerContext;
import io.processpool.WorkerInfo;
import io.processpool.failures.Processes;
import io.processpool.lifetime.PoolsInARow;
import io.processpool.testing.Footprint;
import io.processpool.testing.Gate;
import io.processpool.testing.LeakCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything at once, for a long time. System properties: {@code chaos.seconds} (how
 * long), {@code chaos.seed} (which decisions are made), {@code chaos.pools} (how many in
 * a row), {@code chaos.workers} (how many in the large pool).
 */
@Tag("chaos")
@ExtendWith(LeakCheck.class)
@Timeout(value = 12, unit = TimeUnit.HOURS)
class ChaosIntegrationTests {

	/** No call may take longer, nor the end of a pool. */
	private static final Duration LIMIT = Duration.ofMinutes(3);

	/** What the heap may grow by when it has warmed up. */
	private static final long HEAP_TOLERANCE = 24L * 1024 * 1024;

	private static final int AT_A_TIME = 2;

	@TempDir
	private Path directory;

	private final Logger log = Logger.getLogger("io.processpool");

	private FileHandler file;

	/** What is lost is told to the log, and that is a lot. */
	@BeforeEach
	void logToAFile() throws IOException {
		Path logs = Files.createDirectories(Path.of("target", "chaos"));
		this.file = new FileHandler(logs.resolve("log-%g.txt").toString(), 50_000_000, 2);
		this.file.setFormatter(new SimpleFormatter());
		this.log.addHandler(this.file);
		this.log.setUseParentHandlers(false);
	}

	@AfterEach
	void logAsBefore() {
		this.log.setUseParentHandlers(true);
		this.log.removeHandler(this.file);
		this.file.close();
	}

	@Test
	void whateverHappensEveryTaskHasItsOutcomeAndNothingIsLeft() throws Exception {
		long seed = Long.getLong("chaos.seed", System.nanoTime());
		long seconds = Long.getLong("chaos.seconds", 120);
		System.out.println("chaos.seed=" + seed + ", chaos.seconds=" + seconds);
		Figures figures = new Figures();
		Watchdog watchdog = new Watchdog(LIMIT, figures);
		SplittableRandom random = new SplittableRandom(seed);
		long start = System.nanoTime();
		long heap = 0;
		int round = 0;
		while (TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) < seconds && !watchdog.hasFoundOne()) {
			round(++round, random, figures, watchdog);
			long used = usedHeap();
			heap = (round <= 2) ? Math.max(used, heap) : heap;
			figures.set("heap: KiB after round 2", heap / 1024);
			figures.set("heap: KiB at the end", used / 1024);
		}
		figures.set("rounds", round);
		if (usedHeap() > heap + HEAP_TOLERANCE) {
			figures.defect("leaks", "the heap has grown from " + heap + " to " + usedHeap() + " bytes");
		}
		for (String what : List.of("wrong answers", "tasks run twice", "second tasks lost with a worker",
				"unexplained failures", "hangs", "leaks")) {
			figures.add(what, 0);
		}
		Map<String, String> heading = new LinkedHashMap<>();
		heading.put("seed", Long.toString(seed));
		heading.put("JDK", System.getProperty("java.vm.version"));
		heading.put("seconds", Long.toString(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)));
		figures.publish("figures", heading);
		assertThat(figures.defects()).isEmpty();
		assertThat(figures.get("tasks")).isPositive();
	}

	private void round(int number, SplittableRandom random, Figures figures, Watchdog watchdog) throws Exception {
		Footprint before = Footprint.look(temporary());
		Thread[] arenas = new Thread[AT_A_TIME];
		for (int i = 0; i < arenas.length; i++) {
			Arena arena = new Arena("chaos-" + number + (char) ('a' + i), random.nextLong(), figures, watchdog,
					this.directory);
			arenas[i] = new Thread(arena, "chaos-arena-" + i);
			arenas[i].setDaemon(true);
			arenas[i].start();
		}
		for (Thread arena : arenas) {
			while (arena.isAlive() && !watchdog.hasFoundOne()) {
				arena.join(500);
				watchdog.look();
			}
		}
		if (!watchdog.hasFoundOne()) {
			figures.add("crash logs", removeCrashLogs());
			try {
				LeakCheck.assertNoLeaks(before);
			}
			catch (RuntimeException | AssertionError ex) {
				figures.defect("leaks", "after round " + number + ": " + ex.getMessage());
			}
		}
	}

	private static Path temporary() throws IOException {
		return Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
	}

	/** They are left for people to read. */
	private static int removeCrashLogs() throws IOException {
		int count = 0;
		try (DirectoryStream<Path> pools = Files.newDirectoryStream(temporary(), "processpool-*")) {
			for (Path pool : pools) {
				try (DirectoryStream<Path> logs = Files.newDirectoryStream(pool)) {
					for (Path log : logs) {
						if (log.getFileName().toString().startsWith("hs_err")) {
							Files.delete(log);
							count++;
						}
					}
				}
				Files.deleteIfExists(pool);
			}
		}
		return count;
	}

	private static long usedHeap() {
		System.gc();
		Runtime runtime = Runtime.getRuntime();
		return runtime.totalMemory() - runtime.freeMemory();
	}

	@Test
	void poolsInARowLeaveNothing() throws Exception {
		int pools = Integer.getInteger("chaos.pools", 1000);
		long start = System.nanoTime();
		PoolsInARow.run(100, 1);
		long heap = usedHeap();
		PoolsInARow.run(Math.max(0, pools - 100), 2);
		long grown = usedHeap() - heap;
		System.out.println(pools + " pools in a row took " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)
				+ " s; the heap has grown by " + grown + " bytes");
		assertThat(grown).isLessThan(HEAP_TOLERANCE);
	}

	@Test
	void aPoolOfManyWorkersWorksAndLeavesNothing() throws Exception {
		int workers = Integer.getInteger("chaos.workers", 200);
		long start = System.nanoTime();
		try (var scope = ProcessPool.builder()
			.processes(workers)
			.maxHeap("32m")
			.startTimeout(Duration.ofMinutes(10))
			.build()
			.terminateOnExit()) {
			ProcessPool pool = scope.pool();
			assertThat(pool.awaitReady(Duration.ofMinutes(20))).isTrue();
			System.out.println(workers + " workers were ready after "
					+ TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + " s");
			assertThat(everyWorker(pool, workers)).hasSize(workers);
			WorkerInfo victim = pool.workers().get(workers / 2);
			Processes.signal("KILL", victim.pid());
			assertThat(everyWorker(pool, workers)).hasSize(workers).doesNotContain(victim.id());
			assertThat(pool.stats().exits().values().stream().mapToLong(Long::longValue).sum()).isOne();
		}
	}

	/** Has a task in every worker at the same time. */
	private Set<Integer> everyWorker(ProcessPool pool, int workers) {
		Gate gate = Gate.in(this.directory);
		List<Integer> items = IntStream.range(0, workers).boxed().toList();
		var result = pool.mapAsync((item) -> {
			gate.pass(item);
			return WorkerContext.current().workerId();
		}, items, 1);
		while (gate.arrivals() < workers && !result.ready()) {
			Thread.onSpinWait();
		}
		gate.open();
		return new TreeSet<>(result.toCompletableFuture().join());
	}

}
