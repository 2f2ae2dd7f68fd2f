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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.processpool.ExitReason;
import io.processpool.PoolScope;
import io.processpool.ProcessPool;
import io.processpool.TaskOptions;
import io.processpool.TaskTimeoutException;
import io.processpool.WorkerContext;
import io.processpool.WorkerInfo;
import io.processpool.WorkerLostException;
import io.processpool.failures.Processes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static io.processpool.testing.Patience.await;

/**
 * The recipes for {@code commandPrefix} in docs/limits.md.
 */
@EnabledOnOs(OS.LINUX)
class CommandPrefixIntegrationTests {

	private static final String TEMPORARY = "java.io.tmpdir";

	private final String temporary = System.getProperty(TEMPORARY);

	@TempDir
	private Path directory;

	@BeforeEach
	void usePrivateTemporaryDirectory() {
		System.setProperty(TEMPORARY, this.directory.toString());
	}

	@AfterEach
	void restoreTemporaryDirectory() {
		System.setProperty(TEMPORARY, this.temporary);
	}

	@Test
	void niceAndPrlimitLimitWorkers() throws Exception {
		assumeWorks(List.of("nice", "-n", "7", "prlimit", "--nofile=256:256", "true"));
		try (PoolScope pool = ProcessPool.builder()
			.processes(1)
			.commandPrefix("nice", "-n", "7", "prlimit", "--nofile=256:256")
			.build()
			.terminateOnExit()) {
			int own = niceness();
			assertThat(pool.<Integer>apply(CommandPrefixIntegrationTests::niceness)).isEqualTo(Math.min(19, own + 7));
			assertThat(pool.apply(CommandPrefixIntegrationTests::maxOpenFiles)).isEqualTo("256");
			// They become the worker: what was started is what works
			assertThat(pool.<Long>apply(() -> WorkerContext.current().pid()))
				.isEqualTo(pool.pool().workers().get(0).pid());
		}
	}

	@Test
	void bubblewrapTakesNetworkHomeAndOtherProcessesAway() throws Exception {
		String home = System.getProperty("user.home");
		assumeThat(Files.isDirectory(Path.of(home)) && !home.equals("/")).as("a home directory to be hidden").isTrue();
		List<String> prefix = bubblewrap(home);
		List<String> probe = new ArrayList<>(prefix);
		probe.add("true");
		assumeWorks(probe);
		try (PoolScope pool = ProcessPool.builder()
			.processes(1)
			.maxHeap("600m")
			.maxMemoryPerChild(250L * 1024 * 1024)
			.commandPrefix(prefix)
			.build()
			.terminateOnExit()) {
			assertThat(pool.apply(Sandboxed.NETWORK)).isEqualTo("lo");
			assertThat(pool.apply(Sandboxed.HOME)).doesNotContain(".bashrc").doesNotContain(".m2/settings");
			assertThat(pool.apply(Sandboxed.WRITE)).isEqualTo("refused");
			WorkerInfo worker = pool.pool().workers().get(0);
			assertThat(pool.apply(Sandboxed.PID)).isNotEqualTo(Long.toString(worker.pid()));
			assertWorkerItselfIsMeasuredAndOffered(worker);
			assertLimitsHold(pool, worker);
			assertItsChildrenDieWithIt(pool);
		}
	}

	/** And not the process of the prefix, which is small. */
	private static void assertWorkerItselfIsMeasuredAndOffered(WorkerInfo worker) throws Exception {
		assertThat(worker.residentMemory().orElseThrow()).isGreaterThan(20L * 1024 * 1024);
		List<Long> inside = ProcessHandle.of(worker.pid())
			.orElseThrow()
			.descendants()
			.filter((process) -> process.info().command().orElse("").endsWith("java"))
			.map(ProcessHandle::pid)
			.toList();
		assertThat(inside).hasSize(1);
		assertThat(score(Long.toString(inside.get(0)))).isGreaterThan(score("self"));
	}

	private static void assertLimitsHold(PoolScope pool, WorkerInfo worker) {
		TaskTimeoutException late = catchThrowableOfType(TaskTimeoutException.class,
				() -> pool.pool()
					.with(TaskOptions.defaults().timeout(Duration.ofMillis(500)))
					.apply(Sandboxed.SLEEP_FOR_HOURS));
		assertThat(late.taskStack()).extracting(StackTraceElement::getMethodName).contains("sleepForHours");
		assertThat(Processes.isAlive(worker.pid())).isFalse();
		WorkerLostException large = catchThrowableOfType(WorkerLostException.class,
				() -> pool.apply(Sandboxed.HOARD_FOR_HOURS));
		assertThat(large.reason()).isEqualTo(ExitReason.MEMORY_LIMIT);
		WorkerLostException exited = catchThrowableOfType(WorkerLostException.class, () -> pool.apply(Sandboxed.EXIT));
		assertThat(exited.reason()).isEqualTo(ExitReason.EXITED);
		assertThat(exited.exitCode()).isEqualTo(42);
		WorkerLostException crashed = catchThrowableOfType(WorkerLostException.class,
				() -> pool.apply(Sandboxed.CRASH));
		assertThat(crashed.reason()).isEqualTo(ExitReason.CRASHED);
		assertThat(crashed.signal()).isEqualTo(11);
		crashed.crashLog().ifPresent((log) -> assertThat(log.toFile().delete()).isTrue());
	}

	private static void assertItsChildrenDieWithIt(PoolScope pool) {
		pool.apply(Sandboxed.START_ORPHAN);
		List<ProcessHandle> inside = ProcessHandle.of(pool.pool().workers().get(0).pid())
			.orElseThrow()
			.descendants()
			.toList();
		assertThat(inside).hasSizeGreaterThanOrEqualTo(2);
		pool.pool().terminate();
		await().untilAsserted(() -> assertThat(inside).noneMatch((process) -> Processes.isAlive(process.pid())));
	}

	/** The recipe of docs/limits.md, for this build. */
	private List<String> bubblewrap(String home) throws IOException {
		String project = Path.of("").toRealPath().toString();
		String java = Path.of(System.getProperty("java.home")).toRealPath().toString();
		return List.of("bwrap", "--unshare-all", "--die-with-parent", "--ro-bind", "/", "/", "--dev", "/dev", "--bind",
				"/dev/shm", "/dev/shm", "--proc", "/proc", "--tmpfs", home, "--tmpfs", "/tmp", "--ro-bind", project,
				project, "--ro-bind", java, java, "--bind", this.directory.toString(), this.directory.toString());
	}

	private static void assumeWorks(List<String> command) throws Exception {
		boolean works;
		try {
			Process process = new ProcessBuilder(command).inheritIO().start();
			works = process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
		}
		catch (IOException ex) {
			works = false;
		}
		assumeThat(works).as(command.get(0) + " is not installed, or not allowed on this machine").isTrue();
	}

	private static int score(String process) throws IOException {
		return Integer.parseInt(Files.readString(Path.of("/proc", process, "oom_score_adj")).trim());
	}

	private static int niceness() throws IOException {
		String stat = Files.readString(Path.of("/proc/self/stat"));
		return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
	}

	private static String maxOpenFiles() throws IOException {
		return Files.readAllLines(Path.of("/proc/self/limits"))
			.stream()
			.filter((line) -> line.startsWith("Max open files"))
			.map((line) -> line.split("\\s{2,}")[1])
			.findFirst()
			.orElse("?");
	}

}
