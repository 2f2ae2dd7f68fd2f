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

/**
 * The outside of the book: many small things, each put in its place by the same rule.
 */
final class Covers {

	/** The angle between two neighbours in a sunflower. */
	private static final double GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

	private Covers() {
	}

	static void front(Sheet sheet) throws IOException {
		sheet.background(Ink.NIGHT);
		sunflower(sheet, sheet.width() / 2, 330, 1500);
		sheet.bold(56, 660, 40, Ink.WHITE, "A field guide");
		sheet.bold(56, 706, 40, Ink.WHITE, "to worker processes");
		sheet.line(3, Ink.AMBER, 57, 736, 117, 736);
		sheet.text(56, 768, 14, Ink.mix(Ink.NIGHT, Ink.WHITE, 0.75),
				"Drawn by one worker, rendered page by page by all of them");
	}

	static void back(Sheet sheet) throws IOException {
		sheet.background(Ink.MIST);
		tiles(sheet, 42.5f);
		sheet.box(120, 350, sheet.width() - 240, 142, 14, Ink.WHITE);
		sheet.centred(sheet.width() / 2, 408, 24, Ink.TEXT, "Now try one of your own.");
		sheet.centred(sheet.width() / 2, 442, 12.5f, Ink.SOFT, "Drop a PDF or an image on the page.");
	}

	private static void sunflower(Sheet sheet, float x, float y, int seeds) throws IOException {
		for (int i = 0; i < seeds; i++) {
			double share = (double) i / seeds;
			double angle = i * GOLDEN_ANGLE;
			double distance = 6.4 * Math.sqrt(i);
			Color color = (share < 0.5) ? Ink.mix(Ink.AMBER, Ink.ROSE, 2 * share)
					: Ink.mix(Ink.ROSE, Ink.INDIGO, 2 * share - 1);
			sheet.dot(x + (float) (distance * Math.cos(angle)), y + (float) (distance * Math.sin(angle)),
					(float) (1 + 2.4 * share), color);
		}
	}

	private static void tiles(Sheet sheet, float side) throws IOException {
		int columns = Math.round(sheet.width() / side);
		int rows = (int) Math.ceil(sheet.height() / side);
		for (int row = 0; row < rows; row++) {
			for (int column = 0; column < columns; column++) {
				Color color = Ink.mix(Ink.series(column * 7 + row * 3 + row * column), Ink.MIST,
						0.25 + 0.5 * row / rows);
				tile(sheet, column * side, row * side, side, (column * 5 + row * row * 3) % 4, color);
			}
		}
	}

	private static void tile(Sheet sheet, float x, float y, float side, int turn, Color color) throws IOException {
		switch (turn) {
			case 0 -> sheet.area(color, x, y, x + side, y, x, y + side);
			case 1 -> sheet.area(color, x, y, x + side, y, x + side, y + side);
			case 2 -> sheet.area(color, x + side, y, x + side, y + side, x, y + side);
			default -> sheet.dot(x + side / 2, y + side / 2, side / 3, color);
		}
	}

}
