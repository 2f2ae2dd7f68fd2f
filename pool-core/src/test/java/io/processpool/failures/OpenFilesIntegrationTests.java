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
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

import io.processpool.PoolListener;
import io.processpool.PoolScope;
import io.processpool.PoolState;
import io.processpool.ProcessPool;
import io.processpool.ProcessPoolBuilder;
import io.processpool.testing.LeakCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests for a parent that may open no more files.
 */
@ExtendWith(LeakCheck.class)
@Timeout(180)
class OpenFilesIntegrationTests {

	@TempDir
	Path directory;

	@Test
	void aPoolWhoseParentMayOpenNoMoreFilesGoesOnAndRecovers() throws Exception {
		assumeTrue(Files.isExecutable(Path.of("/usr/bin/prlimit")), "prlimit is not installed");
		try (Parent parent = Parent.start(this.directory, Map.of(), List.of(), Exhausted.class)) {
			int exitCode = parent.exitCode();
			assertThat(parent.output()).contains("runs on: 1", "refused: java.io.UncheckedIOException", "broken",
					"recovered: 2");
			assertThat(exitCode).isZero();
		}
	}

	/** A JVM that has opened all files that it may. */
	static final class Exhausted {

		private Exhausted() {
		}

		/** Runs a pool before, while and after. */
		public static void main(String[] arguments) throws Exception {
			loadAllClasses();
			BlockingQueue<PoolState> states = new LinkedBlockingQueue<>();
			try (PoolScope scope = ProcessPool.builder().processes(1).listener(new PoolListener() {

				@Override
				public void stateChanged(StateChanged event) {
					states.add(event.to());
				}

			}).build().terminateOnExit()) {
				ProcessPool pool = scope.pool();
				pool.run(() -> {
				});
				ProcessPoolBuilder second = ProcessPool.builder();
				List<InputStream> files = openAll();
				String runs = "runs on: " + pool.<Integer>apply(() -> 1);
				String refused = refusal(second);
				// By itself: here, nobody could send it a signal without a file
				pool.runAsync(() -> Death.KILL.die("no successor can be started"));
				PoolState broken = states.take();
				files.forEach(Exhausted::close);
				System.out.println(runs);
				System.out.println("refused: " + refused);
				System.out.println(broken.name().toLowerCase(Locale.ROOT));
				PoolState recovered = states.take();
				if (recovered == PoolState.RUNNING) {
					System.out.println("recovered: " + pool.<Integer>apply(() -> 2));
				}
			}
		}

		/** Classes are files, too, unless they are in a jar. */
		private static void loadAllClasses() throws Exception {
			for (Class<?> type : List.of(ProcessPool.class, Exhausted.class)) {
				Path root = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
				if (!Files.isDirectory(root)) {
					continue;
				}
				try (Stream<Path> files = Files.walk(root)) {
					for (Path file : files.filter((each) -> each.toString().endsWith(".class")).toList()) {
						load(root.relativize(file).toString().replace(".class", "").replace('/', '.'));
					}
				}
			}
		}

		private static void load(String name) {
			try {
				Class.forName(name, false, Exhausted.class.getClassLoader());
			}
			catch (ClassNotFoundException | LinkageError ex) {
				// Of a test that needs more than is there
			}
		}

		private static void close(InputStream file) {
			try {
				file.close();
			}
			catch (IOException ex) {
				// Seen on JDK 17, whose own attempts to start processes had failed
				System.out.println(ex);
			}
		}

		private static String refusal(ProcessPoolBuilder builder) {
			try (PoolScope scope = builder.processes(1).build().terminateOnExit()) {
				return "not at all: " + scope.pool();
			}
			catch (UncheckedIOException ex) {
				return ex.toString();
			}
		}

		private static List<InputStream> openAll() throws Exception {
			String self = Long.toString(ProcessHandle.current().pid());
			int code = new ProcessBuilder("prlimit", "--pid", self, "--nofile=256:256").start().waitFor();
			List<InputStream> files = new ArrayList<>();
			try {
				while (code == 0) {
					files.add(Files.newInputStream(Path.of("/dev/null")));
				}
			}
			catch (IOException ex) {
				// That was the last one
			}
			return files;
		}

	}

}
