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
 * The pages of the book that are to be read.
 */
final class Chapters {

	private static final float LEFT = 56;

	private Chapters() {
	}

	static void heading(Sheet sheet, int number, String title) throws IOException {
		sheet.text(LEFT, 76, 12, Ink.INDIGO, "CHAPTER " + number);
		sheet.bold(LEFT, 110, 28, Ink.TEXT, title);
		sheet.line(2, Ink.INDIGO, LEFT, 128, LEFT + 40, 128);
	}

	static void why(Sheet sheet) throws IOException {
		heading(sheet, 1, "Why processes");
		float width = sheet.width() - 2 * LEFT;
		float y = sheet.paragraph(LEFT, 166, width, 12.5f, Ink.TEXT,
				"A thread that loops for ever cannot be stopped. A thread that fills the memory takes every other"
						+ " thread with it. A crash in native code ends them all. Whoever opens documents that strangers"
						+ " have sent should do it somewhere else: in a process that may fail.");
		y = sheet.paragraph(LEFT, y + 8, width, 12.5f, Ink.TEXT,
				"This page was rendered in such a process. The web server has sent it a file name and a page number,"
						+ " and has got a picture back. It has never opened the document itself.");
		diagram(sheet, y + 28);
		sheet.paragraph(LEFT, 690, width, 12.5f, Ink.TEXT,
				"When a worker dies, only the page that it was working on is lost. The pages that wait go to the"
						+ " other workers, and a fresh one takes the place of the dead.");
	}

	private static void diagram(Sheet sheet, float top) throws IOException {
		sheet.box(LEFT, top, sheet.width() - 2 * LEFT, 320, 16, Ink.MIST);
		float middle = top + 160;
		node(sheet, LEFT + 24, middle - 40, 110, 80, Ink.NIGHT, "Web server");
		node(sheet, LEFT + 186, middle - 26, 86, 52, Ink.SOFT, "Pages");
		sheet.arrow(LEFT + 138, middle, LEFT + 180, middle, Ink.SOFT);
		String[] workers = { "Worker 1", "Worker 2", "Worker 3" };
		Color[] colors = { Ink.TEAL, Ink.ROSE, Ink.TEAL };
		for (int i = 0; i < workers.length; i++) {
			float y = top + 34 + i * 94;
			node(sheet, LEFT + 342, y, 116, 64, colors[i], workers[i]);
			sheet.arrow(LEFT + 276, middle, LEFT + 336, y + 32, Ink.SOFT);
		}
		sheet.line(4, Ink.WHITE, LEFT + 438, top + 138, LEFT + 448, top + 148);
		sheet.line(4, Ink.WHITE, LEFT + 448, top + 138, LEFT + 438, top + 148);
	}

	private static void node(Sheet sheet, float x, float y, float width, float height, Color color, String label)
			throws IOException {
		sheet.box(x, y, width, height, 10, color);
		sheet.centred(x + width / 2, y + height / 2 + 4, 12.5f, Ink.WHITE, label);
	}

	static void endings(Sheet sheet) throws IOException {
		heading(sheet, 3, "How workers end");
		String[][] endings = {
				{ "Out of memory", "The document is too big for the heap of a worker.",
						"That page fails, and says so." },
				{ "Time is up", "The document keeps a worker busy for ever.", "The worker is stopped." },
				{ "Crash", "Native code touches what it must not.", "The crash log is kept." },
				{ "Killed", "Somebody, or the kernel, sends a signal.", "The signal is told." },
				{ "Retired", "The worker has done its share of tasks.", "Its successor is there first." },
				{ "Closed", "The application ends.", "No worker is left behind." } };
		for (int i = 0; i < endings.length; i++) {
			float y = 166 + i * 100;
			sheet.box(LEFT, y, sheet.width() - 2 * LEFT, 84, 12, Ink.MIST);
			sheet.box(LEFT, y, 8, 84, 4, Ink.series(i + 3));
			sheet.bold(LEFT + 28, y + 29, 15, Ink.TEXT, endings[i][0]);
			sheet.text(LEFT + 28, y + 50, 12, Ink.SOFT, endings[i][1]);
			sheet.text(LEFT + 28, y + 68, 12, Ink.TEXT, endings[i][2]);
		}
	}

}
