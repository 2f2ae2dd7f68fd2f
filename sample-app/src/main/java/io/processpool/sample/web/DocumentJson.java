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

package io.processpool.sample.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.processpool.CallProgress;
import io.processpool.sample.preview.Document;
import io.processpool.sample.preview.Page;
import org.jspecify.annotations.Nullable;

/**
 * A document as clients see it.
 *
 * @param id its identifier
 * @param name what it is called
 * @param format what it is: {@code pdf}, {@code png}, …
 * @param size the number of its bytes
 * @param uploadedAt when it was uploaded
 * @param status {@code rendering}, {@code done}, or {@code failed} when no page could be
 * rendered
 * @param pages how many pages it has
 * @param ready how many pages there are pictures of
 * @param failed how many pages could not be rendered
 * @param millis the time from the upload to the last picture so far
 * @param thumbnail where the first picture is, if there is one yet
 * @param previews what has become of each page that is previewed; not in lists
 */
record DocumentJson(String id, String name, String format, long size, Instant uploadedAt, String status, int pages,
		long ready, long failed, long millis, @Nullable Double pagesPerSecond, @Nullable Long millisLeft,
		@Nullable String thumbnail, @Nullable List<PageJson> previews) {

	static DocumentJson of(Document document) {
		List<Page> pages = document.previews();
		return of(document, pages, pages.stream().map((page) -> PageJson.of(document.id(), page)).toList());
	}

	static DocumentJson summaryOf(Document document) {
		return of(document, document.previews(), null);
	}

	private static DocumentJson of(Document document, List<Page> pages, @Nullable List<PageJson> previews) {
		String thumbnail = pages.stream()
			.filter(Page.Ready.class::isInstance)
			.findFirst()
			.map((page) -> PageJson.url(document.id(), page))
			.orElse(null);
		Optional<CallProgress> progress = document.progress();
		return new DocumentJson(document.id(), document.name(), Names.of(document.format()), document.size(),
				document.uploadedAt(), Names.of(Document.Status.of(pages)), document.pages(),
				count(pages, Page.Ready.class), count(pages, Page.Failed.class), document.elapsed().toMillis(),
				progress.map(CallProgress::itemsPerSecond).orElse(null),
				progress.flatMap(CallProgress::remaining).map(Duration::toMillis).orElse(null), thumbnail, previews);
	}

	private static long count(List<Page> pages, Class<? extends Page> type) {
		return pages.stream().filter(type::isInstance).count();
	}

}
