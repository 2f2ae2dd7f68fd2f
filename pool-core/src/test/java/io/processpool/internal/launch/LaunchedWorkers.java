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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.processpool.testing.Patience;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts scripted workers for a test and kills those that it leaves.
 */
final class LaunchedWorkers {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final List<Launched> all = new ArrayList<>();

	Launched launch(Settings settings, int workerId, Path directory, String... script) throws IOException {
		return launch(new ProcessLauncher(settings.value(), ScriptedWorker.class.getName()), workerId, directory,
				script);
	}

	Launched launch(ProcessLauncher launcher, int workerId, Path directory, String... script) throws IOException {
		Path bootFile = Files.write(directory.resolve("boot-" + workerId), List.of(script));
		List<String> output = new CopyOnWriteArrayList<>();
		List<String> errors = new CopyOnWriteArrayList<>();
		WorkerProcess process = launcher.launch(new WorkerSpec("test", workerId, directory, bootFile),
				(error, line) -> (error ? errors : output).add(line));
		Launched launched = new Launched(process, output, errors);
		this.all.add(launched);
		return launched;
	}

	void killAll() {
		for (Launched launched : this.all) {
			launched.process().kill();
			launched.process().awaitOutput(PATIENCE);
		}
	}

	/**
	 * A worker and what it has written.
	 */
	record Launched(WorkerProcess process, List<String> output, List<String> errors) {

		String outputText() {
			return String.join("", this.output);
		}

		void awaitOutput(String line) {
			Patience.await()
				.untilAsserted(() -> assertThat(this.output).as("output, errors: %s", this.errors).contains(line));
		}

		int awaitExit() throws Exception {
			int code = this.process.exit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			this.process.awaitOutput(PATIENCE);
			return code;
		}

		void assertExit(int code) throws Exception {
			assertThat(awaitExit()).as("exit code, errors: %s", this.errors).isEqualTo(code);
		}

	}

}
