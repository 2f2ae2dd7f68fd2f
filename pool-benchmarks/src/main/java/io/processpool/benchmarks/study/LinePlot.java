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
import java.util.Locale;
import java.util.stream.DoubleStream;

import io.processpool.benchmarks.measure.Numbers;
import io.processpool.benchmarks.measure.Statistics;

/**
 * The figures of a study as a picture: for each panel a plot of the medians, with a thin
 * line from the least to the greatest figure. Names stand side by side and have bars.
 */
final class LinePlot {

	private static final int WIDTH = 960;

	private static final int HEIGHT = 320;

	private static final int LEFT = 80;

	private static final int RIGHT = 700;

	private static final int TOP = 40;

	private static final int BOTTOM = 264;

	private static final List<String> COLOURS = List.of("#2a6fdb", "#d9822b", "#2e8b57", "#8a4fbf", "#8a8f98",
			"#c0392b", "#111111");

	private final StringBuilder svg = new StringBuilder();

	private final Findings findings;

	private LinePlot(Findings findings) {
		this.findings = findings;
	}

	static String svg(Findings findings) {
		LinePlot plot = new LinePlot(findings);
		int y = 0;
		for (Panel panel : findings.panels()) {
			plot.svg.append("<g transform='translate(0 %d)'>%n".formatted(y));
			plot.panel(panel);
			plot.svg.append("</g>\n");
			y += HEIGHT;
		}
		return """
				<svg xmlns='http://www.w3.org/2000/svg' width='%1$d' height='%2$d' viewBox='0 0 %1$d %2$d' \
				font-family='sans-serif' font-size='12' fill='#222'>
				<rect width='100%%' height='100%%' fill='#fff'/>
				%3$s</svg>
				""".formatted(WIDTH, Math.max(y, 1), plot.svg);
	}

	private void panel(Panel panel) {
		Scale y = scale(panel);
		text(LEFT, 22, "start", "bold", panel.title() + ", " + panel.y().label());
		for (double line : y.grid()) {
			line("#e3e3e3", LEFT, y.place(line), RIGHT, y.place(line));
			text(LEFT - 6, y.place(line) + 4, "end", "normal", Numbers.brief(line));
		}
		text((LEFT + RIGHT) / 2.0, HEIGHT - 18, "middle", "normal", panel.x().label());
		List<String> series = this.findings.series(panel);
		for (int i = 0; i < series.size(); i++) {
			String colour = COLOURS.get(i % COLOURS.size());
			this.svg.append("<rect x='%d' y='%d' width='12' height='12' fill='%s'/>%n".formatted(RIGHT + 16,
					TOP + 20 * i, colour));
			text(RIGHT + 34, TOP + 20 * i + 10, "start", "normal", series.get(i));
		}
		if (panel.x().kind() == Axis.Kind.NAMES) {
			bars(panel, series, y);
		}
		else {
			lines(panel, series, y);
		}
		line("#666", LEFT, BOTTOM, RIGHT, BOTTOM);
	}

	private Scale scale(Panel panel) {
		double[] all = this.findings.series(panel)
			.stream()
			.flatMapToDouble((series) -> this.findings.places(panel)
				.stream()
				.flatMapToDouble((x) -> DoubleStream.of(this.findings.values(panel, series, x))))
			.filter((value) -> panel.y().kind() != Axis.Kind.LOGARITHMIC || value > 0)
			.sorted()
			.toArray();
		return (all.length == 0) ? Scale.of(Axis.Kind.LINEAR, 0, 1, BOTTOM, TOP)
				: Scale.of(panel.y().kind(), all[0], all[all.length - 1], BOTTOM, TOP);
	}

	private void lines(Panel panel, List<String> series, Scale y) {
		List<Double> places = this.findings.places(panel);
		Scale x = new Scale(places.get(0), Math.max(places.get(places.size() - 1), places.get(0) * 1.001 + 1e-9),
				LEFT + 20, RIGHT - 20, panel.x().kind() == Axis.Kind.LOGARITHMIC);
		for (double place : places) {
			text(x.place(place), BOTTOM + 16, "middle", "normal", StudyReport.place(panel.x(), place));
		}
		for (int i = 0; i < series.size(); i++) {
			String colour = COLOURS.get(i % COLOURS.size());
			StringBuilder points = new StringBuilder();
			for (double place : places) {
				double[] values = drawable(panel, series.get(i), place);
				if (values.length > 0) {
					double middle = y.place(Statistics.median(values));
					points.append(number(x.place(place))).append(',').append(number(middle)).append(' ');
					this.svg.append("<circle cx='%s' cy='%s' r='3' fill='%s'/>%n".formatted(number(x.place(place)),
							number(middle), colour));
					spread(values, x.place(place), y, colour);
				}
			}
			this.svg.append("<polyline points='%s' fill='none' stroke='%s' stroke-width='1.5'/>%n"
				.formatted(points.toString().strip(), colour));
		}
	}

	private void bars(Panel panel, List<String> series, Scale y) {
		List<Double> places = this.findings.places(panel);
		double room = (RIGHT - LEFT) / (double) places.size();
		double width = Math.min(40, room * 0.8 / series.size());
		for (int p = 0; p < places.size(); p++) {
			double middle = LEFT + room * (p + 0.5);
			text(middle, BOTTOM + 16, "middle", "normal", StudyReport.place(panel.x(), places.get(p)));
			for (int i = 0; i < series.size(); i++) {
				double[] values = drawable(panel, series.get(i), places.get(p));
				if (values.length > 0) {
					double left = middle + (i - series.size() / 2.0) * width;
					double top = y.place(Statistics.median(values));
					this.svg.append("<rect x='%s' y='%s' width='%s' height='%s' fill='%s'/>%n".formatted(number(left),
							number(top), number(width - 2), number(BOTTOM - top), COLOURS.get(i % COLOURS.size())));
					spread(values, left + width / 2 - 1, y, "#444");
				}
			}
		}
	}

	private double[] drawable(Panel panel, String series, double x) {
		boolean logarithmic = panel.y().kind() == Axis.Kind.LOGARITHMIC;
		return Arrays.stream(this.findings.values(panel, series, x))
			.filter((value) -> Double.isFinite(value) && (value > 0 || !logarithmic && value == 0))
			.toArray();
	}

	private void spread(double[] values, double x, Scale y, String colour) {
		line(colour, x, y.place(Arrays.stream(values).min().orElseThrow()), x,
				y.place(Arrays.stream(values).max().orElseThrow()));
	}

	private void line(String colour, double x1, double y1, double x2, double y2) {
		this.svg.append("<line x1='%s' y1='%s' x2='%s' y2='%s' stroke='%s'/>%n".formatted(number(x1), number(y1),
				number(x2), number(y2), colour));
	}

	private void text(double x, double y, String anchor, String weight, String text) {
		this.svg.append("<text x='%s' y='%s' text-anchor='%s' font-weight='%s'>%s</text>%n".formatted(number(x),
				number(y), anchor, weight, text.replace("&", "&amp;").replace("<", "&lt;")));
	}

	private static String number(double value) {
		return String.format(Locale.ROOT, "%.1f", value);
	}

}
