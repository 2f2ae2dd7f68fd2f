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

package io.processpool.benchmarks;

/**
 * What one fresh set of workers has reached at one workload.
 *
 * @param value the figure, in the unit of the workload; not a number if there is none
 * @param tail the 99th percentile where the figure is a median of latencies; otherwise
 * not a number
 * @param note what else there is to say, or an empty text
 */
record Figure(double value, double tail, String note) {

	static Figure of(double value) {
		return new Figure(value, Double.NaN, "");
	}

	static Figure of(double value, String note) {
		return new Figure(value, Double.NaN, note);
	}

	static Figure none(String note) {
		return new Figure(Double.NaN, Double.NaN, note);
	}

	boolean measured() {
		return !Double.isNaN(this.value);
	}

}
