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

package io.processpool.spring.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link MemorySize}.
 */
class MemorySizeTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			1,     1
			512B,  512
			3k,    3072
			3KB,   3072
			256m,  268435456
			256M,  268435456
			256MB, 268435456
			'256 MB', 268435456
			' 2g ', 2147483648
			2GB,   2147483648
			1t,    1099511627776
			""")
	void readsWhatTheJvmAndSpringWrite(String text, long bytes) {
		assertThat(MemorySize.of(text).bytes()).isEqualTo(bytes);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "m", "-1m", "1.5g", "256x", "256mb mb", "0", "0m", "9999999999t" })
	void refusesWhatIsNoAmountOfMemory(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> MemorySize.of(text))
			.withMessageStartingWith("memory size is ")
			.withMessageContaining("1 or more");
	}

	@Test
	void refusesLessThanOneByte() {
		assertThatIllegalArgumentException().isThrownBy(() -> new MemorySize(0))
			.withMessage("memory size is 0 bytes: it must be 1 or more");
	}

}
