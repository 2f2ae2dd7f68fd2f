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

package io.processpool.benchmarks.study;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Counts the system calls of a process with {@code strace}, where there is one.
 */
final class SystemCalls {

	private static final int PATIENCE_SECONDS = 20;

	private static final int NAMED = 4;

	private static final int COUNT_COLUMN = 3;

	private final Process strace;

	private final Path summary;

	private SystemCalls(Process strace, Path summary) {
		this.strace = strace;
		this.summary = summary;
	}

	/**
	 * Begins to count.
	 * @param pid the process
	 * @return a counter, unless the process cannot be traced
	 * @throws IOException if there is no place for the results
	 */
	static Optional<SystemCalls> of(long pid) throws IOException {
		Path summary = Files.createTempFile("strace", ".txt");
		try {
			Process strace = new ProcessBuilder("strace", "-f", "-c", "-o", summary.toString(), "-p", "" + pid).start();
			BufferedReader messages = new BufferedReader(
					new InputStreamReader(strace.getErrorStream(), StandardCharsets.UTF_8));
			// Says so when it is attached, and ends if it may not
			String first = messages.readLine();
			if (first != null && first.contains("attached")) {
				return Optional.of(new SystemCalls(strace, summary));
			}
			strace.destroyForcibly();
		}
		catch (IOException ex) {
			// There is none
		}
		Files.delete(summary);
		return Optional.empty();
	}

	/**
	 * Ends counting.
	 */
	Summary stop() {
		try {
			this.strace.destroy();
			if (!this.strace.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				this.strace.destroyForcibly();
			}
			List<String> lines = Files.readAllLines(this.summary);
			Files.delete(this.summary);
			return Summary.of(lines);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("Interrupted while waiting for strace", ex);
		}
	}

	/**
	 * What was counted.
	 *
	 * @param calls how many system calls
	 * @param mostFrequent the names of the most frequent, with their numbers
	 */
	record Summary(long calls, String mostFrequent) {

		static Summary of(List<String> lines) {
			List<Count> counts = new ArrayList<>();
			for (String line : lines) {
				String[] words = line.strip().split("\\s+");
				if (words.length > COUNT_COLUMN + 1 && words[COUNT_COLUMN].matches("\\d+")) {
					counts.add(new Count(words[words.length - 1], Long.parseLong(words[COUNT_COLUMN])));
				}
			}
			counts.removeIf((count) -> count.name().equals("total"));
			counts.sort((one, other) -> Long.compare(other.calls(), one.calls()));
			return new Summary(counts.stream().mapToLong(Count::calls).sum(), String.join(", ",
					counts.stream().limit(NAMED).map((count) -> "`" + count.name() + "` " + count.calls()).toList()));
		}

	}

	/**
	 * One line of the summary.
	 */
	private record Count(String name, long calls) {

	}

}
