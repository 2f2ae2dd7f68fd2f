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

package io.processpool.chaos;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

import io.processpool.ProcessPool;
import io.processpool.WorkerInfo;

/**
 * Finds what hangs: whatever takes longer than anything may take. Then it writes down
 * what all threads and all workers are doing.
 */
final class Watchdog {

	private final Duration limit;

	private final Figures figures;

	private final Map<Thread, Operation> operations = new ConcurrentHashMap<>();

	private final Set<ProcessPool> pools = ConcurrentHashMap.newKeySet();

	private volatile boolean hung;

	Watchdog(Duration limit, Figures figures) {
		this.limit = limit;
		this.figures = figures;
	}

	boolean hasFoundOne() {
		return this.hung;
	}

	void watch(ProcessPool pool) {
		this.pools.add(pool);
	}

	void forget(ProcessPool pool) {
		this.pools.remove(pool);
	}

	/** Does something that must not hang. */
	<T> T during(String what, Callable<T> action) throws Exception {
		Thread thread = Thread.currentThread();
		this.operations.put(thread, new Operation(what, System.nanoTime()));
		try {
			return action.call();
		}
		finally {
			this.operations.remove(thread);
		}
	}

	/** Looks around. */
	void look() throws IOException {
		long now = System.nanoTime();
		for (Map.Entry<Thread, Operation> entry : this.operations.entrySet()) {
			Operation operation = entry.getValue();
			if (!this.hung && now - operation.since() > this.limit.toNanos()) {
				this.hung = true;
				Path report = report();
				this.figures.defect("hangs", operation.what() + " on '" + entry.getKey().getName()
						+ "' takes more than " + this.limit + "; see " + report);
			}
		}
	}

	private Path report() throws IOException {
		List<String> lines = new ArrayList<>();
		this.operations.forEach((thread, operation) -> lines.add("'" + thread.getName() + "' is in " + operation.what()
				+ " for " + Duration.ofNanos(System.nanoTime() - operation.since())));
		for (ProcessPool pool : this.pools) {
			lines.add(pool + " " + pool.stats());
			for (WorkerInfo worker : pool.workers()) {
				lines.add("    " + worker + " " + stateOf(worker.pid()));
			}
		}
		for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true)) {
			lines.add("\"" + thread.getThreadName() + "\" " + thread.getThreadState() + " on " + thread.getLockName()
					+ " of " + thread.getLockOwnerName());
			for (StackTraceElement frame : thread.getStackTrace()) {
				lines.add("    at " + frame);
			}
		}
		Path directory = Files.createDirectories(Path.of("target", "chaos"));
		return Files.write(directory.resolve("hang-" + ProcessHandle.current().pid() + ".txt"), lines);
	}

	private static String stateOf(long pid) {
		try {
			return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).get(2);
		}
		catch (IOException ex) {
			return "no process";
		}
	}

	/**
	 * What a thread is about.
	 */
	private record Operation(String what, long since) {
	}

}
