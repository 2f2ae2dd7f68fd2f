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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What Linux counts for a process: a snapshot.
 *
 * @param threads what it counts for each thread, by number
 * @param readsAndWrites how often the process has read or written files, pipes and
 * sockets
 */
record ProcessFigures(Map<Long, ThreadFigures> threads, long readsAndWrites) {

	static ProcessFigures of(long pid) throws IOException {
		Path process = Path.of("/proc/" + pid);
		Map<Long, ThreadFigures> threads = new HashMap<>();
		List<Path> directories;
		try (Stream<Path> files = Files.list(process.resolve("task"))) {
			directories = files.toList();
		}
		for (Path directory : directories) {
			try {
				threads.put(Long.parseLong(directory.getFileName().toString()), ThreadFigures.of(directory));
			}
			catch (NoSuchFileException ex) {
				// The thread has just ended
			}
		}
		List<String> io = Files.readAllLines(process.resolve("io"));
		return new ProcessFigures(Map.copyOf(threads), number(io, "syscr:") + number(io, "syscw:"));
	}

	/**
	 * Returns the processor time since an earlier snapshot, in milliseconds, by the names
	 * of the threads as the system has them. Threads that have ended are not in it.
	 */
	Map<String, Double> millisSince(ProcessFigures earlier) {
		Map<String, Double> millis = new TreeMap<>();
		this.threads.forEach((number, thread) -> millis.merge(thread.name(),
				(thread.nanos() - earlier.thread(number).nanos()) / 1e6, Double::sum));
		return millis;
	}

	/**
	 * Returns how often threads have given their processor up since then.
	 */
	long waitsSince(ProcessFigures earlier) {
		return this.threads.entrySet()
			.stream()
			.mapToLong((thread) -> thread.getValue().waits() - earlier.thread(thread.getKey()).waits())
			.sum();
	}

	/**
	 * Returns how often threads have been driven from their processor since then.
	 */
	long preemptionsSince(ProcessFigures earlier) {
		return this.threads.entrySet()
			.stream()
			.mapToLong((thread) -> thread.getValue().preemptions() - earlier.thread(thread.getKey()).preemptions())
			.sum();
	}

	private ThreadFigures thread(long number) {
		return this.threads.getOrDefault(number, ThreadFigures.NONE);
	}

	private static long number(List<String> lines, String name) {
		return lines.stream()
			.filter((line) -> line.startsWith(name))
			.mapToLong((line) -> Long.parseLong(line.substring(name.length()).strip()))
			.findFirst()
			.orElse(0);
	}

	/**
	 * What Linux counts for a thread.
	 *
	 * @param name its name, of which the system keeps 15 characters
	 * @param nanos its processor time in nanoseconds
	 * @param waits how often it has given its processor up
	 * @param preemptions how often it has been driven from its processor
	 */
	record ThreadFigures(String name, long nanos, long waits, long preemptions) {

		static final ThreadFigures NONE = new ThreadFigures("", 0, 0, 0);

		static ThreadFigures of(Path directory) throws IOException {
			List<String> status = Files.readAllLines(directory.resolve("status"));
			String schedule = Files.readString(directory.resolve("schedstat"));
			return new ThreadFigures(Files.readString(directory.resolve("comm")).strip(),
					Long.parseLong(schedule.substring(0, schedule.indexOf(' '))),
					number(status, "voluntary_ctxt_switches:"), number(status, "nonvoluntary_ctxt_switches:"));
		}

	}

}
