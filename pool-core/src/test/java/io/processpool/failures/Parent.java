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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A JVM of its own that has a pool, so that something can happen to it.
 */
public final class Parent implements AutoCloseable {

	private final Process process;

	private final Path output;

	private Parent(Process process, Path output) {
		this.process = process;
		this.output = output;
	}

	/**
	 * Starts a JVM in a process group of its own. What a shell starts in the background
	 * ignores some signals, and so do its children, unless they are told not to.
	 * @param directory where its output goes
	 * @param environment what to add to its environment
	 * @param options JVM options
	 * @param mainClass what to run
	 * @param arguments its arguments
	 */
	public static Parent start(Path directory, Map<String, String> environment, List<String> options,
			Class<?> mainClass, Object... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,HUP", "setsid",
				Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		// Where leaks are looked for
		command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
		command.addAll(options);
		if (!options.contains("-cp")) {
			command.addAll(List.of("-cp", System.getProperty("java.class.path")));
		}
		command.add(mainClass.getName());
		for (Object argument : arguments) {
			command.add(argument.toString());
		}
		Path output = Files.createTempFile(directory, "parent", ".txt");
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
		builder.environment().putAll(environment);
		return new Parent(builder.start(), output);
	}

	public long pid() {
		return this.process.pid();
	}

	/** Waits for its end. */
	public int exitCode() throws InterruptedException {
		return this.process.waitFor();
	}

	public String output() throws IOException {
		return Files.readString(this.output);
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

	/** The directory of the pool of a worker, which its command line tells. */
	public static Path directoryOf(long workerPid) throws IOException {
		for (String argument : Files.readString(Path.of("/proc", Long.toString(workerPid), "cmdline")).split("\0")) {
			if (argument.startsWith("@")) {
				return Path.of(argument.substring(1)).getParent();
			}
		}
		throw new IllegalStateException(workerPid + " is no worker");
	}

}
