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

package io.processpool.sample;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.processpool.sample.preview.Document;
import io.processpool.sample.preview.Page;
import io.processpool.sample.preview.Previews;
import io.processpool.sample.preview.Renderer;
import io.processpool.sample.specimen.DrawFieldGuide;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Has a document rendered when the application starts, so that there is something to see
 * at once: a worker draws it, and then all workers render its pages.
 */
@Component
@ConditionalOnBooleanProperty(name = "sample.render-at-start", matchIfMissing = true)
class StartupDocument implements ApplicationRunner {

	private static final Logger logger = LoggerFactory.getLogger(StartupDocument.class);

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final Renderer renderer;

	private final Previews previews;

	private final Environment environment;

	StartupDocument(Renderer renderer, Previews previews, Environment environment) {
		this.renderer = renderer;
		this.previews = previews;
		this.environment = environment;
	}

	@Override
	public void run(ApplicationArguments arguments) throws Exception {
		try {
			byte[] pdf = this.renderer.run("draw-field-guide", new DrawFieldGuide());
			Document document = this.previews.take(DrawFieldGuide.NAME, (file) -> Files.write(file, pdf));
			document.await(PATIENCE);
			report(document);
			logger.info("See it at http://localhost:{}/", this.environment.getProperty("local.server.port"));
		}
		catch (RuntimeException ex) {
			logger.error("The document for the start cannot be rendered: {}", ex.getMessage(), ex);
		}
	}

	private static void report(Document document) {
		List<Page> pages = document.previews();
		pages.forEach((page) -> logger.info("Page {} of {}: {}", page.number(), pages.size(), describe(page)));
		Map<Long, Long> pagesByPid = pages.stream()
			.filter(Page.Ready.class::isInstance)
			.map(Page.Ready.class::cast)
			.collect(Collectors.groupingBy(Page.Ready::pid, TreeMap::new, Collectors.counting()));
		logger.info("'{}': {} of {} pages rendered in {} ms by {} worker processes (pid: pages {})", document.name(),
				pagesByPid.values().stream().mapToLong(Long::longValue).sum(), pages.size(),
				document.elapsed().toMillis(), pagesByPid.size(), pagesByPid);
	}

	private static String describe(Page page) {
		if (page instanceof Page.Ready ready) {
			return "worker %d, pid %d, %d ms, %d x %d pixels".formatted(ready.workerId(), ready.pid(), ready.millis(),
					ready.width(), ready.height());
		}
		return (page instanceof Page.Failed failed) ? failed.failure().message() : "not there yet";
	}

}
