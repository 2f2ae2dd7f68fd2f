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

package io.processpool.sample.render;

import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A document that has been opened for rendering, by one thread at a time.
 */
interface OpenDocument extends Closeable {

	/**
	 * Opens a file, whatever its format.
	 * @param file the file
	 * @return the open document
	 * @throws UnreadableDocumentException if it is not what can be previewed
	 */
	static OpenDocument of(Path file) throws IOException {
		DocumentFormat format = DocumentFormat.of(head(file)).orElseThrow(() -> unrecognised(file));
		return (format == DocumentFormat.PDF) ? PdfDocument.open(file) : ImageDocument.open(file, format);
	}

	DocumentFormat format();

	int pages();

	/**
	 * Renders one page.
	 * @param page the number of the page, from 1
	 * @param size the box that the picture must fit into
	 * @return an opaque picture
	 */
	BufferedImage render(int page, PreviewSize size) throws IOException;

	private static byte[] head(Path file) throws IOException {
		try (InputStream input = Files.newInputStream(file)) {
			return input.readNBytes(DocumentFormat.HEAD_LENGTH);
		}
	}

	private static UnreadableDocumentException unrecognised(Path file) {
		return new UnreadableDocumentException((file.toFile().length() == 0) ? "The file is empty."
				: "It is neither a PDF nor an image of a known format (PNG, JPEG, GIF, BMP, TIFF).");
	}

}
