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

import io.processpool.benchmarks.measure.Statistics;

/**
 * Takes the time of what is done.
 */
final class Meter {

	private Meter() {
	}

	/**
	 * Repeats an action until some time has passed, so that both sides are compiled.
	 */
	static void warmUp(Duration time, Action action) throws Exception {
		long end = System.nanoTime() + time.toNanos();
		do {
			action.run();
		}
		while (System.nanoTime() < end);
	}

	/**
	 * Returns how many seconds an action takes.
	 */
	static double seconds(Action action) throws Exception {
		long start = System.nanoTime();
		action.run();
		return (System.nanoTime() - start) / 1e9;
	}

	/**
	 * Returns how many seconds an action takes, as the median of some runs.
	 */
	static double seconds(int runs, Action action) throws Exception {
		double[] seconds = new double[runs];
		for (int run = 0; run < runs; run++) {
			seconds[run] = seconds(action);
		}
		return Statistics.median(seconds);
	}

	/**
	 * Repeats an action, and returns how long each time took.
	 */
	static Latencies latencies(int times, Action action) throws Exception {
		Latencies latencies = new Latencies(times);
		for (int i = 0; i < times; i++) {
			long start = System.nanoTime();
			action.run();
			latencies.add(System.nanoTime() - start);
		}
		return latencies;
	}

	/**
	 * What is measured.
	 */
	@FunctionalInterface
	interface Action {

		void run() throws Exception;

	}

}
