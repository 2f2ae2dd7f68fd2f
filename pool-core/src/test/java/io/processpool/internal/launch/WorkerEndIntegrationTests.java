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

package io.processpool.internal.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.processpool.testing.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for how workers end, and for what they leave: nothing.
 */
class WorkerEndIntegrationTests {

	@TempDir
	private Path directory;

	private final LaunchedWorkers workers = new LaunchedWorkers();

	@AfterEach
	void killAll() {
		this.workers.killAll();
		awaitNoThreads();
	}

	@Test
	void theExitCodeIsWhatTheWorkerGave() throws Exception {
		launch("exit", "3").assertExit(3);
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void theExitCodeOfAKilledWorkerTellsTheSignal() throws Exception {
		LaunchedWorkers.Launched worker = launch("wait");
		worker.awaitOutput("waiting");
		assertThat(worker.process().isAlive()).isTrue();
		worker.process().kill();
		worker.process().kill();
		worker.assertExit(137);
		assertThat(worker.process().isAlive()).isFalse();
		worker.process().kill();
	}

	@Test
	void theHeapOfAWorkerCountsWhileItLives() throws Exception {
		Object other = new Object();
		assertThat(HeapLedger.JVM.besides(other)).isEmpty();
		LaunchedWorkers.Launched worker = launch("wait");
		worker.awaitOutput("waiting");
		assertThat(HeapLedger.JVM.besides(other)).singleElement()
			.satisfies((demand) -> assertThat(demand.heap()).isPositive())
			.satisfies((demand) -> assertThat(demand.pool()).isEqualTo("test"));
		worker.process().kill();
		worker.awaitExit();
		await().until(() -> HeapLedger.JVM.besides(other).isEmpty());
	}

	@Test
	void theHeapOfAWorkerThatDidNotStartDoesNotCount() {
		ProcessLauncher launcher = new ProcessLauncher(Settings.defaults().javaHome(this.directory).value());
		WorkerSpec spec = new WorkerSpec("test", 0, this.directory, this.directory.resolve("boot"));
		assertThatIOException().isThrownBy(() -> launcher.launch(spec, (error, line) -> {
		}));
		assertThat(HeapLedger.JVM.besides(new Object())).isEmpty();
	}

	@Test
	void theTailOfStandardErrorHasTheLastWords() throws Exception {
		String[] script = IntStream.rangeClosed(0, 100)
			.mapToObj((i) -> (i == 0) ? "errors" : "line " + i)
			.toArray(String[]::new);
		LaunchedWorkers.Launched worker = launch(script);
		worker.assertExit(1);
		assertThat(worker.process().stderrTail().lines()).hasSize(20).startsWith("line 81").endsWith("line 100");
		assertThat(worker.errors()).hasSize(100);
	}

	@Test
	void outputWithoutLineEndsComesInPieces() throws Exception {
		LaunchedWorkers.Launched worker = launch("flood", "5");
		worker.assertExit(0);
		assertThat(worker.output()).hasSize(5 * 1024 * 1024 / OutputDrain.MAX_LINE)
			.allSatisfy((line) -> assertThat(line).hasSize(OutputDrain.MAX_LINE));
	}

	@Test
	void aSinkThatThrowsDoesNotBlockTheWorker() throws Exception {
		ProcessLauncher launcher = new ProcessLauncher(Settings.defaults().value(), ScriptedWorker.class.getName());
		Path bootFile = Files.write(this.directory.resolve("boot"), List.of("flood", "5"));
		WorkerProcess process = launcher.launch(new WorkerSpec("test", 0, this.directory, bootFile), (error, line) -> {
			throw new IllegalStateException("from the sink");
		});
		assertThat(process.exit().get(60, TimeUnit.SECONDS)).isZero();
		process.awaitOutput(Duration.ofSeconds(60));
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void whatAKilledWorkerHasStartedDiesWithIt() throws Exception {
		LaunchedWorkers.Launched worker = launch("startAndWait", "sleep 1000", "sleep 1001");
		List<ProcessHandle> children = children(worker, 2);
		worker.process().kill();
		worker.awaitExit();
		awaitGone(children);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void whatAnEndedWorkerHasStartedIsFoundByItsMarker() throws Exception {
		LaunchedWorkers.Launched worker = launch("start", "sleep 1000", "setsid sleep 1001");
		List<ProcessHandle> children = children(worker, 2);
		worker.assertExit(0);
		awaitGone(children);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void endlessOutputOfAnOrphanEndsWithItsWorker() throws Exception {
		LaunchedWorkers.Launched worker = launch("start", "yes");
		Patience.await().until(() -> !worker.output().isEmpty());
		worker.awaitExit();
		awaitNoThreads();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void otherWorkersAndTheirChildrenAreSpared() throws Exception {
		ProcessLauncher launcher = new ProcessLauncher(Settings.defaults().value(), ScriptedWorker.class.getName());
		LaunchedWorkers.Launched spared = this.workers.launch(launcher, 1, this.directory, "startAndWait",
				"sleep 1000");
		LaunchedWorkers.Launched sameNumber = this.workers.launch(launcher, 0, this.directory, "startAndWait",
				"sleep 1000");
		List<ProcessHandle> children = List.of(children(spared, 1).get(0), children(sameNumber, 1).get(0));
		LaunchedWorkers.Launched ended = this.workers.launch(launcher, 0, this.directory, "exit", "0");
		ended.assertExit(0);
		assertThat(children).allMatch(ProcessHandle::isAlive);
		assertThat(spared.process().isAlive()).isTrue();
		assertThat(sameNumber.process().isAlive()).isTrue();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void anOrphanThatCannotBeFoundHoldsNoThread() throws Exception {
		LaunchedWorkers.Launched worker = launch("start", "env -i sleep 1000");
		List<ProcessHandle> children = children(worker, 1);
		try {
			worker.assertExit(0);
			awaitNoThreads();
			assertThat(children).allMatch(ProcessHandle::isAlive);
		}
		finally {
			children.forEach(ProcessHandle::destroyForcibly);
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void theDescriptionOfACrashIsFound() throws Exception {
		LaunchedWorkers.Launched worker = launch("wait");
		worker.awaitOutput("waiting");
		assertThat(worker.process().crashLog()).isNull();
		new ProcessBuilder("kill", "-SEGV", Long.toString(worker.process().pid())).start().waitFor();
		// Without a core dump the JVM exits as if by itself, with code 1
		assertThat(worker.awaitExit()).isNotZero();
		assertThat(worker.process().crashLog()).isNotNull()
			.exists()
			.hasParent(this.directory)
			.content()
			.contains("SIGSEGV");
	}

	private LaunchedWorkers.Launched launch(String... script) throws IOException {
		return this.workers.launch(Settings.defaults(), 0, this.directory, script);
	}

	/** Looks them up while they are alive: an id alone may come to mean another one. */
	private static List<ProcessHandle> children(LaunchedWorkers.Launched worker, int count) {
		Patience.await().until(() -> worker.output().size() >= count);
		return worker.output().stream().map(Long::valueOf).map(ProcessHandle::of).flatMap(Optional::stream).toList();
	}

	private static void awaitGone(List<ProcessHandle> processes) {
		Patience.await().untilAsserted(() -> assertThat(processes).noneMatch(WorkerEndIntegrationTests::isRunning));
	}

	/** Where nobody waits for orphans, they stay in the process table as zombies. */
	private static boolean isRunning(ProcessHandle process) {
		return process.isAlive() && process.info().command().isPresent();
	}

	private static void awaitNoThreads() {
		Patience.await()
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("test-worker-")));
	}

}
