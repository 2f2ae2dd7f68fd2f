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

package io.processpool.sample.preview;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import io.processpool.Outcome;
import io.processpool.sample.render.DocumentFile;
import io.processpool.sample.render.RenderPage;
import io.processpool.sample.render.RenderedPage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Has the pages of documents rendered, several at once, and records each as it arrives.
 */
@Component
class PageRendering {

	private static final Logger logger = LoggerFactory.getLogger(PageRendering.class);

	private static final String TASK = "render-page";

	private final Renderer renderer;

	private final SampleProperties properties;

	PageRendering(Renderer renderer, SampleProperties properties) {
		this.renderer = renderer;
		this.properties = properties;
	}

	/**
	 * Renders a document, and returns when each of its pages has its outcome.
	 */
	void render(Document document) {
		RenderPage task = new RenderPage(DocumentFile.at(document.file()), this.properties.previewSize());
		List<Integer> numbers = document.previews().stream().map(Page::number).toList();
		Failure ofTheRest = Failure.SHUTTING_DOWN;
		try {
			this.renderer.forEach(TASK, task, numbers, document::progress,
					(outcome) -> document.settle(page(document, outcome)));
		}
		catch (RuntimeException | Error ex) {
			ofTheRest = Failure.of(ex);
			logger.warn("Document '{}' is given up: {}", document.name(), ofTheRest.message(), ex);
		}
		for (Integer number : numbers) {
			document.settle(new Page.Failed(number, ofTheRest));
		}
	}

	private static Page page(Document document, Outcome<RenderedPage> outcome) {
		int number = outcome.index() + 1;
		Throwable thrown = outcome.failure();
		if (thrown != null) {
			Failure failure = Failure.of(thrown);
			logger.info("Page {} of '{}' has failed: {}", number, document.name(), failure.message());
			return new Page.Failed(number, failure);
		}
		RenderedPage page = Objects.requireNonNull(outcome.value());
		try {
			Path png = Files.write(document.directory().resolve(number + ".png"), page.png());
			return new Page.Ready(number, png, page.width(), page.height(), page.workerId(), page.pid(), page.millis());
		}
		catch (IOException ex) {
			return new Page.Failed(number, Failure.of(ex));
		}
	}

}
