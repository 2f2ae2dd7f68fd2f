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

package io.processpool.sample.hostile;

import java.util.Locale;
import java.util.function.Supplier;

/**
 * Documents that do harm to whoever opens them. Each is small, and a valid PDF.
 */
public enum HostileDocument {

	/** Fills the heap. */
	HUGE_PICTURE("Huge picture", "One picture of 20,000 × 20,000 pixels: 1.2 GB as soon as it is decoded.",
			"out of memory", HostileDocument::hugePicture),

	/** Never comes to an end, for all practical purposes. */
	NESTED_FORMS("Forms within forms", "Each form draws the next one ten times: a hundred million rectangles.",
			"stopped by the time limit", HostileDocument::nestedForms),

	/** Never comes to an end, and complains about that all the time. */
	SELF_DRAWING("A form that draws itself", "Twice. It never ends, and writes an error for each attempt.",
			"stopped by the time limit, the log stays readable", HostileDocument::selfDrawing),

	/** Kills the whole JVM. */
	NATIVE_CRASH("Native crash", "Sets off a planted defect that writes to address 0, as a bug in native code does.",
			"SIGSEGV, with the head of the crash log", () -> defective("crash", 1)),

	/** Takes memory that nobody gives back. */
	LEAK("Memory leak", "Sets off a planted defect: 64 MB outside of the heap are lost with each of its 16 pages.",
			"every page is rendered, by workers that are replaced in time", () -> defective("leak", 16)),

	/** Ends the process. */
	EXIT("System.exit", "Sets off a planted defect that calls System.exit(3).", "exit code 3",
			() -> defective("exit", 1));

	private static final int DEPTH = 7;

	private final String title;

	private final String what;

	private final String expected;

	private final Supplier<byte[]> content;

	HostileDocument(String title, String what, String expected, Supplier<byte[]> content) {
		this.title = title;
		this.what = what;
		this.expected = expected;
		this.content = content;
	}

	public String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	public String title() {
		return this.title;
	}

	/**
	 * Returns what is wrong with it.
	 * @return a sentence
	 */
	public String what() {
		return this.what;
	}

	/**
	 * Returns what becomes of a worker that renders it.
	 * @return some words
	 */
	public String expected() {
		return this.expected;
	}

	/**
	 * Returns the document.
	 * @return a PDF, made anew
	 */
	public byte[] content() {
		return this.content.get();
	}

	private static byte[] hugePicture() {
		PdfFile file = new PdfFile("/Title (Huge picture)");
		int picture = file.stream("/Type /XObject /Subtype /Image /Width 20000 /Height 20000 /BitsPerComponent 8"
				+ " /ColorSpace /DeviceRGB /Filter /FlateDecode", PdfFile.deflated(new byte[4 * 1024 * 1024]));
		file.page("q 400 0 0 400 10 100 cm /Inner Do Q", picture);
		return file.toByteArray();
	}

	private static byte[] nestedForms() {
		PdfFile file = new PdfFile("/Title (Forms within forms)");
		int form = file.form("10 10 400 400 re f ".repeat(10), 0);
		for (int i = 0; i < DEPTH - 1; i++) {
			form = file.form("/Inner Do ".repeat(10), form);
		}
		file.page("0.3 0.3 0.9 rg " + "/Inner Do ".repeat(10), form);
		return file.toByteArray();
	}

	private static byte[] selfDrawing() {
		PdfFile file = new PdfFile("/Title (A form that draws itself)");
		int form = file.form("/Inner Do /Inner Do", file.next());
		file.page("/Inner Do", form);
		return file.toByteArray();
	}

	private static byte[] defective(String defect, int pages) {
		PdfFile file = new PdfFile("/Title (Planted defect) /Defect (" + defect + ")");
		for (int i = 0; i < pages; i++) {
			float shade = (i + 1f) / (pages + 1);
			file.page(String.format(Locale.ROOT, "%.2f %.2f 0.85 rg 40 40 340 514 re f", shade, 0.4 + shade / 3), 0);
		}
		return file.toByteArray();
	}

}
