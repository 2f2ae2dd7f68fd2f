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

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link StartContext}.
 */
class StartContextTests {

	@ParameterizedTest
	@CsvSource({ "spawn, SPAWN", "SPAWN, SPAWN", "ForkServer, FORKSERVER", "fork, FORK" })
	void aNameIsFoundInUpperAndLowerCase(String name, StartContext context) {
		assertThat(StartContext.of(name)).isSameAs(context);
	}

	@ParameterizedTest
	@EnumSource
	void theNameThatPythonGivesIsFound(StartContext context) {
		assertThat(context.startMethod()).isLowerCase();
		assertThat(StartContext.of(context.startMethod())).isSameAs(context);
	}

	@ParameterizedTest
	@ValueSource(strings = { "thread", "", " spawn" })
	void anUnknownNameIsRefusedWithWhatIsAllowed(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> StartContext.of(name))
			.withMessageContainingAll("'" + name + "'", "'spawn'", "'forkserver'", "'fork'");
	}

	@Test
	void namesDoNotDependOnTheLocale() {
		Locale before = Locale.getDefault();
		Locale.setDefault(Locale.forLanguageTag("tr"));
		try {
			assertThat(StartContext.of("SPAWN").startMethod()).isEqualTo("spawn");
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@Test
	void theDefaultIsTheFirstOfTheSupported() {
		assertThat(StartContext.supported()).containsExactly(StartContext.SPAWN, StartContext.FORKSERVER);
		assertThat(StartContext.defaultContext()).isSameAs(StartContext.SPAWN);
	}

	@Test
	void forkIsKnownButNotSupported() {
		assertThat(StartContext.FORK.isSupported()).isFalse();
		assertThat(StartContext.supported()).allMatch(StartContext::isSupported);
	}

}
