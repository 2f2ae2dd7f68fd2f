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

import java.util.Locale;

/**
 * Numbers as people read them.
 */
public final class Numbers {

	private static final double KIBI = 1_024;

	private Numbers() {
	}

	/**
	 * Writes three digits that count, as no more of them mean anything here.
	 * @param value any number
	 * @return the text; a dash if it is not a number
	 */
	public static String format(double value) {
		if (Double.isNaN(value)) {
			return "-";
		}
		if (value >= 100) {
			return String.format(Locale.ROOT, "%,d", Math.round(value));
		}
		return String.format(Locale.ROOT, (value >= 10) ? "%.1f" : (value >= 0.1) ? "%.2f" : "%.2g", value);
	}

	/**
	 * Writes a round number shortly, as {@code 64k}; powers of two, as {@code 64Ki}.
	 * @param value zero or more
	 * @return the text
	 */
	public static String brief(double value) {
		if (value >= KIBI && value == Math.rint(value) && Long.bitCount((long) value) == 1) {
			return (value >= KIBI * KIBI) ? digits(value / KIBI / KIBI) + "Mi" : digits(value / KIBI) + "Ki";
		}
		if (value >= 1e9) {
			return digits(value / 1e9) + "G";
		}
		if (value >= 1e6) {
			return digits(value / 1e6) + "M";
		}
		return (value >= 1e3) ? digits(value / 1e3) + "k" : digits(value);
	}

	private static String digits(double value) {
		return (value == Math.rint(value)) ? "" + Math.round(value) : String.format(Locale.ROOT, "%.3g", value);
	}

}
