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

import java.io.IOException;
import java.io.InputStream;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * A document in the making, with the one font that it is set in. The font is the one that
 * PDFBox brings along, and it is embedded, so that the pages look the same on every
 * machine.
 */
final class Book {

	private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

	private final PDDocument document;

	private final PDFont font;

	Book(PDDocument document) throws IOException {
		this.document = document;
		try (InputStream input = PDDocument.class.getResourceAsStream(FONT)) {
			if (input == null) {
				throw new IOException("PDFBox no longer has the font " + FONT);
			}
			this.font = PDType0Font.load(document, input);
		}
	}

	void page(PDRectangle size, Drawing drawing) throws IOException {
		PDPage page = new PDPage(size);
		this.document.addPage(page);
		try (PDPageContentStream content = new PDPageContentStream(this.document, page)) {
			drawing.on(new Sheet(content, this.font, size.getWidth(), size.getHeight()));
		}
	}

	/**
	 * Draws a page.
	 */
	@FunctionalInterface
	interface Drawing {

		void on(Sheet sheet) throws IOException;

	}

}
