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

import io.processpool.PoolState;
import io.processpool.ProcessPool;
import io.processpool.sample.preview.Failure;
import io.processpool.sample.preview.PreviewException;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

/**
 * Says why there is no preview, and whether it is worth trying again. Comes before
 * Spring's own handler, which turns everything else into a problem.
 */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class PreviewProblems {

	/** Seconds, while a broken pool tries just now. */
	private static final int SOON = 1;

	private static final int SECONDS_UNTIL_WORKERS = 30;

	private final MultipartProperties limits;

	private final ObjectProvider<ProcessPool> pool;

	PreviewProblems(MultipartProperties limits, ObjectProvider<ProcessPool> pool) {
		this.limits = limits;
		this.pool = pool;
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> previewFailed(PreviewException ex) {
		Failure failure = ex.failure();
		return switch (failure.kind()) {
			case BUSY -> later(HttpStatus.TOO_MANY_REQUESTS, "Too much to do", failure, 5);
			case UNAVAILABLE -> later(HttpStatus.SERVICE_UNAVAILABLE, "No workers", failure, secondsUntilWorkers());
			case UNREADABLE -> never("The document cannot be read", failure);
			case TIMED_OUT -> never("The document takes too long", failure);
			case OUT_OF_MEMORY -> never("The document needs too much memory", failure);
			case WORKER_LOST -> never("The document ended its worker", failure);
		};
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> tooLarge(MaxUploadSizeExceededException ex) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONTENT_TOO_LARGE,
				"A file may have up to " + this.limits.getMaxFileSize().toMegabytes() + " MB.");
		problem.setTitle("The file is too large");
		problem.setProperty("maxBytes", this.limits.getMaxFileSize().toBytes());
		return ResponseEntity.of(problem).build();
	}

	/** A broken pool knows when it will try again to start a worker. */
	private int secondsUntilWorkers() {
		return this.pool.stream()
			.map(ProcessPool::stats)
			.filter((stats) -> stats.state() == PoolState.BROKEN)
			.findFirst()
			.map((stats) -> stats.nextStartAttempt().map(PreviewProblems::secondsUntil).orElse(SOON))
			.orElse(SECONDS_UNTIL_WORKERS);
	}

	private static int secondsUntil(Instant attempt) {
		return (int) Math.max(SOON, Duration.between(Instant.now(), attempt).toSeconds() + 1);
	}

	private static ResponseEntity<ProblemDetail> never(String title, Failure failure) {
		return ResponseEntity.of(problem(HttpStatus.UNPROCESSABLE_CONTENT, title, failure)).build();
	}

	private static ResponseEntity<ProblemDetail> later(HttpStatus status, String title, Failure failure, int seconds) {
		return ResponseEntity.of(problem(status, title, failure))
			.header(HttpHeaders.RETRY_AFTER, Integer.toString(seconds))
			.build();
	}

	private static ProblemDetail problem(HttpStatus status, String title, Failure failure) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, failure.message());
		problem.setTitle(title);
		problem.setProperty("reason", Names.of(failure.kind()));
		if (!failure.evidence().isEmpty()) {
			problem.setProperty("evidence", failure.evidence());
		}
		return problem;
	}

}
