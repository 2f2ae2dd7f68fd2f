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
import java.util.Random;

import io.processpool.AsyncResult;
import io.processpool.ProcessPool;
import io.processpool.TaskFunction;
import io.processpool.benchmarks.measure.Answers;
import io.processpool.benchmarks.measure.Numbers;
import io.processpool.benchmarks.measure.Tasks;

/**
 * How long a short call waits while a long {@code map} runs.
 */
final class FairnessStudy implements Study {

	private static final Panel WAIT = new Panel("wait", "apply while a map runs", Axis.logarithmic("ms of each item"),
			Axis.logarithmic("ms"));

	private static final String SLEEPING = "items that sleep";

	private static final String COMPUTING = "items that compute";

	private static final String MEDIAN = ", median";

	private static final String MAXIMUM = ", maximum";

	private static final int WORKERS = 2;

	private static final int FEWEST = 3;

	@Override
	public String name() {
		return "fairness";
	}

	@Override
	public String title() {
		return "A short call beside a long map";
	}

	@Override
	public String about() {
		return "Two workers run a `map` in default chunks that outlasts all that is measured. Meanwhile one thread "
				+ "issues an `apply` without work at random moments, and waits for it. It should wait until one item "
				+ "has ended, not a chunk, nor the map. Items that sleep show what the pool decides; those that compute "
				+ "show also how long the caller waits for one of two busy processors.";
	}

	@Override
	public void measure(Effort effort, Findings findings) throws Exception {
		for (int millis : effort.of(List.of(1, 5, 20), List.of(5))) {
			measure(SLEEPING, Tasks::sleep, millis, millis, effort, findings);
			measure(COMPUTING, Tasks::burn, millis, 1_000 * millis, effort, findings);
			findings.add(WAIT, "one item", millis, millis);
		}
	}

	private static void measure(String series, TaskFunction<Integer, Integer> task, int millis, int argument,
			Effort effort, Findings findings) throws Exception {
		Random random = new Random(millis);
		try (var scope = Pools.ready(WORKERS).terminateOnExit()) {
			ProcessPool pool = scope.pool();
			Meter.warmUp(Duration.ofMillis(effort.of(500, 50)), () -> pool.apply(Tasks::identity, 7));
			// One half of the time for the calls, one for what is between them, and as
			// much to spare
			Duration time = Duration.ofMillis(effort.of(1_500, 200));
			int items = (int) (6 * WORKERS * time.toMillis() / millis);
			AsyncResult<List<Integer>> map = pool.mapAsync(task, Collections.nCopies(items, argument));
			Latencies latencies = new Latencies(1_000);
			long end = System.nanoTime() + time.toNanos();
			while (!map.isDone() && (System.nanoTime() < end || latencies.count() < FEWEST)) {
				Thread.sleep(random.nextInt(2 * millis) + 1);
				long start = System.nanoTime();
				pool.apply(Tasks::identity, 7);
				latencies.add(System.nanoTime() - start);
			}
			Answers.check(latencies.count() > 0, "a map of %s items of %s ms was no longer than a call", items, millis);
			findings.add(WAIT, series + MEDIAN, millis, latencies.micros(50) / 1e3);
			findings.add(WAIT, series + MAXIMUM, millis, latencies.micros(100) / 1e3);
		}
	}

	@Override
	public List<String> conclusions(Findings findings) {
		List<String> conclusions = new ArrayList<>();
		for (String series : List.of(SLEEPING, COMPUTING)) {
			for (double millis : findings.places(WAIT)) {
				conclusions.add("%s, %s ms each: an `apply` waits for %s items' time as a median, %s at most."
					.formatted(series, Numbers.brief(millis),
							Numbers.format(findings.median(WAIT, series + MEDIAN, millis) / millis),
							Numbers.format(findings.median(WAIT, series + MAXIMUM, millis) / millis)));
			}
		}
		return conclusions;
	}

}
