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

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

import io.processpool.CallProgress;
import io.processpool.sample.render.DocumentFacts;
import io.processpool.sample.render.DocumentFormat;
import org.jspecify.annotations.Nullable;

/**
 * A document that was uploaded, and what has become of its pages so far. Safe for use by
 * several threads.
 */
public final class Document {

	private final String id;

	private final String name;

	private final long size;

	private final DocumentFacts facts;

	private final Path directory;

	private final Instant uploadedAt = Instant.now();

	// Guards nothing but its own elements: each is replaced once, when the page has its
	// outcome
	private final AtomicReferenceArray<Page> previews;

	private final CountDownLatch waiting;

	private volatile Duration elapsed = Duration.ZERO;

	private volatile @Nullable CallProgress progress;

	Document(String id, String name, long size, DocumentFacts facts, int previewedPages, Path directory) {
		this.id = id;
		this.name = name;
		this.size = size;
		this.facts = facts;
		this.directory = directory;
		this.previews = new AtomicReferenceArray<>(previewedPages);
		for (int i = 0; i < previewedPages; i++) {
			this.previews.set(i, new Page.Waiting(i + 1));
		}
		this.waiting = new CountDownLatch(previewedPages);
	}

	public String id() {
		return this.id;
	}

	public String name() {
		return this.name;
	}

	/**
	 * Returns the size of the file.
	 * @return the number of bytes
	 */
	public long size() {
		return this.size;
	}

	public DocumentFormat format() {
		return this.facts.format();
	}

	/**
	 * Returns how many pages the document has, which may be more than are previewed.
	 * @return the number of pages
	 */
	public int pages() {
		return this.facts.pages();
	}

	public Instant uploadedAt() {
		return this.uploadedAt;
	}

	/**
	 * Returns the time from the upload to the last outcome so far.
	 * @return the time
	 */
	public Duration elapsed() {
		return this.elapsed;
	}

	/**
	 * Returns what has become of each page.
	 * @return the pages that are previewed, in order
	 */
	public List<Page> previews() {
		return IntStream.range(0, this.previews.length()).mapToObj(this.previews::get).toList();
	}

	/**
	 * Returns how far the rendering has come, by the pool's account.
	 * @return the last report, or empty if there is none yet
	 */
	public Optional<CallProgress> progress() {
		return Optional.ofNullable(this.progress);
	}

	void progress(CallProgress report) {
		this.progress = report;
	}

	public Status status() {
		return Status.of(previews());
	}

	/**
	 * Waits until every page has its outcome.
	 * @param timeout how long to wait
	 * @return whether every page has
	 * @throws InterruptedException if the calling thread is interrupted
	 */
	public boolean await(Duration timeout) throws InterruptedException {
		return this.waiting.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
	}

	Path directory() {
		return this.directory;
	}

	Path file() {
		return file(this.directory);
	}

	static Path file(Path directory) {
		return directory.resolve("document");
	}

	/**
	 * Records the outcome of a page. Only the first outcome counts.
	 */
	void settle(Page outcome) {
		int index = outcome.number() - 1;
		Page page = this.previews.get(index);
		if (!(page instanceof Page.Waiting)) {
			return;
		}
		// First the time: whoever sees the last page sees the time that it took
		this.elapsed = Duration.between(this.uploadedAt, Instant.now());
		if (this.previews.compareAndSet(index, page, outcome)) {
			this.waiting.countDown();
		}
	}

	/**
	 * How far the previews of a document are.
	 */
	public enum Status {

		/** There are pages yet to come. */
		RENDERING,

		/** Every page has its outcome, and there is at least one picture. */
		DONE,

		/** No page could be rendered. */
		FAILED;

		/**
		 * Tells how far a document is, going by its pages.
		 * @param previews what {@link Document#previews()} returned
		 * @return the status
		 */
		public static Status of(List<Page> previews) {
			if (previews.stream().anyMatch(Page.Waiting.class::isInstance)) {
				return RENDERING;
			}
			return previews.stream().allMatch(Page.Failed.class::isInstance) ? FAILED : DONE;
		}

	}

}
