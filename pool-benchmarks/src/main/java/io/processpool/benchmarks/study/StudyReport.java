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
import java.util.stream.Collectors;

import io.processpool.benchmarks.measure.Numbers;
import io.processpool.benchmarks.measure.Statistics;

/**
 * Findings as text: a section in Markdown, and every single figure as CSV.
 */
final class StudyReport {

	private StudyReport() {
	}

	static String markdown(Study study, Findings findings) {
		StringBuilder text = new StringBuilder();
		text.append("## %s\n\n%s\n".formatted(study.title(), study.about()));
		bullets(text, study.conclusions(findings));
		bullets(text, findings.remarks());
		if (!findings.panels().isEmpty()) {
			text.append("\n![%s](%s.svg)\n".formatted(study.title(), study.name()));
		}
		for (Panel panel : findings.panels()) {
			table(text, findings, panel);
		}
		for (Findings.Picture picture : findings.pictures()) {
			text.append(
					"\n### %1$s\n\n![%1$s](%2$s-%3$s.svg)\n".formatted(picture.title(), study.name(), picture.name()));
		}
		return text.toString();
	}

	private static void bullets(StringBuilder text, List<String> lines) {
		if (!lines.isEmpty()) {
			text.append('\n');
			lines.forEach((line) -> text.append("- ").append(line).append('\n'));
		}
	}

	private static void table(StringBuilder text, Findings findings, Panel panel) {
		List<String> series = findings.series(panel);
		text.append("\n### %s, %s\n\n".formatted(panel.title(), panel.y().label()));
		text.append("| %s | %s |\n".formatted(panel.x().label(), String.join(" | ", series)));
		text.append("|---").append("|---:".repeat(series.size())).append("|\n");
		for (double x : findings.places(panel)) {
			text.append(series.stream()
				.map((name) -> cell(findings.values(panel, name, x)))
				.collect(Collectors.joining(" | ", "| " + place(panel.x(), x) + " | ", " |\n")));
		}
	}

	/**
	 * Writes the median, and what it lies between if there were rounds enough to differ.
	 */
	private static String cell(double[] values) {
		if (values.length == 0) {
			return "-";
		}
		String median = Numbers.format(Statistics.median(values));
		if (values.length == 1) {
			return median;
		}
		return "%s (%s to %s)".formatted(median, Numbers.format(Arrays.stream(values).min().orElseThrow()),
				Numbers.format(Arrays.stream(values).max().orElseThrow()));
	}

	/**
	 * Writes a value on an axis: its name if it has one.
	 */
	static String place(Axis axis, double x) {
		return axis.names().isEmpty() ? Numbers.brief(x) : axis.names().get((int) x);
	}

	static String csv(Study study, Findings findings) {
		StringBuilder text = new StringBuilder("study,panel,unit,series,x,round,value\n");
		for (Panel panel : findings.panels()) {
			for (String series : findings.series(panel)) {
				for (double x : findings.places(panel)) {
					int round = 1;
					for (double value : findings.values(panel, series, x)) {
						text.append("%s,%s,%s,%s,%s,%d,%s\n".formatted(study.name(), panel.name(),
								quoted(panel.y().label()), quoted(series), quoted(place(panel.x(), x)), round++,
								value));
					}
				}
			}
		}
		return text.toString();
	}

	private static String quoted(String text) {
		return '"' + text.replace('"', '\'') + '"';
	}

}
