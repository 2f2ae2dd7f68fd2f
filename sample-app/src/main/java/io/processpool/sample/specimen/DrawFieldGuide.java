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

import java.io.ByteArrayOutputStream;
import java.io.IOException;

import io.processpool.TaskCallable;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * The task of drawing a little book, the one that is rendered when the application
 * starts. The result is the PDF.
 */
public record DrawFieldGuide() implements TaskCallable<byte[]> {

	/** What to call the document. */
	public static final String NAME = "A field guide to worker processes.pdf";

	private static final PDRectangle UPRIGHT = PDRectangle.A4;

	private static final PDRectangle ACROSS = new PDRectangle(UPRIGHT.getHeight(), UPRIGHT.getWidth());

	@Override
	public byte[] call() throws IOException {
		try (PDDocument document = new PDDocument(); ByteArrayOutputStream output = new ByteArrayOutputStream()) {
			document.getDocumentInformation().setTitle("A field guide to worker processes");
			Book book = new Book(document);
			book.page(UPRIGHT, Covers::front);
			book.page(UPRIGHT, Chapters::why);
			book.page(UPRIGHT, Charts::timetable);
			book.page(UPRIGHT, Chapters::endings);
			book.page(ACROSS, Charts::throughput);
			book.page(UPRIGHT, Covers::back);
			document.save(output);
			return output.toByteArray();
		}
	}

}
