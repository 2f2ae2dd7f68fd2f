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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.processpool.ProcessPool;
import io.processpool.failures.Parent;
import io.processpool.failures.Processes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static io.processpool.testing.Patience.await;

/**
 * A parent that is killed leaves nothing behind, whatever its workers were doing.
 */
@EnabledOnOs(OS.LINUX)
class ProcessTreeIntegrationTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	@TempDir
	private Path directory;

	@Test
	void aStoppedWorkerAndProcessesThatNobodyKnowsDieWithAKilledParent() throws Exception {
		assumeThat(Files.isExecutable(Path.of("/usr/bin/setpriv"))).as("setpriv of util-linux").isTrue();
		Path file = Files.createFile(this.directory.resolve("pids"));
		try (Parent parent = Parent.start(this.directory, Map.of(), List.of(), Busy.class, file)) {
			// Two workers, each with an orphan
			await().atMost(SOON).until(() -> pids(file).size() == 4);
			List<Long> pids = pids(file);
			long stopped = pids.stream().filter((pid) -> isJava(pid)).findFirst().orElseThrow();
			Processes.signal("STOP", stopped);
			await().atMost(SOON).until(() -> state(stopped) == 'T');
			Processes.signal("KILL", parent.pid());
			await().atMost(SOON).untilAsserted(() -> assertThat(pids).noneMatch(Processes::isAlive));
		}
		// Sweeps the directory of the one that was killed
		ProcessPool.create(1).terminate();
	}

	private static List<Long> pids(Path file) throws IOException {
		return Files.readAllLines(file).stream().filter((line) -> !line.isBlank()).map(Long::valueOf).toList();
	}

	private static boolean isJava(long pid) {
		return ProcessHandle.of(pid).flatMap((process) -> process.info().command()).orElse("").endsWith("java");
	}

	private static char state(long pid) throws IOException {
		String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
		return stat.charAt(stat.lastIndexOf(')') + 2);
	}

	/** Runs tasks that do not end, each of which has started an orphan. */
	static final class Busy {

		private Busy() {
		}

		public static void main(String[] args) throws Exception {
			ProcessPool pool = ProcessPool.create(2);
			String file = args[0];
			pool.map((item) -> sleep(item, file), List.of(1, 2), 1);
		}

		private static int sleep(int item, String file) throws Exception {
			record(file, ProcessHandle.current().pid());
			Process shell = new ProcessBuilder("sh", "-c", "setsid sleep 1000 > /dev/null 2>&1 & echo $!").start();
			record(file, Long
				.parseLong(new String(shell.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip()));
			shell.waitFor();
			Thread.sleep(Duration.ofHours(1).toMillis());
			return item;
		}

		private static void record(String file, long pid) throws IOException {
			Files.writeString(Path.of(file), pid + "\n", StandardOpenOption.APPEND);
		}

	}

}
