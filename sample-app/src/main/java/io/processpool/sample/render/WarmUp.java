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

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import javax.imageio.ImageIO;

import io.processpool.WorkerInitializer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * Prepares a worker: what is slow the first time happens before there is a document to
 * wait for it.
 * <p>
 * Above all that is PDFBox looking through the machine's fonts. It writes what it finds
 * to a file in the directory that the system property {@code pdfbox.fontcache} names. The
 * workers share it: the first of them writes it while the others wait.
 */
public record WarmUp() implements WorkerInitializer {

	/**
	 * A file lock belongs to the process, this keeps the threads of one process apart.
	 */
	private static final Lock IN_PROCESS = new ReentrantLock();

	@Override
	public void initialize() throws IOException {
		ImageIO.setUseCache(false);
		String fontCache = System.getProperty("pdfbox.fontcache");
		if (fontCache == null) {
			renderSomething();
			return;
		}
		Path directory = Files.createDirectories(Path.of(fontCache));
		IN_PROCESS.lock();
		try (FileChannel channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE,
				StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			// The channel's end is the end of both locks, whatever happens
			Path cache = directory.resolve(".pdfbox.cache");
			if (!Files.exists(cache)) {
				FileLock alone = channel.lock();
				renderSomethingIfMissing(cache);
				alone.release();
			}
			channel.lock(0, Long.MAX_VALUE, true);
			renderSomething();
		}
		finally {
			IN_PROCESS.unlock();
		}
	}

	private static void renderSomethingIfMissing(Path cache) throws IOException {
		if (!Files.exists(cache)) {
			renderSomething();
		}
	}

	private static void renderSomething() throws IOException {
		try (PDDocument document = new PDDocument()) {
			PDPage page = new PDPage(PDRectangle.A6);
			document.addPage(page);
			try (PDPageContentStream content = new PDPageContentStream(document, page)) {
				content.beginText();
				content.setFont(new PDType1Font(FontName.HELVETICA), 12);
				content.showText("Ready");
				content.endText();
			}
			ImageIO.write(new PDFRenderer(document).renderImage(0), "png", OutputStream.nullOutputStream());
		}
	}

}
