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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;

/**
 * The last few documents. When another one comes, the oldest that is finished has to go.
 * Safe for use by several threads.
 */
@Component
public final class DocumentStore {

	private final int capacity;

	// Guarded by itself; oldest first
	private final Deque<Document> documents = new ArrayDeque<>();

	DocumentStore(SampleProperties properties) {
		this.capacity = properties.maxDocuments();
	}

	/**
	 * Finds a document.
	 * @param id its identifier
	 * @return the document, or empty if there never was one, or if it has gone
	 */
	public Optional<Document> find(String id) {
		return all().stream().filter((document) -> document.id().equals(id)).findFirst();
	}

	/**
	 * Returns what is there.
	 * @return the documents, the newest first
	 */
	public List<Document> all() {
		List<Document> all;
		synchronized (this.documents) {
			all = new ArrayList<>(this.documents);
		}
		Collections.reverse(all);
		return all;
	}

	/**
	 * Adds a document.
	 * @param document the document
	 * @return the one that has to go for it, if any
	 * @throws PreviewException if the store is full of documents that are being rendered
	 */
	Optional<Document> add(Document document) {
		synchronized (this.documents) {
			Optional<Document> evicted = Optional.empty();
			if (this.documents.size() >= this.capacity) {
				evicted = this.documents.stream()
					.filter((other) -> other.status() != Document.Status.RENDERING)
					.findFirst();
				this.documents.remove(evicted.orElseThrow(this::full));
			}
			this.documents.addLast(document);
			return evicted;
		}
	}

	void remove(Document document) {
		synchronized (this.documents) {
			this.documents.remove(document);
		}
	}

	private PreviewException full() {
		return new PreviewException(new Failure(Failure.Kind.BUSY,
				this.capacity + " documents are being rendered. Try again in a moment."));
	}

}
