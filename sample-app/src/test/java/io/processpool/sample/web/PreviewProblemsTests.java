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

import io.processpool.ProcessPool;
import io.processpool.sample.preview.Failure;
import io.processpool.sample.preview.Failure.Kind;
import io.processpool.sample.preview.PreviewException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PreviewProblems}.
 */
class PreviewProblemsTests {

	private final PreviewProblems problems = new PreviewProblems(new MultipartProperties(),
			new StaticListableBeanFactory().getBeanProvider(ProcessPool.class));

	@ParameterizedTest
	@CsvSource({ "UNREADABLE, 422, unreadable,", "TIMED_OUT, 422, timed-out,", "OUT_OF_MEMORY, 422, out-of-memory,",
			"WORKER_LOST, 422, worker-lost,", "BUSY, 429, busy, 5", "UNAVAILABLE, 503, unavailable, 30" })
	void eachKindOfFailureHasItsStatus(Kind kind, int status, String reason, @Nullable String retryAfter) {
		ResponseEntity<ProblemDetail> response = this.problems
			.previewFailed(new PreviewException(new Failure(kind, "words", List.of("proof"))));
		assertThat(response.getStatusCode().value()).isEqualTo(status);
		assertThat(response.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo(retryAfter);
		ProblemDetail problem = response.getBody();
		assertThat(problem).isNotNull();
		assertThat(problem.getDetail()).isEqualTo("words");
		assertThat(problem.getTitle()).isNotBlank();
		assertThat(problem.getProperties()).containsEntry("reason", reason).containsEntry("evidence", List.of("proof"));
	}

}
