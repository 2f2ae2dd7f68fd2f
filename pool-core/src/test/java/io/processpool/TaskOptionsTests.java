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

import java.time.Duration;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * Tests for {@link TaskOptions}.
 */
class TaskOptionsTests {

	private final TaskOptions all = TaskOptions.defaults()
		.timeout(Duration.ofSeconds(5))
		.retries(2)
		.interruptGrace(Duration.ofMillis(300))
		.bufferSize(7)
		.name("render")
		.threadDumpOnTimeout(true);

	@Test
	void theDefaultsLimitNothing() {
		TaskOptions options = TaskOptions.defaults();
		assertThat(options.timeout()).isEmpty();
		assertThat(options.retries()).isZero();
		assertThat(options.interruptGrace()).isZero();
		assertThat(options.bufferSize()).isEmpty();
		assertThat(options.name()).isEmpty();
		assertThat(options.threadDumpOnTimeout()).isFalse();
	}

	@Test
	void eachValueIsKeptWhenTheOthersAreSet() {
		assertThat(this.all.timeout()).contains(Duration.ofSeconds(5));
		assertThat(this.all.retries()).isEqualTo(2);
		assertThat(this.all.interruptGrace()).isEqualTo(Duration.ofMillis(300));
		assertThat(this.all.bufferSize()).hasValue(7);
		assertThat(this.all.name()).contains("render");
		assertThat(this.all.threadDumpOnTimeout()).isTrue();
	}

	@Test
	void settingAValueLeavesTheOriginalAlone() {
		TaskOptions defaults = TaskOptions.defaults();
		TaskOptions changed = defaults.retries(3);
		assertThat(changed).isNotEqualTo(defaults);
		assertThat(defaults.retries()).isZero();
	}

	@Test
	void equalValuesMakeEqualOptions() {
		TaskOptions same = TaskOptions.defaults()
			.threadDumpOnTimeout(true)
			.name("render")
			.bufferSize(7)
			.interruptGrace(Duration.ofMillis(300))
			.retries(2)
			.timeout(Duration.ofSeconds(5));
		assertThat(same).isEqualTo(this.all).hasSameHashCodeAs(this.all);
	}

	@Test
	void anyDifferentValueMakesDifferentOptions() {
		assertThat(this.all).isNotEqualTo(this.all.timeout(Duration.ofSeconds(6)))
			.isNotEqualTo(this.all.retries(3))
			.isNotEqualTo(this.all.interruptGrace(Duration.ZERO))
			.isNotEqualTo(this.all.bufferSize(8))
			.isNotEqualTo(this.all.name("other"))
			.isNotEqualTo("render");
	}

	@Test
	void theProgressHandlerIsKeptWhenTheOthersAreSet() {
		Consumer<CallProgress> handler = (progress) -> {
		};
		TaskOptions options = TaskOptions.defaults().onProgress(handler);
		assertThat(this.all.onProgress()).isEmpty();
		TaskOptions changed = options.timeout(Duration.ofSeconds(1))
			.retries(1)
			.interruptGrace(Duration.ofMillis(1))
			.bufferSize(1)
			.name("other");
		assertThat(changed.onProgress()).isPresent();
		assertThat(options).isEqualTo(TaskOptions.defaults().onProgress(handler)).isNotEqualTo(TaskOptions.defaults());
	}

	@Test
	void theTextHasEveryValue() {
		assertThat(this.all)
			.hasToString("TaskOptions[timeout=PT5S, retries=2, interruptGrace=PT0.3S, bufferSize=7, name=render, "
					+ "threadDumpOnTimeout=true]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT-1S" })
	void aTimeoutMustBeMoreThanZero(Duration timeout) {
		assertThatIllegalArgumentException().isThrownBy(() -> TaskOptions.defaults().timeout(timeout))
			.withMessage("task option timeout is %s: it must be more than zero", timeout);
	}

	@Test
	void retriesMustNotBeNegative() {
		assertThatIllegalArgumentException().isThrownBy(() -> TaskOptions.defaults().retries(-1))
			.withMessage("task option retries is -1: it must be 0 or more");
		assertThat(this.all.retries(0).retries()).isZero();
	}

	@Test
	void anInterruptGraceMustNotBeNegative() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> TaskOptions.defaults().interruptGrace(Duration.ofNanos(-1)))
			.withMessage("task option interruptGrace is PT-0.000000001S: it must be zero or more");
		assertThat(this.all.interruptGrace(Duration.ZERO).interruptGrace()).isZero();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -5 })
	void aBufferMustHoldAnItem(int bufferSize) {
		assertThatIllegalArgumentException().isThrownBy(() -> TaskOptions.defaults().bufferSize(bufferSize))
			.withMessage("task option bufferSize is %s: it must be 1 or more", bufferSize);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  " })
	void aNameMustNotBeBlank(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> TaskOptions.defaults().name(name))
			.withMessage("task option name is '%s': it must be a text that is not blank", name);
	}

	@Test
	void aMissingValueIsRefusedByName() {
		assertThatNullPointerException().isThrownBy(() -> TaskOptions.defaults().timeout(null)).withMessage("timeout");
		assertThatNullPointerException().isThrownBy(() -> TaskOptions.defaults().interruptGrace(null))
			.withMessage("interruptGrace");
		assertThatNullPointerException().isThrownBy(() -> TaskOptions.defaults().name(null)).withMessage("name");
	}

}
