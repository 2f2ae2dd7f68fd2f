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

import org.jspecify.annotations.Nullable;

/**
 * The {@code java} command of a Java runtime.
 *
 * @param home the directory of the runtime
 * @param path the command
 */
record JavaExecutable(Path home, Path path) {

	static JavaExecutable of(@Nullable Path javaHome) {
		Path home = (javaHome != null) ? javaHome.toAbsolutePath() : running();
		boolean windows = System.getProperty("os.name", "").startsWith("Windows");
		return new JavaExecutable(home, home.resolve("bin").resolve(windows ? "java.exe" : "java"));
	}

	private static Path running() {
		return Path.of(System.getProperty("java.home"));
	}

	/**
	 * Tells whether workers run on the runtime that runs this code.
	 * @return whether it is the same
	 */
	boolean isRunning() {
		return this.home.normalize().equals(running().toAbsolutePath().normalize());
	}

	void check() throws IOException {
		if (!Files.isExecutable(this.path)) {
			throw new IOException(this.path + " is not there or cannot be executed; set javaHome to the directory of a "
					+ "Java runtime, 17 or later, that has bin/java");
		}
	}

}
