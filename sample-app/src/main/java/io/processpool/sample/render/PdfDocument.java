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
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * A PDF, opened by PDFBox.
 */
final class PdfDocument implements OpenDocument {

	/** Decoded streams beyond this go to a file. */
	private static final long MEMORY = 32L * 1024 * 1024;

	private final PDDocument document;

	private final PDFRenderer renderer;

	private PdfDocument(PDDocument document) {
		this.document = document;
		this.renderer = new CountingRenderer(document);
	}

	static PdfDocument open(Path file) throws IOException {
		// A worker that is killed cannot clean up: its scratch file goes with the
		// document's directory
		Path directory = Objects.requireNonNull(file.getParent());
		MemoryUsageSetting memory = MemoryUsageSetting.setupMixed(MEMORY).setTempDir(directory.toFile());
		PDDocument document;
		try {
			document = Loader.loadPDF(file.toFile(), memory.streamCache);
		}
		catch (InvalidPasswordException ex) {
			throw new UnreadableDocumentException("The PDF is encrypted and cannot be opened without its password.",
					ex);
		}
		catch (IOException | RuntimeException ex) {
			throw new UnreadableDocumentException("It begins like a PDF, but PDFBox cannot read it: " + reason(ex), ex);
		}
		try {
			if (document.getNumberOfPages() < 1) {
				throw new UnreadableDocumentException("The PDF has no pages.");
			}
			return new PdfDocument(document);
		}
		catch (Throwable ex) {
			document.close();
			throw ex;
		}
	}

	@Override
	public DocumentFormat format() {
		return DocumentFormat.PDF;
	}

	@Override
	public int pages() {
		return this.document.getNumberOfPages();
	}

	@Override
	public BufferedImage render(int page, PreviewSize size) throws IOException {
		double scale = scale(this.document.getPage(page - 1), size);
		try {
			BufferedImage image = this.renderer.renderImage(page - 1, (float) scale, ImageType.RGB);
			PlantedDefect.strike(this.document);
			return image;
		}
		catch (IOException | RuntimeException ex) {
			throw new UnreadableDocumentException("PDFBox cannot render page " + page + ": " + reason(ex), ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.document.close();
	}

	private static double scale(PDPage page, PreviewSize size) {
		PDRectangle box = page.getCropBox();
		boolean sideways = page.getRotation() % 180 != 0;
		double width = sideways ? box.getHeight() : box.getWidth();
		double height = sideways ? box.getWidth() : box.getHeight();
		if (!(width > 0 && height > 0)) {
			throw new UnreadableDocumentException("The page has no size: it is " + width + " x " + height + " points.");
		}
		return size.scaleFor(width, height);
	}

	private static String reason(Exception ex) {
		String message = ex.getMessage();
		return (message != null) ? message : ex.getClass().getSimpleName();
	}

}
