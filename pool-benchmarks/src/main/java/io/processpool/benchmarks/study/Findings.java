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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.processpool.benchmarks.measure.Statistics;

/**
 * What a study has found in all its rounds: figures, remarks and pictures. It belongs to
 * one thread.
 */
final class Findings {

	private final Map<Panel, Map<String, TreeMap<Double, List<Double>>>> figures = new LinkedHashMap<>();

	private final Set<String> remarks = new LinkedHashSet<>();

	private final Map<String, Picture> pictures = new LinkedHashMap<>();

	/**
	 * Adds one figure of one round.
	 */
	void add(Panel panel, String series, double x, double y) {
		this.figures.computeIfAbsent(panel, (key) -> new LinkedHashMap<>())
			.computeIfAbsent(series, (key) -> new TreeMap<>())
			.computeIfAbsent(x, (key) -> new ArrayList<>())
			.add(y);
	}

	/**
	 * Adds what a reader of the figures must know, such as what could not be measured.
	 */
	void remark(String text) {
		this.remarks.add(text);
	}

	/**
	 * Adds a picture of its own, which replaces an earlier one of that name.
	 */
	void picture(String name, String title, String svg) {
		this.pictures.put(name, new Picture(name, title, svg));
	}

	List<Panel> panels() {
		return List.copyOf(this.figures.keySet());
	}

	List<String> series(Panel panel) {
		return List.copyOf(this.figures.getOrDefault(panel, Map.of()).keySet());
	}

	/**
	 * Returns all that was varied over, in ascending order.
	 */
	List<Double> places(Panel panel) {
		Set<Double> places = new TreeSet<>();
		this.figures.getOrDefault(panel, Map.of()).values().forEach((line) -> places.addAll(line.keySet()));
		return List.copyOf(places);
	}

	/**
	 * Returns the figures of all rounds, none if there are none.
	 */
	double[] values(Panel panel, String series, double x) {
		TreeMap<Double, List<Double>> line = this.figures.getOrDefault(panel, Map.of())
			.getOrDefault(series, new TreeMap<>());
		return line.getOrDefault(x, List.of()).stream().mapToDouble(Double::doubleValue).toArray();
	}

	/**
	 * Returns the median of all rounds, not a number if there is none.
	 */
	double median(Panel panel, String series, double x) {
		double[] values = values(panel, series, x);
		return (values.length == 0) ? Double.NaN : Statistics.median(values);
	}

	List<String> remarks() {
		return List.copyOf(this.remarks);
	}

	List<Picture> pictures() {
		return List.copyOf(this.pictures.values());
	}

	/**
	 * A picture that is no plot of the figures.
	 *
	 * @param name the name of its file, after that of the study
	 * @param title what it shows
	 * @param svg the picture
	 */
	record Picture(String name, String title, String svg) {

	}

}
