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

import java.util.List;

import io.processpool.sample.preview.Failure;
import io.processpool.sample.preview.Page;
import org.jspecify.annotations.Nullable;

/**
 * A page as clients see it.
 *
 * @param number the number of the page
 * @param status {@code rendering}, {@code ready} or {@code failed}
 * @param url where the picture is, once it is ready
 * @param picture the picture and who made it, once it is ready
 * @param failure why there is none, if it has failed
 */
record PageJson(int number, String status, @Nullable String url, @Nullable PictureJson picture,
		@Nullable FailureJson failure) {

	static PageJson of(String documentId, Page page) {
		if (page instanceof Page.Ready ready) {
			PictureJson picture = new PictureJson(ready.width(), ready.height(), ready.workerId(), ready.pid(),
					ready.millis());
			return new PageJson(page.number(), "ready", url(documentId, page), picture, null);
		}
		if (page instanceof Page.Failed failed) {
			return new PageJson(page.number(), "failed", null, null, FailureJson.of(failed.failure()));
		}
		return new PageJson(page.number(), "rendering", null, null, null);
	}

	static String url(String documentId, Page page) {
		return "/documents/" + documentId + "/pages/" + page.number() + ".png";
	}

	/**
	 * A picture, and who made it.
	 *
	 * @param width the width in pixels
	 * @param height the height in pixels
	 * @param workerId the number of the worker that rendered it
	 * @param pid the process id of that worker
	 * @param millis how long that took
	 */
	record PictureJson(int width, int height, int workerId, long pid, long millis) {

	}

	/**
	 * Why there is no picture.
	 *
	 * @param reason the kind of failure
	 * @param message the same in words
	 * @param evidence what the exception says beyond that, line by line
	 */
	record FailureJson(String reason, String message, List<String> evidence) {

		static FailureJson of(Failure failure) {
			return new FailureJson(Names.of(failure.kind()), failure.message(), failure.evidence());
		}

	}

}
