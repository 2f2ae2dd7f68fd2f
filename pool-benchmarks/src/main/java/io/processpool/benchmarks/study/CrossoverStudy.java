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
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.processpool.ProcessPool;
import io.processpool.benchmarks.measure.Numbers;

/**
 * From how much work per task on the pool costs next to nothing.
 */
final class CrossoverStudy implements Study {

	private static final Panel OVERHEAD = new Panel("overhead", "What the pool adds to the work",
			Axis.logarithmic("µs of work in each task"), Axis.logarithmic("percent"));

	private static final String DEFAULT = "map, default chunks";

	private static final String SINGLE = "map, chunksize 1";

	private static final String APPLY = "apply, one after another";

	private static final int WORKERS = 2;

	private static final double CHEAP = 5;

	private static final int MOST = 200_000;

	@Override
	public String name() {
		return "crossover";
	}

	@Override
	public String title() {
		return "More work in each task";
	}

	@Override
	public String about() {
		return "A loop of a calibrated length is the work. The ideal for `map` is the time that two threads of this "
				+ "JVM take for the same tasks as plain method calls, half each, measured immediately before; for "
				+ "`apply`, which uses one worker at a time, that of one thread. Below zero is noise and not drawn.";
	}

	@Override
	public void measure(Effort effort, Findings findings) throws Exception {
		double rate = Work.roundsPerMicrosecond();
		ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
		try (var scope = Pools.ready(WORKERS).terminateOnExit()) {
			List<Integer> warm = Collections.nCopies(20_000, (int) rate);
			Meter.warmUp(Duration.ofMillis(effort.of(3_000, 100)), () -> {
				scope.pool().map(Work::spin, warm);
				scope.pool().map(Work::spin, warm, 1);
				Meter.latencies(1_000, () -> scope.pool().apply(Work::spin, (int) rate));
			});
			for (int micros : effort.of(List.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000),
					List.of(10, 1_000))) {
				measure(scope.pool(), threads, micros, (int) (micros * rate), effort, findings);
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static void measure(ProcessPool pool, ExecutorService threads, int micros, int rounds, Effort effort,
			Findings findings) throws Exception {
		int tasks = Math.max(20, Math.min(MOST, effort.of(1_000_000, 40_000) / micros / 2 * 2));
		List<Integer> items = Collections.nCopies(tasks, rounds);
		double ideal = Meter.seconds(() -> inThreads(threads, items, WORKERS));
		findings.add(OVERHEAD, DEFAULT, micros, percent(Meter.seconds(() -> pool.map(Work::spin, items)), ideal));
		findings.add(OVERHEAD, SINGLE, micros, percent(Meter.seconds(() -> pool.map(Work::spin, items, 1)), ideal));
		List<Integer> calls = items.subList(0, Math.max(10, tasks / 5));
		double alone = Meter.seconds(() -> inThreads(threads, calls, 1));
		double called = Meter.seconds(() -> calls.forEach((item) -> pool.apply(Work::spin, item)));
		findings.add(OVERHEAD, APPLY, micros, percent(called, alone));
	}

	private static double percent(double seconds, double ideal) {
		return 100 * (seconds / ideal - 1);
	}

	private static void inThreads(ExecutorService threads, List<Integer> items, int count) throws Exception {
		List<Future<Integer>> parts = IntStream.range(0, count)
			.mapToObj((part) -> items.subList(part * items.size() / count, (part + 1) * items.size() / count))
			.map((part) -> threads.submit(() -> part.stream().mapToInt(Work::spin).sum()))
			.toList();
		for (Future<Integer> part : parts) {
			part.get();
		}
	}

	@Override
	public List<String> conclusions(Findings findings) {
		return List.of(DEFAULT, SINGLE, APPLY).stream().map((series) -> conclusion(findings, series)).toList();
	}

	private static String conclusion(Findings findings, String series) {
		double from = Double.NaN;
		double before = Double.NaN;
		List<Double> places = findings.places(OVERHEAD);
		for (int i = places.size() - 1; i >= 0 && Double.isNaN(before); i--) {
			if (findings.median(OVERHEAD, series, places.get(i)) < CHEAP) {
				from = places.get(i);
			}
			else {
				before = places.get(i);
			}
		}
		if (Double.isNaN(from)) {
			return series + ": costs 5 % or more with any work that was tried.";
		}
		String found = "%s: costs less than 5 %% from %s µs of work in each task on".formatted(series,
				Numbers.brief(from));
		return Double.isNaN(before) ? found + ", the least that was tried." : found + "; with %s µs it costs %s %%."
			.formatted(Numbers.brief(before), Numbers.format(findings.median(OVERHEAD, series, before)));
	}

}
