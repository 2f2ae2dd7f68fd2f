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

import java.util.Locale;
import java.util.Map;

/**
 * A tree of stacks as a picture: callers above callees, as wide as they have samples.
 */
final class FlameGraph {

	private static final int WIDTH = 1_200;

	private static final int ROW = 17;

	private static final int HEAD = 30;

	private static final double LETTER = 6.4;

	private static final double NARROWEST = 0.5;

	private final StringBuilder svg = new StringBuilder();

	private final long whole;

	private FlameGraph(long whole) {
		this.whole = whole;
	}

	static String svg(StackTree stacks, String title) {
		FlameGraph graph = new FlameGraph(Math.max(1, stacks.samples()));
		graph.callees(stacks, 0, 0);
		return """
				<svg xmlns='http://www.w3.org/2000/svg' width='%1$d' height='%2$d' viewBox='0 0 %1$d %2$d' \
				font-family='monospace' font-size='10.5' fill='#222'>
				<rect width='100%%' height='100%%' fill='#fff'/>
				<text x='4' y='18' font-size='13' font-weight='bold'>%3$s, %4$d samples</text>
				%5$s</svg>
				""".formatted(WIDTH, HEAD + ROW * stacks.depth(), escaped(title), stacks.samples(), graph.svg);
	}

	private void callees(StackTree node, double left, int depth) {
		double x = left;
		for (Map.Entry<String, StackTree> callee : node.callees().entrySet()) {
			double width = (double) WIDTH * callee.getValue().samples() / this.whole;
			if (width >= NARROWEST) {
				frame(callee.getKey(), callee.getValue().samples(), x, width, depth);
				callees(callee.getValue(), x, depth + 1);
			}
			x += width;
		}
	}

	private void frame(String name, long samples, double x, double width, int depth) {
		int y = HEAD + ROW * depth;
		this.svg.append("<g><title>%s, %.1f %%</title>".formatted(escaped(name), 100.0 * samples / this.whole));
		this.svg.append("<rect x='%s' y='%d' width='%s' height='%d' fill='%s'/>".formatted(number(x), y,
				number(Math.max(NARROWEST, width - 0.5)), ROW - 1, colour(name, depth)));
		int letters = (int) ((width - 6) / LETTER);
		if (letters > 3) {
			this.svg.append("<text x='%s' y='%d'>%s</text>".formatted(number(x + 3), y + ROW - 5,
					escaped(shortened(name, letters))));
		}
		this.svg.append("</g>\n");
	}

	/**
	 * Threads, what waits or works below Java, the pool, the rest.
	 */
	private static String colour(String name, int depth) {
		if (depth == 0) {
			return "#c9c9c9";
		}
		if (name.equals(Sampling.NATIVE)) {
			return "#e08283";
		}
		return name.startsWith("io.processpool.benchmarks") ? "#d5c7ea"
				: name.startsWith("io.processpool") ? "#8db4ee" : "#f3d19c";
	}

	/**
	 * Leaves packages out, and then the end, until it fits.
	 */
	private static String shortened(String name, int letters) {
		String text = name;
		if (text.length() > letters) {
			text = text.replaceFirst("^(?:[a-z]\\w*\\.)+(?=[A-Z])", "");
		}
		return (text.length() <= letters) ? text : text.substring(0, letters - 1) + "…";
	}

	private static String escaped(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
	}

	private static String number(double value) {
		return String.format(Locale.ROOT, "%.1f", value);
	}

}
