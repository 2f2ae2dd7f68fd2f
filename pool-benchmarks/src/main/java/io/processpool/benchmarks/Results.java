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

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.processpool.benchmarks.measure.Statistics;

/**
 * All figures of a run, by workload and contestant, in the order in which they came.
 */
final class Results {

	private final Map<Workload, Map<String, List<Figure>>> figures = new EnumMap<>(Workload.class);

	void add(Workload workload, String contestant, Figure figure) {
		this.figures.computeIfAbsent(workload, (key) -> new LinkedHashMap<>())
			.computeIfAbsent(contestant, (key) -> new ArrayList<>())
			.add(figure);
	}

	Set<Workload> workloads() {
		return this.figures.keySet();
	}

	Set<String> contestants(Workload workload) {
		return this.figures.getOrDefault(workload, Map.of()).keySet();
	}

	List<Figure> figures(Workload workload, String contestant) {
		return this.figures.getOrDefault(workload, Map.of()).getOrDefault(contestant, List.of());
	}

	/**
	 * Returns what was measured, without what has failed.
	 * @param workload the workload
	 * @param contestant the name of the contestant
	 * @return figures in the unit of the workload
	 */
	double[] values(Workload workload, String contestant) {
		return figures(workload, contestant).stream().filter(Figure::measured).mapToDouble(Figure::value).toArray();
	}

	/**
	 * Tells how many times better one contestant is than another.
	 * @param workload the workload
	 * @param contestant the one
	 * @param other the other
	 * @return the ratio of their medians, above 1 if the one is better; not a number if
	 * either has no figure
	 */
	double ratio(Workload workload, String contestant, String other) {
		double[] ones = values(workload, contestant);
		double[] others = values(workload, other);
		if (ones.length == 0 || others.length == 0) {
			return Double.NaN;
		}
		double ratio = Statistics.median(ones) / Statistics.median(others);
		return workload.higherIsBetter() ? ratio : 1 / ratio;
	}

}
