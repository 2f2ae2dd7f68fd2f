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

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.processpool.benchmarks.measure.Python;
import io.processpool.benchmarks.measure.Tasks;

/**
 * How evenly items of very different lengths are spread, beside threads and CPython.
 */
final class MixedStudy implements Study {

	private static final Panel OVER_IDEAL = new Panel("mixed", "map of 400 items, default chunks, time over the ideal",
			Axis.named("items that take longer than 1 ms", "1 % take 100 ms", "10 % take 100 ms", "one takes 200 ms"),
			Axis.linear("times"));

	private static final int WORKERS = 2;

	@Override
	public String name() {
		return "mixed";
	}

	@Override
	public String title() {
		return "Items of mixed length";
	}

	@Override
	public String about() {
		return "`map` in default chunks on two workers. The ideal is half of the sum of all items' processor time, as "
				+ "none is longer than that. Long items are spread evenly, and the single one is the 38th, with "
				+ "others of its chunk behind it. Threads are a `ForkJoinPool` of two that gets an action for each "
				+ "item; CPython's pools choose their chunks themselves.";
	}

	@Override
	public void measure(Effort effort, Findings findings) throws Exception {
		int count = effort.of(400, 100);
		for (int pattern = 0; pattern < 3; pattern++) {
			List<Integer> items = items(pattern, count, effort.of(1_000, 100));
			double ideal = items.stream().mapToLong(Integer::longValue).sum() / 1e6 / WORKERS;
			findings.add(OVER_IDEAL, "Process Pool", pattern, inProcesses(items) / ideal);
			findings.add(OVER_IDEAL, "ForkJoinPool", pattern, inThreads(items) / ideal);
			for (String kind : List.of("fork", "spawn")) {
				Optional<Double> seconds = inPython(kind, items);
				if (seconds.isPresent()) {
					findings.add(OVER_IDEAL, "CPython Pool, " + kind, pattern, seconds.get() / ideal);
				}
			}
		}
	}

	private static List<Integer> items(int pattern, int count, int micros) {
		return IntStream.range(0, count).map((i) -> switch (pattern) {
			case 0 -> (i % 100 == 37) ? 100 * micros : micros;
			case 1 -> (i % 10 == 7) ? 100 * micros : micros;
			default -> (i == 37) ? count / 2 * micros : micros;
		}).boxed().toList();
	}

	private static double inProcesses(List<Integer> items) throws Exception {
		try (var scope = Pools.ready(WORKERS).terminateOnExit()) {
			scope.pool().map(Tasks::burn, List.of(50_000, 50_000), 1);
			return Meter.seconds(() -> scope.pool().map(Tasks::burn, items));
		}
	}

	private static double inThreads(List<Integer> items) throws Exception {
		ForkJoinPool threads = new ForkJoinPool(WORKERS);
		try {
			return Meter.seconds(() -> {
				List<ForkJoinTask<?>> tasks = new ArrayList<>();
				items.forEach((item) -> tasks.add(threads.submit(() -> Tasks.burn(item))));
				tasks.forEach(ForkJoinTask::join);
			});
		}
		finally {
			threads.shutdown();
		}
	}

	private static Optional<Double> inPython(String kind, List<Integer> items) throws Exception {
		if (Python.version().isEmpty()) {
			return Optional.empty();
		}
		List<String> words = Stream.concat(Stream.of(kind, "" + WORKERS), items.stream().map(Object::toString))
			.toList();
		return Optional.of(Double.parseDouble(Python.run(MixedStudy.class, "mixed.py", words).strip()));
	}

}
