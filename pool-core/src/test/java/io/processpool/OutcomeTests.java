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

package io.processpool;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Tests for {@link Outcome}.
 */
class OutcomeTests {

	@Test
	void aSuccessHasAValueAndNoFailure() {
		Outcome<String> outcome = Outcome.success(3, "page");
		assertThat(outcome.succeeded()).isTrue();
		assertThat(outcome.index()).isEqualTo(3);
		assertThat(outcome.value()).isEqualTo("page");
		assertThat(outcome.failure()).isNull();
	}

	@Test
	void aSuccessMayBeNull() {
		Outcome<String> outcome = Outcome.success(0, null);
		assertThat(outcome.succeeded()).isTrue();
		assertThat(outcome.value()).isNull();
	}

	@Test
	void aFailureHasNoValue() {
		Exception failure = new Exception("broken");
		Outcome<String> outcome = Outcome.failure(4, failure);
		assertThat(outcome.succeeded()).isFalse();
		assertThat(outcome.index()).isEqualTo(4);
		assertThat(outcome.value()).isNull();
		assertThat(outcome.failure()).isSameAs(failure);
	}

	@Test
	void aFailureNeedsAReason() {
		assertThatNullPointerException().isThrownBy(() -> Outcome.failure(0, null)).withMessage("failure");
	}

	@Test
	void anIndexMustNotBeNegative() {
		assertThatIllegalArgumentException().isThrownBy(() -> Outcome.success(-1, "page"))
			.withMessage("index is -1: it must be 0 or more");
	}

	@Test
	void aValueAndAFailureExcludeEachOther() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Outcome<>(2, "page", new Exception()))
			.withMessageContaining("item 2");
	}

}
