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

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

class DeserializationPolicyTests {

	@Test
	void theStandardPolicyIsNoList() {
		assertThat(DeserializationPolicy.standard().isList()).isFalse();
		assertThat(DeserializationPolicy.standard().isStrict()).isFalse();
		assertThat(DeserializationPolicy.standard().allow(List.of())).isEqualTo(DeserializationPolicy.standard());
	}

	@Test
	void strictAndPatternsAddUp() {
		DeserializationPolicy policy = DeserializationPolicy.strict().allow("com.example.*").allow("a.B", "c.**");
		assertThat(policy.isStrict()).isTrue();
		assertThat(policy.isList()).isTrue();
		assertThat(policy.patterns()).containsExactly("com.example.*", "a.B", "c.**");
		assertThat(DeserializationPolicy.standard().allow("a.B").isList()).isTrue();
		assertThat(DeserializationPolicy.strict().patterns()).isEmpty();
		assertThat(policy).hasToString("DeserializationPolicy[strict=true, allow=[com.example.*, a.B, c.**]]");
	}

	@Test
	void policiesOfTheSameContentAreEqual() {
		assertThat(DeserializationPolicy.strict().allow(" a.B ")).isEqualTo(DeserializationPolicy.strict().allow("a.B"))
			.hasSameHashCodeAs(DeserializationPolicy.strict().allow("a.B"))
			.isNotEqualTo(DeserializationPolicy.standard().allow("a.B"))
			.isNotEqualTo(DeserializationPolicy.strict());
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.B", "a.b.*", "a.b.**", "a.b.C*", "a.B$C", "!a.B", "java.sql/java.sql.*", "Unnamed" })
	void aPatternIsTakenAsItIs(String pattern) {
		assertThat(DeserializationPolicy.strict().allow(pattern).patterns()).containsExactly(pattern);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", " ", "*", "**", "a.B;c.D", "maxdepth=5", "a b", "a..b", "*.B", "a.*.B", "a/", "[La.B;" })
	void whatIsNoPatternIsRefusedWithItsValue(String pattern) {
		assertThatIllegalArgumentException().isThrownBy(() -> DeserializationPolicy.strict().allow(pattern))
			.withMessageStartingWith("deserialization allows '" + pattern + "', allowed is a class or package");
	}

	@Test
	void nothingIsNoPatternEither() {
		assertThatNullPointerException().isThrownBy(() -> DeserializationPolicy.strict().allow(new String[] { null }));
	}

}
