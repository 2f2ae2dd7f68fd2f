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

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import jdk.jfr.FlightRecorder;

import io.processpool.ProcessPool;
import io.processpool.ResultIterator;
import io.processpool.benchmarks.measure.Tasks;

/**
 * Where the time goes, in the parent and in a worker.
 */
final class ProfileStudy implements Study {

	private static final Map<String, String> TITLES = Map.of("apply", "apply, one after another", "map",
			"map in default chunks", "imap", "imap with chunks of one");

	private static final List<Integer> ITEMS = IntStream.range(0, 200_000).boxed().toList();

	private static final int WORKERS = 2;

	@Override
	public String name() {
		return "profile";
	}

	@Override
	public String title() {
		return "Where the time goes";
	}

	@Override
	public String about() {
		return "Two workers, tasks that only square a number. Flight Recorder samples stacks every 2 ms: of the parent "
				+ "with two workers, and of the only worker of a pool of one. Callers are above callees; blue is the "
				+ "pool, yellow the JDK, red what is below Java, "
				+ "be it work or, as in a read of the doorbell, waiting; selectors that wait are left out. What one `apply` costs is "
				+ "counted without the recorder, over many calls.";
	}

	@Override
	public boolean repeats() {
		return false;
	}

	@Override
	public void measure(Effort effort, Findings findings) throws Exception {
		new RoundTrip(effort).measure(findings);
		if (!flightRecorder()) {
			findings.remark("This JVM has no Flight Recorder, hence no flame graphs.");
			return;
		}
		for (String load : List.of("apply", "map", "imap")) {
			parent(load, effort, findings);
			worker(load, effort, findings);
		}
	}

	/**
	 * Tells whether the optional module is there.
	 */
	private static boolean flightRecorder() {
		return ModuleLayer.boot().findModule("jdk.jfr").isPresent() && FlightRecorder.isAvailable();
	}

	private static void parent(String load, Effort effort, Findings findings) throws Exception {
		try (var scope = Pools.ready(WORKERS).terminateOnExit()) {
			run(load, scope.pool(), effort);
			Path file = Files.createTempFile("parent", ".jfr");
			Sampling.start();
			run(load, scope.pool(), effort);
			Sampling.stop(file.toString());
			picture("parent", load, file, findings);
		}
	}

	private static void worker(String load, Effort effort, Findings findings) throws Exception {
		try (var scope = Pools.ready(1).terminateOnExit()) {
			run(load, scope.pool(), effort);
			Path file = Files.createTempFile("worker", ".jfr");
			scope.pool().run(Sampling::start);
			run(load, scope.pool(), effort);
			String name = file.toString();
			scope.pool().run(() -> Sampling.stop(name));
			picture("worker", load, file, findings);
		}
	}

	private static void picture(String process, String load, Path file, Findings findings) throws Exception {
		String title = "%s of %s".formatted(process.equals("parent") ? "The parent's side" : "The worker's side",
				TITLES.get(load));
		findings.picture(process + "-" + load, title, FlameGraph.svg(Sampling.read(file), title));
	}

	private static void run(String load, ProcessPool pool, Effort effort) throws Exception {
		Duration time = Duration.ofMillis(effort.of(4_000, 300));
		switch (load) {
			case "apply" -> Meter.warmUp(time, () -> pool.apply(Tasks::identity, 7));
			case "map" -> Meter.warmUp(time, () -> pool.map(Tasks::square, ITEMS));
			case "imap" -> Meter.warmUp(time, () -> {
				try (ResultIterator<Integer> results = pool.imap(Tasks::square, ITEMS)) {
					results.forEachRemaining((result) -> {
					});
				}
			});
			default -> throw new IllegalArgumentException(load + " is no load; there are " + TITLES.keySet());
		}
	}

}
