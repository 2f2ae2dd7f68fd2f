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

package io.processpool.sample.specimen;

import java.awt.Color;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

/**
 * The pages of the book that are to be looked at. What they show is made up, and the same
 * each time.
 */
final class Charts {

	private static final float LEFT = 56;

	private Charts() {
	}

	static void timetable(Sheet sheet) throws IOException {
		Chapters.heading(sheet, 2, "A second in the pool");
		float y = sheet.paragraph(LEFT, 166, sheet.width() - 2 * LEFT, 12.5f, Ink.TEXT,
				"Each bar is a page, each row a worker. Whoever is done takes the next page, so that a slow one"
						+ " holds up nobody but its own worker.");
		float right = sheet.width() - LEFT;
		Random random = new Random(4711);
		for (int worker = 0; worker < 12; worker++) {
			float top = y + 24 + worker * 42;
			sheet.text(LEFT, top + 18, 11, Ink.SOFT, "Worker " + (worker + 1));
			float x = LEFT + 70;
			while (x < right) {
				float width = Math.min(right - x, 12 + 90 * random.nextFloat() * random.nextFloat());
				Color color = Ink.mix(Ink.series(random.nextInt(3)), Ink.WHITE, 0.35 * random.nextFloat());
				sheet.box(x, top, width, 28, 5, color);
				x += width + 3;
			}
		}
		float axis = y + 24 + 12 * 42 + 4;
		sheet.line(1, Ink.SOFT, LEFT + 70, axis, right, axis);
		for (int tick = 0; tick <= 5; tick++) {
			float x = LEFT + 70 + tick * (right - LEFT - 70) / 5;
			sheet.line(1, Ink.SOFT, x, axis, x, axis + 5);
			sheet.centred(x, axis + 19, 10, Ink.SOFT, tick * 200 + " ms");
		}
	}

	static void throughput(Sheet sheet) throws IOException {
		Chapters.heading(sheet, 4, "Hills of work");
		sheet.text(LEFT, 160, 12.5f, Ink.TEXT, "Four days of documents, one behind the other.");
		for (int day = 0; day < 4; day++) {
			Color color = Ink.mix(Ink.series(3 - day), Ink.WHITE, 0.25);
			float base = sheet.height() - 64;
			float[] hill = hill(sheet.width() - 2 * LEFT, base, 300 - day * 62, new Random(day + 30L));
			sheet.area(color, hill);
			sheet.line(2, Ink.series(3 - day), Arrays.copyOfRange(hill, 2, hill.length - 2));
		}
		float base = sheet.height() - 64;
		sheet.line(1.2f, Ink.TEXT, LEFT, base, sheet.width() - LEFT, base);
		for (int hour = 0; hour <= 24; hour += 4) {
			float x = LEFT + hour * (sheet.width() - 2 * LEFT) / 24;
			sheet.centred(x, base + 20, 11, Ink.SOFT, hour + ":00");
		}
	}

	/**
	 * Makes the outline of a hill: some waves of different lengths, that end at the base.
	 */
	private static float[] hill(float width, float base, float height, Random random) {
		int steps = 240;
		double[] phases = random.doubles(5, 0, 2 * Math.PI).toArray();
		float[] points = new float[2 * (steps + 3)];
		points[0] = LEFT;
		points[1] = base;
		for (int i = 0; i <= steps; i++) {
			double share = (double) i / steps;
			double wave = 0;
			for (int k = 0; k < phases.length; k++) {
				wave += Math.sin(2 * Math.PI * (k + 1) * share + phases[k]) / (k + 1.5);
			}
			double envelope = Math.pow(Math.sin(Math.PI * (0.06 + 0.88 * share)), 0.7);
			points[2 + 2 * i] = LEFT + (float) share * width;
			points[3 + 2 * i] = base - (float) (height * envelope * (0.62 + 0.3 * wave));
		}
		points[2 * (steps + 2)] = LEFT + width;
		points[2 * (steps + 2) + 1] = base;
		return points;
	}

}
