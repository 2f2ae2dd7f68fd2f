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

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * An application that starts one scripted worker and prints what that prints. Its
 * arguments are the pool's directory and a class path for the worker, if any.
 */
final class LaunchingApplication {

	private LaunchingApplication() {
	}

	public static void main(String[] args) throws Exception {
		Path directory = Path.of(args[0]);
		List<Path> classPath = Stream.of(args).skip(1).map(Path::of).toList();
		ProcessLauncher launcher = new ProcessLauncher(Settings.defaults().classPath(classPath).value(),
				ScriptedWorker.class.getName());
		WorkerProcess worker = launcher.launch(new WorkerSpec("test", 0, directory, directory.resolve("boot")),
				(error, line) -> System.out.println(error ? "error: " + line : line));
		int code = worker.exit().get();
		worker.awaitOutput(Duration.ofSeconds(60));
		System.exit(code);
	}

}
