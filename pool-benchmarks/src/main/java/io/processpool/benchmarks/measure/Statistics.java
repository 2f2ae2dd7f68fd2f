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

package io.processpool.benchmarks.measure;

import java.util.Arrays;

/**
 * Medians and percentiles.
 */
public final class Statistics {

	private Statistics() {
	}

	/**
	 * Returns the smallest value that is not exceeded by the given share of the others.
	 * @param sorted values in ascending order, at least one
	 * @param percent the share, from 0 to 100
	 * @return one of the values
	 */
	public static double percentile(double[] sorted, int percent) {
		int rank = (int) Math.ceil(sorted.length * percent / 100.0);
		return sorted[Math.max(rank, 1) - 1];
	}

	/**
	 * Returns the middle value, or the mean of the two in the middle.
	 * @param values in any order, at least one
	 * @return the median
	 */
	public static double median(double... values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

}
