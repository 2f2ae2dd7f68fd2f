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
import java.util.List;
import java.util.Locale;

/**
 * Results as a picture: for each workload, how many times better than CPython's pool with
 * fork each contestant is, on a logarithmic scale. To the right of the line is better.
 */
final class Plot {

	private static final int WIDTH = 960;

	private static final int LABELS = 250;

	private static final int FIGURES = 90;

	private static final int ROW = 20;

	private static final int HEAD = 34;

	/** Decades to either side of the line. */
	private static final double DECADES = 3;

	private final StringBuilder svg = new StringBuilder();

	private int y = HEAD;

	private Plot() {
	}

	static String svg(Results results) {
		Plot plot = new Plot();
		for (Workload workload : results.workloads()) {
			List<String> contestants = comparable(results, workload);
			if (contestants.size() > 1) {
				plot.workload(results, workload, contestants);
			}
		}
		return plot.whole();
	}

	private static List<String> comparable(Results results, Workload workload) {
		List<String> contestants = new ArrayList<>(results.contestants(workload));
		contestants.removeIf((name) -> !isPositive(results.ratio(workload, name, PythonContestant.FORK)));
		return contestants;
	}

	private static boolean isPositive(double ratio) {
		return Double.isFinite(ratio) && ratio > 0;
	}

	private void workload(Results results, Workload workload, List<String> contestants) {
		text(10, this.y + 14, "start", "bold", workload + ": " + workload.title() + ", " + workload.unit());
		this.y += ROW + 4;
		for (String contestant : contestants) {
			bar(contestant, results.ratio(workload, contestant, PythonContestant.FORK));
		}
		this.y += ROW / 2;
	}

	private void bar(String contestant, double ratio) {
		double middle = LABELS + (WIDTH - LABELS - FIGURES) / 2.0;
		double end = middle + Math.max(-DECADES, Math.min(DECADES, Math.log10(ratio))) * (middle - LABELS) / DECADES;
		String colour = contestant.startsWith("Process Pool") ? "#2a6fdb"
				: contestant.startsWith("limit") ? "#c9c9c9" : "#8a8f98";
		text(LABELS - 8, this.y + 14, "end", "normal", contestant);
		this.svg.append("<rect x='%.1f' y='%d' width='%.1f' height='%d' fill='%s'/>%n".formatted(Math.min(middle, end),
				this.y + 3, Math.max(1, Math.abs(end - middle)), ROW - 6, colour));
		text(WIDTH - 8, this.y + 14, "end", "normal",
				String.format(Locale.ROOT, (ratio >= 10) ? "%.0f x" : "%.2f x", ratio));
		this.y += ROW;
	}

	private void text(int x, int baseline, String anchor, String weight, String text) {
		this.svg.append("<text x='%d' y='%d' text-anchor='%s' font-weight='%s'>%s</text>%n".formatted(x, baseline,
				anchor, weight, text.replace("&", "&amp;").replace("<", "&lt;")));
	}

	private String whole() {
		int middle = LABELS + (WIDTH - LABELS - FIGURES) / 2;
		return """
				<svg xmlns='http://www.w3.org/2000/svg' width='%1$d' height='%2$d' viewBox='0 0 %1$d %2$d' \
				font-family='sans-serif' font-size='13' fill='#222'>
				<rect width='100%%' height='100%%' fill='#fff'/>
				<text x='%3$d' y='20' text-anchor='middle'>times better than CPython Pool, fork (logarithmic)</text>
				<line x1='%3$d' y1='28' x2='%3$d' y2='%2$d' stroke='#999' stroke-dasharray='3 3'/>
				%4$s</svg>
				""".formatted(WIDTH, this.y, middle, this.svg);
	}

}
