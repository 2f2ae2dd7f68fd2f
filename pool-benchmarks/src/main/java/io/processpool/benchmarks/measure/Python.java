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

package io.processpool.benchmarks.measure;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The {@code python3} of this machine, if there is one.
 */
public final class Python {

	private static final long PATIENCE_SECONDS = 170;

	private Python() {
	}

	/**
	 * Returns what {@code python3} this machine has.
	 * @return name and version, if there is one
	 */
	public static Optional<String> version() {
		try {
			return Optional.of(run(List.of("python3", "--version")).strip());
		}
		catch (IOException ex) {
			return Optional.empty();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("Interrupted while waiting for python3", ex);
		}
	}

	/**
	 * Runs a script to its end.
	 * @param owner the class beside which the script is
	 * @param script the name of the resource
	 * @param words the arguments of the script
	 * @return what it has printed
	 * @throws IOException if there is no such script, it fails, or it does not end
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static String run(Class<?> owner, String script, List<String> words)
			throws IOException, InterruptedException {
		Path file = Files.createTempFile("peer", ".py");
		try (InputStream source = owner.getResourceAsStream(script)) {
			if (source == null) {
				throw new IOException(script + " is not beside " + owner.getName());
			}
			Files.copy(source, file, StandardCopyOption.REPLACE_EXISTING);
			List<String> command = new ArrayList<>(List.of("python3", file.toString()));
			command.addAll(words);
			return run(command);
		}
		finally {
			Files.delete(file);
		}
	}

	private static String run(List<String> command) throws IOException, InterruptedException {
		File output = Files.createTempFile("peer", ".out").toFile();
		try {
			return run(command, output);
		}
		finally {
			Files.delete(output.toPath());
		}
	}

	private static String run(List<String> command, File output) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).redirectOutput(output)
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		try {
			if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				throw new IOException("No answer in " + PATIENCE_SECONDS + " s from " + command);
			}
			if (process.exitValue() != 0) {
				throw new IOException("Exit code " + process.exitValue() + " from " + command);
			}
			return Files.readString(output.toPath(), StandardCharsets.UTF_8);
		}
		finally {
			process.descendants().forEach(ProcessHandle::destroyForcibly);
			process.destroyForcibly();
		}
	}

}
