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

import io.processpool.benchmarks.measure.Statistics;

/**
 * Work whose length is a number of rounds, so that workers and threads of this JVM do the
 * very same.
 */
final class Work {

	private static final int CALIBRATION_ROUNDS = 1_000_000;

	private static final int CALIBRATIONS = 51;

	private Work() {
	}

	/**
	 * The task.
	 * @param rounds how much to do
	 * @return what came out, so that nothing can be left out
	 */
	static Integer spin(Integer rounds) {
		int value = rounds | 1;
		for (int i = 0; i < rounds; i++) {
			value ^= value << 13;
			value ^= value >>> 17;
			value ^= value << 5;
		}
		return value;
	}

	/**
	 * Measures on this machine, after a warm-up.
	 * @return how many rounds take a microsecond
	 */
	static double roundsPerMicrosecond() {
		double[] rates = new double[CALIBRATIONS];
		int sum = 0;
		for (int i = 0; i < rates.length; i++) {
			long start = System.nanoTime();
			sum += spin(CALIBRATION_ROUNDS + i);
			rates[i] = CALIBRATION_ROUNDS / ((System.nanoTime() - start) / 1e3);
		}
		if (sum == 0) {
			throw new IllegalStateException("Work came to nothing");
		}
		return Statistics.median(rates);
	}

}
