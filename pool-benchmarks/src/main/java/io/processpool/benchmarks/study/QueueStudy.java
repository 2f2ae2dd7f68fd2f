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
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.processpool.AsyncResult;
import io.processpool.ProcessPool;
import io.processpool.benchmarks.measure.Answers;
import io.processpool.benchmarks.measure.Numbers;
import io.processpool.benchmarks.measure.Tasks;

/**
 * What many waiting tasks cost: time of each, and memory of the parent.
 */
final class QueueStudy implements Study {

	private static final Axis TASKS = Axis.logarithmic("waiting tasks");

	private static final Panel RATE = new Panel("rate", "Waiting tasks, issued and then run", TASKS,
			Axis.logarithmic("tasks/s"));

	private static final Panel MEMORY = new Panel("memory", "Heap of the parent for each waiting task", TASKS,
			Axis.linear("bytes"));

	private static final String APPLY = "applyAsync";

	private static final String MAP = "mapAsync, chunksize 1";

	private static final int WORKERS = 2;

	@Override
	public String name() {
		return "queue";
	}

	@Override
	public String title() {
		return "More waiting tasks";
	}

	@Override
	public String about() {
		return "Both workers are held by a task of their own while tasks are issued that square a number, one "
				+ "`applyAsync` each, or one `mapAsync` with chunks of one. The heap is what is in use after the "
				+ "garbage was collected, less what was in use before; the arguments exist before, the results and the "
				+ "list of them count. Then the workers are let go, and the clock runs until the last result is there. "
				+ "A fresh pool each time, warmed up by as many tasks as make it compile.";
	}

	@Override
	public void measure(Effort effort, Findings findings) throws Exception {
		for (int tasks : effort.of(List.of(1_000, 10_000, 100_000, 1_000_000), List.of(1_000, 10_000))) {
			List<Integer> items = IntStream.range(0, tasks).boxed().toList();
			measure(APPLY, items, (pool) -> {
				List<AsyncResult<Integer>> results = new ArrayList<>(tasks);
				for (Integer item : items) {
					results.add(pool.applyAsync(Tasks::square, item));
				}
				return (i) -> get(results.get(i));
			}, effort, findings);
			measure(MAP, items, (pool) -> {
				AsyncResult<List<Integer>> results = pool.mapAsync(Tasks::square, items, 1);
				return (i) -> get(results).get(i);
			}, effort, findings);
		}
	}

	private static void measure(String series, List<Integer> items, Issue issue, Effort effort, Findings findings)
			throws Exception {
		int tasks = items.size();
		try (var scope = Pools.ready(WORKERS).terminateOnExit(); Latch latch = new Latch()) {
			ProcessPool pool = scope.pool();
			List<Integer> some = IntStream.range(0, effort.of(20_000, 1_000)).boxed().toList();
			Meter.warmUp(Duration.ofMillis(effort.of(1_000, 50)), () -> {
				pool.map(Tasks::square, some, 1);
				List<AsyncResult<Integer>> results = new ArrayList<>();
				some.forEach((item) -> results.add(pool.applyAsync(Tasks::square, item)));
				results.forEach(QueueStudy::get);
			});
			List<AsyncResult<Integer>> held = new ArrayList<>();
			for (int worker = 0; worker < WORKERS; worker++) {
				held.add(pool.applyAsync(Latch::hold, latch.name()));
			}
			long before = Heap.used();
			long start = System.nanoTime();
			IntFunction<Integer> results = issue.issue(pool);
			long issued = System.nanoTime();
			findings.add(MEMORY, series, tasks, (double) (Heap.used() - before) / tasks);
			Answers.check(pool.stats().completedTasks() > 0 && held.stream().noneMatch(Future::isDone),
					"the workers were not held while %s tasks were issued", tasks);
			long released = System.nanoTime();
			latch.open();
			for (int i = 0; i < tasks; i++) {
				Integer square = results.apply(i);
				Answers.check(square == i * i, "the square of %s is %s", i, square);
			}
			long done = System.nanoTime();
			findings.add(RATE, series + ", run", tasks, tasks / ((done - released) / 1e9));
			if (series.equals(APPLY)) {
				findings.add(RATE, series + ", issued", tasks, tasks / ((issued - start) / 1e9));
			}
		}
	}

	private static <R> R get(Future<R> result) {
		try {
			return result.get();
		}
		catch (Exception ex) {
			throw new IllegalStateException("A waiting task has failed", ex);
		}
	}

	@Override
	public List<String> conclusions(Findings findings) {
		List<String> conclusions = new ArrayList<>();
		List<Double> places = findings.places(MEMORY);
		for (String series : findings.series(MEMORY)) {
			double most = places.get(places.size() - 1);
			double fewer = places.get(Math.max(0, places.size() - 2));
			conclusions.add("%s: with %s waiting tasks, %s times the tasks/s of %s, and %s bytes for each.".formatted(
					series, Numbers.brief(most),
					Numbers.format(findings.median(RATE, series + ", run", most)
							/ findings.median(RATE, series + ", run", fewer)),
					Numbers.brief(fewer), Numbers.format(findings.median(MEMORY, series, most))));
		}
		return conclusions;
	}

	/**
	 * Issues tasks.
	 */
	@FunctionalInterface
	private interface Issue {

		/**
		 * Returns the results, each waited for when it is asked for.
		 */
		IntFunction<Integer> issue(ProcessPool pool);

	}

}
