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

package io.processpool.lifetime;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.processpool.AsyncResult;
import io.processpool.ProcessPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What keeps a JVM alive and what does not: programs that leave their pools open, or
 * close them without waiting, and return from {@code main}.
 */
@Timeout(120)
class JvmLifetimeIntegrationTests {

	@TempDir
	private Path temporary;

	@Test
	void issuedTasksAndTheirCallbacksAreFinished() throws Exception {
		assertThat(run(IssuesAndReturns.class)).contains("called back with 42");
	}

	@Test
	void tasksThatWereIssuedBeforeCloseAreFinished() throws Exception {
		assertThat(run(ClosesAndReturns.class)).contains("called back with [0, 2, 4]");
	}

	@Test
	void aHalfReadImapAloneDoesNotKeepTheJvmAlive() throws Exception {
		assertThat(run(LeavesAnImapHalfRead.class)).contains("first is 0");
	}

	@Test
	void aPoolThatDoesNothingDoesNotKeepTheJvmAlive() throws Exception {
		assertThat(run(LeavesThePoolOpen.class)).contains("value is 4");
	}

	@Test
	void aShutdownHookMayLetThePoolFinishItsTasks() throws Exception {
		assertThat(run(ClosesInAHook.class)).contains("joined", "called back with 42");
	}

	@Test
	void aShutdownHookMayTerminateThePool() throws Exception {
		assertThat(run(TerminatesInAHook.class)).contains("joined, the result is ready: true");
	}

	@Test
	void aShutdownHookMayIssueTasksAndStartPools() throws Exception {
		assertThat(run(WorksInAHook.class)).contains("value is 8", "lazy value is 10");
	}

	@Test
	void theFirstPoolMayBeMadeInAShutdownHook() throws Exception {
		assertThat(run(StartsInAHook.class)).contains("value is 12");
	}

	/** Runs a program to its end, and looks at what it leaves behind. */
	private String run(Class<?> program) throws Exception {
		Path output = this.temporary.resolve("output");
		Path poolFiles = Files.createDirectory(this.temporary.resolve("t"));
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Djava.io.tmpdir=" + poolFiles, "-cp", System.getProperty("java.class.path"), program.getName())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the program ends by itself").isTrue();
			assertThat(process.exitValue()).isZero();
		}
		finally {
			process.destroyForcibly();
		}
		try (Stream<Path> left = Files.list(poolFiles)) {
			assertThat(left.filter((file) -> file.getFileName().toString().startsWith("processpool"))).isEmpty();
		}
		return Files.readString(output, StandardCharsets.UTF_8);
	}

	static int slowly(int number) throws InterruptedException {
		Thread.sleep(300);
		return number * 2;
	}

	static final class IssuesAndReturns {

		private IssuesAndReturns() {
		}

		public static void main(String[] args) {
			ProcessPool pool = ProcessPool.create(1);
			pool.applyAsync(JvmLifetimeIntegrationTests::slowly, 21)
				.callback((value) -> System.out.println("called back with " + value));
		}

	}

	static final class ClosesAndReturns {

		private ClosesAndReturns() {
		}

		public static void main(String[] args) {
			try (ProcessPool pool = ProcessPool.create(1)) {
				AsyncResult<List<Integer>> result = pool.mapAsync(JvmLifetimeIntegrationTests::slowly,
						List.of(0, 1, 2));
				result.callback((values) -> System.out.println("called back with " + values));
			}
		}

	}

	static final class LeavesAnImapHalfRead {

		private LeavesAnImapHalfRead() {
		}

		public static void main(String[] args) {
			ProcessPool pool = ProcessPool.create(1);
			var results = pool.imap(JvmLifetimeIntegrationTests::slowly, IntStream.iterate(0, (i) -> i + 1)::iterator);
			System.out.println("first is " + results.next());
		}

	}

	static final class LeavesThePoolOpen {

		private LeavesThePoolOpen() {
		}

		public static void main(String[] args) {
			ProcessPool pool = ProcessPool.create(1);
			System.out.println("value is " + pool.apply(JvmLifetimeIntegrationTests::slowly, 2));
		}

	}

	static int endlessly(int number) {
		while (number != 0) {
			Thread.onSpinWait();
		}
		return number;
	}

	/** Hooks run side by side with the library's own. */
	private static void atTheEnd(Action action) {
		Runtime.getRuntime().addShutdownHook(new Thread(() -> {
			try {
				action.run();
			}
			catch (Exception ex) {
				ex.printStackTrace();
			}
		}));
	}

	private interface Action {

		void run() throws Exception;

	}

	static final class ClosesInAHook {

		private ClosesInAHook() {
		}

		public static void main(String[] args) {
			ProcessPool pool = ProcessPool.create(1);
			pool.applyAsync(JvmLifetimeIntegrationTests::slowly, 21)
				.callback((value) -> System.out.println("called back with " + value));
			atTheEnd(() -> {
				pool.close();
				pool.join();
				System.out.println("joined");
			});
			System.exit(0);
		}

	}

	static final class TerminatesInAHook {

		private TerminatesInAHook() {
		}

		public static void main(String[] args) {
			ProcessPool pool = ProcessPool.create(1);
			AsyncResult<Integer> result = pool.applyAsync(JvmLifetimeIntegrationTests::endlessly, 1);
			atTheEnd(() -> {
				pool.terminate();
				pool.join();
				System.out.println("joined, the result is ready: " + result.ready());
			});
			while (pool.stats().idleWorkers() == pool.workers().size()) {
				Thread.onSpinWait();
			}
			System.exit(0);
		}

	}

	static final class WorksInAHook {

		private WorksInAHook() {
		}

		public static void main(String[] args) throws Exception {
			ProcessPool pool = ProcessPool.create(1);
			ProcessPool lazy = ProcessPool.builder().processes(1).startLazily().build();
			if (!pool.awaitReady(Duration.ofSeconds(60))) {
				throw new IllegalStateException("not ready");
			}
			atTheEnd(() -> {
				System.out.println("value is " + pool.apply(JvmLifetimeIntegrationTests::slowly, 4));
				pool.terminate();
				System.out.println("lazy value is " + lazy.apply(JvmLifetimeIntegrationTests::slowly, 5));
				lazy.terminate();
			});
		}

	}

	static final class StartsInAHook {

		private StartsInAHook() {
		}

		public static void main(String[] args) {
			atTheEnd(() -> {
				try (var scope = ProcessPool.create(1).terminateOnExit()) {
					System.out.println("value is " + scope.apply(JvmLifetimeIntegrationTests::slowly, 6));
				}
			});
		}

	}

}
