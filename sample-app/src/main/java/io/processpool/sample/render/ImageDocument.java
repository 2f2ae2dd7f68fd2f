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
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * An image, opened by ImageIO. A TIFF may have several pages, all others have one.
 */
final class ImageDocument implements OpenDocument {

	/**
	 * More than any camera takes. What a header claims costs nothing, decoding it does.
	 */
	private static final long MAX_PIXELS = 100_000_000;

	/** Where a photograph tells how the camera was held, it does so within this. */
	private static final int EXIF_LENGTH = 128 * 1024;

	private final DocumentFormat format;

	private final ImageInputStream input;

	private final ImageReader reader;

	private final Orientation orientation;

	private final int pages;

	private ImageDocument(DocumentFormat format, Orientation orientation, ImageInputStream input, ImageReader reader,
			int pages) {
		this.format = format;
		this.orientation = orientation;
		this.input = input;
		this.reader = reader;
		this.pages = pages;
	}

	static ImageDocument open(Path file, DocumentFormat format) throws IOException {
		ImageInputStream input = ImageIO.createImageInputStream(file.toFile());
		try {
			ImageReader reader = reader(input, format);
			reader.setInput(input);
			int pages = (format == DocumentFormat.TIFF) ? reader.getNumImages(true) : 1;
			if (pages < 1) {
				throw new UnreadableDocumentException("The " + format + " has no pages.");
			}
			checkSize(reader.getWidth(0), reader.getHeight(0));
			return new ImageDocument(format, orientation(file, format), input, reader, pages);
		}
		catch (UnreadableDocumentException ex) {
			input.close();
			throw ex;
		}
		catch (IOException | RuntimeException ex) {
			input.close();
			throw new UnreadableDocumentException(
					"It begins like a " + format + ", but ImageIO cannot read it: " + reason(ex), ex);
		}
	}

	@Override
	public DocumentFormat format() {
		return this.format;
	}

	@Override
	public int pages() {
		return this.pages;
	}

	@Override
	public BufferedImage render(int page, PreviewSize size) throws IOException {
		try {
			int index = page - 1;
			int width = this.reader.getWidth(index);
			int height = this.reader.getHeight(index);
			checkSize(width, height);
			// Small pictures stay as they are
			boolean sideways = this.orientation.sideways();
			double fit = sideways ? size.scaleFor(height, width) : size.scaleFor(width, height);
			double scale = Math.min(1, fit);
			ImageReadParam parameters = this.reader.getDefaultReadParam();
			// Leave out pixels while reading, so that a big picture fits into a small
			// heap
			int step = Math.max(1, (int) (0.5 / scale));
			parameters.setSourceSubsampling(step, step, 0, 0);
			BufferedImage image = this.reader.read(index, parameters);
			return this.orientation
				.apply(Scaling.onWhite(image, (int) Math.round(width * scale), (int) Math.round(height * scale)));
		}
		catch (UnreadableDocumentException ex) {
			throw ex;
		}
		catch (IOException | RuntimeException ex) {
			throw new UnreadableDocumentException("ImageIO cannot read the picture: " + reason(ex), ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.reader.dispose();
		this.input.close();
	}

	private static Orientation orientation(Path file, DocumentFormat format) throws IOException {
		if (format != DocumentFormat.JPEG) {
			return Orientation.UPRIGHT;
		}
		try (InputStream head = Files.newInputStream(file)) {
			return Orientation.ofJpeg(head.readNBytes(EXIF_LENGTH));
		}
	}

	private static ImageReader reader(ImageInputStream input, DocumentFormat format) {
		Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
		if (!readers.hasNext()) {
			throw new UnreadableDocumentException("It begins like a " + format + ", but is none.");
		}
		return readers.next();
	}

	private static void checkSize(int width, int height) {
		if ((long) width * height > MAX_PIXELS) {
			throw new UnreadableDocumentException("The picture claims to be %,d x %,d pixels; at most %,d are rendered."
				.formatted(width, height, MAX_PIXELS));
		}
	}

	private static String reason(Exception ex) {
		String message = ex.getMessage();
		return (message != null) ? message : ex.getClass().getSimpleName();
	}

}
