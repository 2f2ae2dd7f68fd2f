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

package io.processpool.internal.channel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import io.processpool.internal.channel.ControlMessages.Stacks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Payloads and what is in them.
 */
class PayloadTests {

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 128, 129, 5000, 2_000_000 })
	void whatIsCollectedIsThere(int size) throws IOException {
		byte[] bytes = Wire.noise(new Random(size), size);
		Payload.Collector collector = new Payload.Collector(size);
		int single = Math.min(size / 2, 300);
		for (int i = 0; i < single; i++) {
			collector.write(bytes[i]);
		}
		collector.write(bytes, single, size - single);
		Payload payload = collector.toPayload();
		assertThat(payload.size()).isEqualTo(size);
		assertThat(payload.toByteArray()).isEqualTo(bytes);
		assertThat(payload.open().readAllBytes()).isEqualTo(bytes);
		ByteArrayOutputStream copy = new ByteArrayOutputStream();
		payload.writeTo(copy);
		assertThat(copy.toByteArray()).isEqualTo(bytes);
	}

	@Test
	void aCollectorDoesNotGrowBeyondItsLimit() throws IOException {
		Payload.Collector collector = new Payload.Collector(10);
		collector.write(new byte[10]);
		assertThatExceptionOfType(MessageTooLargeException.class).isThrownBy(() -> collector.write(1));
		assertThat(collector.toPayload().size()).isEqualTo(10);
	}

	@Test
	void theBeginningCanBeLeftOut() throws IOException {
		Payload payload = Payload.of(new byte[] { 1, 2, 3, 4 });
		assertThat(payload.first()).isEqualTo(1);
		Payload rest = payload.without(2);
		assertThat(rest.first()).isEqualTo(3);
		assertThat(rest.size()).isEqualTo(2);
		assertThat(rest.toByteArray()).containsExactly(3, 4);
		assertThat(rest.open().readAllBytes()).containsExactly(3, 4);
		assertThat(rest.without(2).first()).isEqualTo(-1);
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> rest.without(3));
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> Payload.EMPTY.without(1));
		assertThat(Payload.EMPTY.first()).isEqualTo(-1);
	}

	@Test
	void aCallHeaderTravels() throws IOException {
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("traceparent", "00-é");
		headers.put("", "");
		CallHeader header = new CallHeader(TaskShape.BI_FUNCTION, "Näme", headers, true);
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		header.write(bytes);
		bytes.write(99);
		InputStream in = Payload.of(bytes.toByteArray()).open();
		assertThat(CallHeader.read(in)).isEqualTo(header);
		assertThat(in.read()).isEqualTo(99);
	}

	@Test
	void headersThatNoWorkerWouldTakeAreRefusedWhereTheyComeFrom() {
		Map<String, String> many = new LinkedHashMap<>();
		IntStream.range(0, 1025).forEach((i) -> many.put("header " + i, ""));
		assertThatIllegalArgumentException().isThrownBy(() -> new CallHeader(TaskShape.CALLABLE, "task", many, true))
			.withMessageContaining("1025")
			.withMessageContaining("1024");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CallHeader(TaskShape.CALLABLE, "task", Map.of("large", "x".repeat(2_000_000)), true))
			.withMessageContaining("large");
	}

	@Test
	void stacksTravel() throws IOException {
		Stacks stacks = new Stacks(List.of(new StackTraceElement("a.B", "c", "B.java", 7),
				new StackTraceElement("a.B", "native", null, -2)), "text\n");
		assertThat(Stacks.decode(Payload.of(stacks.encode()))).isEqualTo(stacks);
	}

	@Test
	void aStackThatIsTooDeepIsCut() throws IOException {
		StackTraceElement frame = new StackTraceElement("a.B", "recurse", "B.java", 7);
		Stacks stacks = new Stacks(IntStream.range(0, 10_000).mapToObj((i) -> frame).toList(), "");
		assertThat(Stacks.decode(Payload.of(stacks.encode())).frames()).hasSize(4096);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 3, 4, 11, 20 })
	void stacksThatAreCutOffAreRefused(int length) throws IOException {
		byte[] whole = new Stacks(List.of(new StackTraceElement("a.B", "c", "B.java", 7)), "text").encode();
		byte[] part = Arrays.copyOf(whole, length);
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> Stacks.decode(Payload.of(part)));
	}

}
