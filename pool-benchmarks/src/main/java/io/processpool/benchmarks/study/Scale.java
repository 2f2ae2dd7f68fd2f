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

/**
 * Where on the picture a value is.
 *
 * @param low the least value
 * @param high the greatest value, above the least
 * @param from where the least value is
 * @param to where the greatest value is
 * @param logarithmic whether equal ratios have equal distances; values are above zero
 * then
 */
record Scale(double low, double high, double from, double to, boolean logarithmic) {

	private static final int LINES = 5;

	/**
	 * Makes a scale whose ends are lines of a grid.
	 */
	static Scale of(Axis.Kind kind, double least, double greatest, double from, double to) {
		if (kind == Axis.Kind.LOGARITHMIC) {
			double low = Math.pow(10, Math.floor(Math.log10(least)));
			double high = Math.pow(10, Math.ceil(Math.log10(greatest)));
			return new Scale(low, (high > low) ? high : 10 * low, from, to, true);
		}
		double high = (greatest > 0) ? greatest : 1;
		double step = step(high);
		return new Scale(0, Math.ceil(high / step) * step, from, to, false);
	}

	double place(double value) {
		double share = this.logarithmic ? Math.log(value / this.low) / Math.log(this.high / this.low)
				: (value - this.low) / (this.high - this.low);
		return this.from + share * (this.to - this.from);
	}

	/**
	 * Returns where the lines of a grid are.
	 */
	List<Double> grid() {
		List<Double> lines = new ArrayList<>();
		if (this.logarithmic) {
			boolean dense = this.high / this.low < 1e3;
			for (double decade = this.low; decade < this.high * 1.001; decade *= 10) {
				for (int digit : dense ? new int[] { 1, 2, 5 } : new int[] { 1 }) {
					if (decade * digit < this.high * 1.001) {
						lines.add(decade * digit);
					}
				}
			}
		}
		else {
			double step = step(this.high);
			for (int i = 0; i * step < this.high * 1.001; i++) {
				lines.add(i * step);
			}
		}
		return lines;
	}

	private static double step(double high) {
		double rough = high / LINES;
		double decade = Math.pow(10, Math.floor(Math.log10(rough)));
		double digit = rough / decade;
		return decade * ((digit <= 1) ? 1 : (digit <= 2) ? 2 : (digit <= 5) ? 5 : 10);
	}

}
