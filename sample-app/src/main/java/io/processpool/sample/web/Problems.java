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
import java.util.stream.Stream;

import io.processpool.sample.render.DocumentFormat;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * The problems that requests run into by themselves, without a document being at fault.
 */
final class Problems {

	private static final List<String> SUPPORTED = Stream.of(DocumentFormat.values())
		.map(DocumentFormat::mediaType)
		.toList();

	private Problems() {
	}

	static ErrorResponseException noSuchDocument(String id) {
		return problem(HttpStatus.NOT_FOUND, "No such document",
				"There is no document '" + id + "'. Only the last few are kept.");
	}

	static ErrorResponseException noSuchPage(int number, int pages) {
		return problem(HttpStatus.NOT_FOUND, "No such page",
				"There is no preview of page " + number + ": the pages are numbered from 1 to " + pages + ".");
	}

	static ErrorResponseException gone() {
		return problem(HttpStatus.NOT_FOUND, "No such document",
				"The document had to go while it was asked for. Only the last few are kept.");
	}

	static ErrorResponseException unsupported(MediaType type) {
		ErrorResponseException problem = problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported type",
				"Files of type " + type + " cannot be previewed. PDF, PNG, JPEG, GIF, BMP and TIFF can.");
		problem.getBody().setProperty("supported", SUPPORTED);
		return problem;
	}

	private static ErrorResponseException problem(HttpStatus status, String title, String detail) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setTitle(title);
		return new ErrorResponseException(status, problem, null);
	}

}
