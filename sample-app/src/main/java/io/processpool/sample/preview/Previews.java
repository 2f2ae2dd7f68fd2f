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
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.processpool.sample.render.DocumentFacts;
import io.processpool.sample.render.DocumentFile;
import io.processpool.sample.render.InspectDocument;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Service;

/**
 * Takes documents in: stores each, has a worker look at it, and starts the rendering of
 * its pages.
 */
@Service
public final class Previews {

	private final Renderer renderer;

	private final Workspace workspace;

	private final DocumentStore store;

	private final PageRendering rendering;

	private final Executor executor;

	private final SampleProperties properties;

	Previews(Renderer renderer, Workspace workspace, DocumentStore store, PageRendering rendering,
			@Qualifier("applicationTaskExecutor") Executor executor, SampleProperties properties) {
		this.renderer = renderer;
		this.workspace = workspace;
		this.store = store;
		this.rendering = rendering;
		this.executor = executor;
		this.properties = properties;
	}

	/**
	 * Takes a document in. Returns when a worker has looked at it; its pages are rendered
	 * afterwards.
	 * @param name what to call it
	 * @param content the document
	 * @return the document, whose pages are yet to come
	 * @throws PreviewException if it cannot be read, or not now
	 * @throws IOException if it cannot be stored
	 */
	public Document take(String name, Content content) throws IOException {
		String id = UUID.randomUUID().toString();
		Path directory = this.workspace.create(id);
		try {
			Path file = Document.file(directory);
			content.copyTo(file);
			DocumentFacts facts = this.renderer.run("inspect-document", new InspectDocument(DocumentFile.at(file)));
			int previewed = Math.min(facts.pages(), this.properties.maxPages());
			Document document = new Document(id, name, Files.size(file), facts, previewed, directory);
			start(document);
			return document;
		}
		catch (IOException | PreviewException ex) {
			Workspace.delete(directory);
			throw ex;
		}
		catch (RuntimeException | Error ex) {
			Workspace.delete(directory);
			throw new PreviewException(ex);
		}
	}

	private void start(Document document) {
		this.store.add(document).ifPresent((evicted) -> Workspace.delete(evicted.directory()));
		try {
			this.executor.execute(() -> this.rendering.render(document));
		}
		catch (RejectedExecutionException ex) {
			this.store.remove(document);
			throw new PreviewException(Failure.SHUTTING_DOWN);
		}
	}

	/**
	 * A document that can be copied to a file once.
	 */
	@FunctionalInterface
	public interface Content {

		/**
		 * Copies the document.
		 * @param file the file to make
		 * @throws IOException if that fails
		 */
		void copyTo(Path file) throws IOException;

	}

}
