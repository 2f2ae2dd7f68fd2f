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

package io.processpool.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One of CPython's own pools. The script {@code peer.py} has the same workloads as
 * {@link PoolWorkloads}; each measurement is one run of it.
 *
 * @param name what the table calls it
 * @param kind what the script calls it
 * @param workloads what the pool can do
 */
record PythonContestant(String name, String kind, Set<Workload> workloads) implements Contestant {

	static final String FORK = "CPython Pool, fork";

	private static final long PATIENCE_SECONDS = 170;

	static List<Contestant> all() {
		return List.of(new PythonContestant(FORK, "fork", available(EnumSet.allOf(Workload.class))),
				new PythonContestant("CPython Pool, spawn", "spawn", available(EnumSet.allOf(Workload.class))),
				// It forks, and cannot replace workers then
				new PythonContestant("CPython ProcessPoolExecutor", "executor",
						available(EnumSet.complementOf(EnumSet.of(Workload.W6B)))));
	}

	private static Set<Workload> available(Set<Workload> workloads) {
		return version().isPresent() ? workloads : Set.of();
	}

	/**
	 * Returns what {@code python3} this machine has.
	 * @return name and version, if there is one
	 */
	static Optional<String> version() {
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

	@Override
	public Figure measure(Workload workload, Sizes sizes) throws IOException, InterruptedException {
		Path script = Files.createTempFile("peer", ".py");
		try (InputStream source = PythonContestant.class.getResourceAsStream("peer.py")) {
			if (source == null) {
				throw new IOException("peer.py is not beside " + PythonContestant.class.getName());
			}
			Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
			List<String> command = new ArrayList<>(
					List.of("python3", script.toString(), this.kind, workload.name(), "" + Sizes.WORKERS));
			sizes.words().forEach(command::add);
			String[] words = run(command).strip().split(" ", 3);
			return new Figure(number(words[0]), number(words[1]), (words.length > 2) ? words[2] : "");
		}
		finally {
			Files.delete(script);
		}
	}

	/**
	 * Reads a number as Python writes it.
	 */
	private static double number(String word) {
		return word.equals("nan") ? Double.NaN : Double.parseDouble(word);
	}

	private static String run(List<String> command) throws IOException, InterruptedException {
		File output = Files.createTempFile("peer", ".out").toFile();
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
			Files.delete(output.toPath());
		}
	}

}
