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
import java.nio.file.Path;

import io.processpool.WorkerContext;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the document that a worker opened last, so that its next page is rendered without
 * parsing it again. One document is enough: a worker is mostly given pages of the same
 * one. Used by one thread at a time, the one that runs the worker's tasks.
 */
final class OpenDocuments {

	private static final String ATTRIBUTE = OpenDocuments.class.getName();

	private final boolean keep;

	private @Nullable Path file;

	private @Nullable OpenDocument document;

	private OpenDocuments(boolean keep) {
		this.keep = keep;
	}

	/**
	 * Returns what this worker keeps open; outside of a worker nothing is kept.
	 */
	static OpenDocuments ofThisWorker() {
		return WorkerContext.find()
			.map((worker) -> (OpenDocuments) worker.attributes()
				.computeIfAbsent(ATTRIBUTE, (name) -> new OpenDocuments(true)))
			.orElseGet(() -> new OpenDocuments(false));
	}

	<R> R use(Path path, Use<R> use) throws IOException {
		OpenDocument open = open(path);
		boolean sound = false;
		try {
			R result = use.of(open);
			sound = true;
			return result;
		}
		finally {
			// After a failure nobody knows what state it is in
			if (!sound || !this.keep) {
				close();
			}
		}
	}

	private OpenDocument open(Path path) throws IOException {
		OpenDocument open = this.document;
		if (open == null || !path.equals(this.file)) {
			close();
			open = OpenDocument.of(path);
			this.document = open;
			this.file = path;
		}
		return open;
	}

	private void close() throws IOException {
		OpenDocument open = this.document;
		this.document = null;
		this.file = null;
		if (open != null) {
			open.close();
		}
	}

	/**
	 * What is to be done with a document.
	 *
	 * @param <R> the type of the result
	 */
	@FunctionalInterface
	interface Use<R> {

		R of(OpenDocument document) throws IOException;

	}

}
