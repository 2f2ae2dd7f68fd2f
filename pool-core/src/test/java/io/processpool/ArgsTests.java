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

/**
 * Tests for {@link Args}, {@link Args2} and {@link Args3}.
 */
class ArgsTests {

	@Test
	void twoArgumentsKeepTheirOrderAndTypes() {
		Args2<Integer, String> args = Args.of(1, "two");
		assertThat(args.first()).isEqualTo(1);
		assertThat(args.second()).isEqualTo("two");
		assertThat(args).isEqualTo(new Args2<>(1, "two"));
	}

	@Test
	void threeArgumentsKeepTheirOrderAndTypes() {
		Args3<Integer, String, Double> args = Args.of(1, "two", 3.0);
		assertThat(args.first()).isEqualTo(1);
		assertThat(args.second()).isEqualTo("two");
		assertThat(args.third()).isEqualTo(3.0);
		assertThat(args).isEqualTo(new Args3<>(1, "two", 3.0));
	}

	@Test
	void anArgumentMayBeNull() {
		assertThat(Args.of(null, 2)).isEqualTo(new Args2<>(null, 2));
		assertThat(Args.of(1, null, null)).isEqualTo(new Args3<>(1, null, null));
	}

	@Test
	void argumentsCanBeSerialized() throws Exception {
		assertThat(Serialization.copyOf(Args.of(1, "two"))).isEqualTo(Args.of(1, "two"));
		assertThat(Serialization.copyOf(Args.of(1, "two", null))).isEqualTo(Args.of(1, "two", null));
	}

}
