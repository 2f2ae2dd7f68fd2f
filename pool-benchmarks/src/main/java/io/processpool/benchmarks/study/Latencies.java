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

import java.util.Arrays;
import java.util.List;

import io.processpool.benchmarks.measure.Statistics;

/**
 * How long many calls took. It belongs to one thread; those of several threads can be
 * merged when all are done.
 */
final class Latencies {

	private long[] nanos;

	private int count;

	Latencies(int expected) {
		this.nanos = new long[Math.max(expected, 16)];
	}

	static Latencies merged(List<Latencies> parts) {
		Latencies all = new Latencies(parts.stream().mapToInt(Latencies::count).sum());
		for (Latencies part : parts) {
			for (int i = 0; i < part.count; i++) {
				all.add(part.nanos[i]);
			}
		}
		return all;
	}

	void add(long nanoseconds) {
		if (this.count == this.nanos.length) {
			this.nanos = Arrays.copyOf(this.nanos, 2 * this.count);
		}
		this.nanos[this.count++] = nanoseconds;
	}

	int count() {
		return this.count;
	}

	/**
	 * Returns a percentile in microseconds; 100 is the longest.
	 */
	double micros(int percent) {
		double[] sorted = Arrays.stream(this.nanos, 0, this.count)
			.sorted()
			.mapToDouble((value) -> value / 1e3)
			.toArray();
		return Statistics.percentile(sorted, percent);
	}

}
