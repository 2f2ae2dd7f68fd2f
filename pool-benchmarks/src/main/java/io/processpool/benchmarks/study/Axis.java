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

import java.util.List;

/**
 * One direction of a plot.
 *
 * @param label what it shows, with its unit
 * @param kind how values are placed
 * @param names what the values 0, 1, 2 and so on stand for, if they stand for something
 */
record Axis(String label, Kind kind, List<String> names) {

	static Axis linear(String label) {
		return new Axis(label, Kind.LINEAR, List.of());
	}

	static Axis logarithmic(String label) {
		return new Axis(label, Kind.LOGARITHMIC, List.of());
	}

	static Axis named(String label, String... names) {
		return new Axis(label, Kind.NAMES, List.of(names));
	}

	/**
	 * How values are placed.
	 */
	enum Kind {

		/**
		 * In proportion, from zero on.
		 */
		LINEAR,

		/**
		 * Equal ratios at equal distances.
		 */
		LOGARITHMIC,

		/**
		 * One beside the other.
		 */
		NAMES

	}

}
