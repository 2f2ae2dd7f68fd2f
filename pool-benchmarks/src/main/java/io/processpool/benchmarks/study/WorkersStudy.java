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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import io.processpool.ProcessPool;
import io.processpool.benchmarks.measure.Answers;
import io.processpool.benchmarks.measure.Numbers;
import io.processpool.benchmarks.measure.Tasks;

/**
 * What more workers bring, and what they cost beyond the number of processors.
 */
final class WorkersStudy implements Study {

	private static final Axis WORKERS = Axis.logarithmic("workers");

	private static final Panel COMPUTING = new Panel("computing", "Tasks of 1 ms processor time", WORKERS,
			Axis.linear("tasks/s"));

	private static final Panel SMALL = new Panel("small", "Tasks that only square a number", WORKERS,
			Axis.logarithmic("tasks/s"));

	private static final Panel LATENCY = new Panel("latency", "apply, one after another", WORKERS,
			Axis.logarithmic("µs"));

	private static final String DEFAULT = "map, default chunks";

	private static final String SINGLE = "map, chunksize 1";

	private static final String MEDIAN = "median";

	private static final int RUNS = 3;

	private static final int LONGEST_WARM_UP = 6_000;

	@Override
	public String name() {
		return "workers";
	}

	@Override
	public String title() {
		return "More workers";
	}

	@Override
	public String about() {
		return "A fresh pool for each number of workers, with heaps of at most 128 MiB, warmed up for longer the more "
				+ "workers there are, as each is a JVM that compiles by itself. The tasks of 1 ms measure their own "
				+ "processor time: other programs make them wait, but not shorter.";
	}

	@Override
	public void measure(Effort effort, Findings findings) throws Exception {
		for (int workers : effort.of(List.of(1, 2, 4, 8, 16, 64), List.of(1, 2, 4))) {
			try (var scope = Pools.ready(workers).terminateOnExit()) {
				measure(scope.pool(), workers, effort, findings);
			}
		}
	}

	private static void measure(ProcessPool pool, int workers, Effort effort, Findings findings) throws Exception {
		List<Integer> items = IntStream.range(0, effort.of(200_000, 20_000)).boxed().toList();
		List<Integer> tasks = items.subList(0, effort.of(20_000, 2_000));
		List<Integer> burns = new ArrayList<>(Collections.nCopies(effort.of(1_000, 50), 1_000));
		int calls = effort.of(5_000, 200);
		Meter.warmUp(Duration.ofMillis(effort.of(Math.min(1_500 + 100 * workers, LONGEST_WARM_UP), 50)), () -> {
			checkSquares(items, pool.map(Tasks::square, items));
			checkSquares(tasks, pool.map(Tasks::square, tasks, 1));
			Meter.latencies(200, () -> pool.apply(Tasks::identity, 7));
		});
		double computing = Meter.seconds(() -> pool.map(Tasks::burn, burns));
		findings.add(COMPUTING, DEFAULT, workers, burns.size() / computing);
		double inChunks = Meter.seconds(RUNS, () -> pool.map(Tasks::square, items));
		findings.add(SMALL, DEFAULT, workers, items.size() / inChunks);
		double singly = Meter.seconds(RUNS, () -> pool.map(Tasks::square, tasks, 1));
		findings.add(SMALL, SINGLE, workers, tasks.size() / singly);
		Latencies latencies = Meter.latencies(calls, () -> pool.apply(Tasks::identity, 7));
		findings.add(LATENCY, MEDIAN, workers, latencies.micros(50));
		findings.add(LATENCY, "99th percentile", workers, latencies.micros(99));
	}

	private static void checkSquares(List<Integer> items, List<Integer> squares) {
		Answers.check(items.size() == squares.size(), "%s items have %s results", items.size(), squares.size());
		int last = items.get(items.size() - 1);
		Answers.check(squares.get(items.size() - 1) == last * last, "the square of %s is not %s", last,
				squares.get(items.size() - 1));
	}

	@Override
	public List<String> conclusions(Findings findings) {
		return List.of(ratios("processor-bound tasks/s", findings, COMPUTING, DEFAULT),
				ratios("small tasks/s in default chunks", findings, SMALL, DEFAULT),
				ratios("small tasks/s in chunks of one", findings, SMALL, SINGLE),
				ratios("median time of an apply", findings, LATENCY, MEDIAN));
	}

	private static String ratios(String what, Findings findings, Panel panel, String series) {
		double base = findings.median(panel, series, 2);
		List<String> ratios = findings.places(panel)
			.stream()
			.map((workers) -> "%s: %s".formatted(Numbers.brief(workers),
					Numbers.format(findings.median(panel, series, workers) / base)))
			.toList();
		return "Times that of 2 workers, %s: %s.".formatted(what, String.join(", ", ratios));
	}

}
