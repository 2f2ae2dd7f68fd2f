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

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import io.processpool.benchmarks.measure.Numbers;
import io.processpool.benchmarks.measure.Statistics;

/**
 * Results as text: a table for each workload in Markdown, and every single figure as CSV.
 */
final class Report {

	private Report() {
	}

	static String markdown(Results results, List<String> surroundings) {
		StringBuilder text = new StringBuilder();
		surroundings.forEach((line) -> text.append("- ").append(line).append('\n'));
		for (Workload workload : results.workloads()) {
			text.append("\n### %s: %s, %s\n\n".formatted(workload, workload.title(), workload.unit()));
			text.append(workload.higherIsBetter() ? "Higher is better.\n\n" : "Lower is better.\n\n");
			text.append(
					"| Contestant | Median | Minimum | Maximum | p99 | Times CPython fork | Times the limit | Note |\n");
			text.append("|---|---:|---:|---:|---:|---:|---:|---|\n");
			for (String contestant : results.contestants(workload)) {
				text.append(row(results, workload, contestant)).append('\n');
			}
		}
		return text.toString();
	}

	private static String row(Results results, Workload workload, String contestant) {
		double[] values = results.values(workload, contestant);
		List<Figure> figures = results.figures(workload, contestant);
		double[] tails = figures.stream().mapToDouble(Figure::tail).filter((tail) -> !Double.isNaN(tail)).toArray();
		String notes = figures.stream()
			.map(Figure::note)
			.filter((note) -> !note.isEmpty())
			.distinct()
			.collect(Collectors.joining("; "));
		return "| " + String.join(" | ", contestant, Numbers.format(median(values)),
				Numbers.format(Arrays.stream(values).min().orElse(Double.NaN)),
				Numbers.format(Arrays.stream(values).max().orElse(Double.NaN)), Numbers.format(median(tails)),
				Numbers.format(results.ratio(workload, contestant, PythonContestant.FORK)),
				Numbers.format(results.ratio(workload, contestant, workload.limit())), notes) + " |";
	}

	private static double median(double[] values) {
		return (values.length == 0) ? Double.NaN : Statistics.median(values);
	}

	static String csv(Results results) {
		StringBuilder text = new StringBuilder("workload,unit,contestant,round,value,p99,note\n");
		for (Workload workload : results.workloads()) {
			for (String contestant : results.contestants(workload)) {
				int round = 1;
				for (Figure figure : results.figures(workload, contestant)) {
					text.append("%s,%s,%s,%d,%s,%s,\"%s\"\n".formatted(workload, workload.unit(), contestant, round++,
							Double.isNaN(figure.value()) ? "" : figure.value(),
							Double.isNaN(figure.tail()) ? "" : figure.tail(), figure.note().replace('"', '\'')));
				}
			}
		}
		return text.toString();
	}

}
