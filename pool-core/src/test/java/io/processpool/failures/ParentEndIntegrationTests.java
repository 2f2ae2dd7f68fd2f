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
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;

import io.processpool.ProcessPool;
import io.processpool.TaskCallable;
import io.processpool.testing.LeakCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static io.processpool.testing.Patience.await;

/**
 * However the JVM with the pool ends, its workers end with it, and nothing is left.
 */
@ExtendWith(LeakCheck.class)
class ParentEndIntegrationTests {

	private static final Duration SOON = Duration.ofSeconds(60);

	@TempDir
	private Path directory;

	@Test
	void aParentThatIsKilledTakesItsWorkersAndTheirChildrenWithIt() throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		try (Parent parent = start(Busy.class, ledger)) {
			await().atMost(SOON).until(() -> ledger.entries().size() == 4);
			List<Long> pids = pids(ledger);
			Path pool = Parent.directoryOf(pids.get(0));
			assertThat(pids).allMatch(Processes::isAlive);
			Processes.signal("KILL", parent.pid());
			await().atMost(SOON).untilAsserted(() -> assertThat(pids).noneMatch(Processes::isAlive));
			assertThat(pool).exists();
			ProcessPool.create(1).terminate();
			assertThat(pool).doesNotExist();
		}
	}

	@Test
	void aParentThatExitsInTheMiddleTakesItsWorkersWithIt() throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		try (Parent parent = start(Busy.class, ledger)) {
			await().atMost(SOON).until(() -> ledger.entries().size() == 4);
			List<Long> pids = pids(ledger);
			Path pool = Parent.directoryOf(pids.get(0));
			ledger.record("exit");
			assertThat(parent.exitCode()).isEqualTo(7);
			await().atMost(SOON).untilAsserted(() -> assertThat(pids).noneMatch(Processes::isAlive));
			await().atMost(SOON).untilAsserted(() -> assertThat(pool).doesNotExist());
		}
	}

	@Test
	void aParentWithoutWorkEndsThoughItsPoolIsOpen() throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		try (Parent parent = start(Idle.class, ledger)) {
			assertThat(parent.exitCode()).isZero();
			assertThat(ledger.entries()).hasSize(2).contains("finished");
			long pid = Long.parseLong(ledger.entries().get(0));
			await().atMost(SOON).untilAsserted(() -> assertThat(Processes.isAlive(pid)).isFalse());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "INT", "TERM", "HUP" })
	void aSignalForTheWholeGroupLetsRunningTasksFinish(String signal) throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		try (Parent parent = start(Graceful.class, ledger)) {
			await().atMost(SOON).until(() -> ledger.entries().size() == 2);
			List<Long> pids = pids(ledger);
			Processes.signal(signal, -parent.pid());
			await().atMost(SOON).until(() -> ledger.contains("shutting down"));
			assertThat(pids).allMatch(Processes::isAlive);
			ledger.record("go");
			parent.exitCode();
			assertThat(ledger.entries()).filteredOn((entry) -> entry.equals("finished")).hasSize(2);
			assertThat(ledger.entries()).contains("shut down");
			await().atMost(SOON).untilAsserted(() -> assertThat(pids).noneMatch(Processes::isAlive));
		}
	}

	@Test
	void aTaskThatPrintsWithoutALineEndDoesNotFillTheParentsMemory() throws Exception {
		try (Parent parent = Parent.start(this.directory, Map.of(), List.of("-Xmx40m"), Flood.class)) {
			assertThat(parent.exitCode()).as(parent.output()).isZero();
			assertThat(parent.output()).contains("printed 192 MiB");
		}
	}

	@Test
	void workersStartWhateverTheEnvironmentWantsOfEveryJvm() throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		// A second JVM could not have the port, and would not start
		Map<String, String> environment = Map.of("JAVA_TOOL_OPTIONS",
				"-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + freePort(),
				"_JAVA_OPTIONS", "-Dinherited=by-all", "JDK_JAVA_OPTIONS", "-Dinherited=by-all");
		try (Parent parent = Parent.start(this.directory, environment, List.of(), Idle.class, ledger.path())) {
			assertThat(parent.exitCode()).as(parent.output()).isZero();
			assertThat(parent.output()).contains("Listening for transport dt_socket");
			assertThat(ledger.entries()).hasSize(2).contains("finished");
		}
	}

	@Test
	void aClassPathOfHundredsOfEntriesReachesTheWorkers() throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		StringBuilder classPath = new StringBuilder();
		for (int i = 0; i < 400; i++) {
			Path entry = Files.createDirectories(this.directory.resolve("a library with a rather long name " + i));
			classPath.append(entry).append(':');
		}
		classPath.append(System.getProperty("java.class.path"));
		try (Parent parent = Parent.start(this.directory, Map.of(), List.of("-cp", classPath.toString()), Idle.class,
				ledger.path())) {
			assertThat(parent.exitCode()).as(parent.output()).isZero();
			assertThat(ledger.entries()).hasSize(2).contains("finished");
		}
	}

	private Parent start(Class<?> mainClass, Ledger ledger) throws IOException {
		return Parent.start(this.directory, Map.of(), List.of(), mainClass, ledger.path());
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private static List<Long> pids(Ledger ledger) {
		return ledger.entries().stream().filter((entry) -> entry.matches("\\d+")).map(Long::valueOf).toList();
	}

	/** Runs tasks that do not end, one of which has a child. */
	static final class Busy {

		private Busy() {
		}

		public static void main(String[] args) throws Exception {
			Ledger ledger = Ledger.at(Path.of(args[0]));
			ProcessPool pool = ProcessPool.create(3);
			pool.applyAsync(task(ledger, TimeLimitIntegrationTests.Endless.SPIN));
			pool.applyAsync(task(ledger, TimeLimitIntegrationTests.Endless.DEAF));
			pool.applyAsync(task(ledger, () -> {
				Process child = new ProcessBuilder("sleep", "1000").start();
				ledger.record(child.pid());
				return child.waitFor();
			}));
			ledger.awaitEntry("exit");
			System.exit(7);
		}

		private static TaskCallable<Integer> task(Ledger ledger, TaskCallable<Integer> endless) {
			return () -> {
				ledger.record(ProcessHandle.current().pid());
				return endless.call();
			};
		}

	}

	/** Issues a task and returns from its main method. */
	static final class Idle {

		private Idle() {
		}

		public static void main(String[] args) throws Exception {
			Ledger ledger = Ledger.at(Path.of(args[0]));
			ProcessPool.create(1).applyAsync(() -> {
				ledger.record(ProcessHandle.current().pid());
				Thread.sleep(300);
				ledger.record("finished");
				return null;
			});
		}

	}

	/** Finishes what it has begun when it is told to end. */
	static final class Graceful {

		private Graceful() {
		}

		public static void main(String[] args) throws Exception {
			Ledger ledger = Ledger.at(Path.of(args[0]));
			ProcessPool pool = ProcessPool.create(2);
			Runtime.getRuntime().addShutdownHook(new Thread(() -> {
				ledger.record("shutting down");
				pool.close();
				try {
					pool.join();
					ledger.record("shut down");
				}
				catch (InterruptedException ex) {
					ledger.record("interrupted");
				}
			}));
			pool.map((item) -> {
				ledger.record(ProcessHandle.current().pid());
				ledger.awaitEntry("go");
				ledger.record("finished");
				return item;
			}, IntStream.range(0, 2).boxed().toList(), 1);
		}

	}

	/** Prints more than its memory holds. */
	static final class Flood {

		private static final Logger OUTPUT = Logger.getLogger("io.processpool.output");

		private Flood() {
		}

		public static void main(String[] args) throws Exception {
			OUTPUT.setLevel(Level.OFF);
			ProcessPool pool = ProcessPool.create(1);
			int printed = pool.apply(() -> {
				byte[] part = new byte[1024 * 1024];
				for (int i = 0; i < 96; i++) {
					System.out.write(part);
					System.err.write(part);
				}
				return 2 * 96;
			});
			System.out.println("printed " + printed + " MiB");
		}

	}

}
