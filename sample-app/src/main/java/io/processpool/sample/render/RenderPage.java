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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

import io.processpool.TaskFunction;
import io.processpool.WorkerContext;

/**
 * The task of rendering a page of a document. It travels to each worker once, the numbers
 * of the pages follow.
 *
 * @param file the document
 * @param size the box that each picture must fit into
 */
public record RenderPage(DocumentFile file, PreviewSize size) implements TaskFunction<Integer, RenderedPage> {

	@Override
	public RenderedPage apply(Integer page) throws Exception {
		long start = System.nanoTime();
		BufferedImage picture = OpenDocuments.ofThisWorker()
			.use(this.file.toPath(), (document) -> document.render(page, this.size));
		byte[] png = png(picture);
		long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
		return new RenderedPage(page, picture.getWidth(), picture.getHeight(), png,
				WorkerContext.find().map(WorkerContext::workerId).orElse(0), ProcessHandle.current().pid(), millis);
	}

	private static byte[] png(BufferedImage picture) throws IOException {
		ByteArrayOutputStream output = new ByteArrayOutputStream();
		ImageIO.write(picture, "png", output);
		return output.toByteArray();
	}

}
