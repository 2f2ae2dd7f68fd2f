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

package io.processpool.internal.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

import io.processpool.TaskSerializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values that are decoded where they arrive: always as the codec itself decodes them.
 */
class PlainValueTests {

	private final ObjectCodec codec = new ObjectCodec(DecodeLimits.defaults());

	static Stream<Object> plain() {
		return Stream.of(true, false, 0, 1, -1, 63, 64, -64, -65, Integer.MAX_VALUE, Integer.MIN_VALUE, 0L, -1L,
				Long.MAX_VALUE / 2, Long.MIN_VALUE / 2, 1L << 40, 0.0, -0.0, Double.NaN, Double.MIN_VALUE, 1e300);
	}

	@ParameterizedTest
	@MethodSource("plain")
	void plainValuesAreDecodedAtOnce(Object value) throws IOException {
		PlainValue plain = PlainValue.decode(ByteBuffer.wrap(encode(value)));
		assertThat(Objects.requireNonNull(plain).value()).isEqualTo(value);
	}

	@Test
	void nothingIsPlain() throws IOException {
		assertThat(Objects.requireNonNull(PlainValue.decode(ByteBuffer.wrap(encode(null)))).value()).isNull();
	}

	static Stream<Object> others() {
		return Stream.of("text", "", 'c', (byte) 1, (short) 2, 1.5f, new int[] { 1 }, Stream.of(1, 2).toList());
	}

	@ParameterizedTest
	@MethodSource("others")
	void othersAreLeftToTheCodec(Object value) throws IOException {
		assertThat(PlainValue.decode(ByteBuffer.wrap(encode(value)))).isNull();
	}

	@Test
	void whatIsNoValueIsNoneHereEither() {
		Random random = new Random(3);
		int decoded = 0;
		for (int round = 0; round < 200_000; round++) {
			byte[] bytes = new byte[random.nextInt(13)];
			random.nextBytes(bytes);
			if (bytes.length > 0) {
				bytes[0] = (byte) random.nextInt(12);
			}
			PlainValue plain = PlainValue.decode(ByteBuffer.wrap(bytes));
			if (plain != null) {
				decoded++;
				assertThat(plain.value()).isEqualTo(decodedByTheCodec(bytes));
			}
		}
		assertThat(decoded).isPositive();
	}

	private @Nullable Object decodedByTheCodec(byte[] bytes) {
		try {
			return this.codec.decode(bytes, 0, bytes.length, PlainValueTests.class.getClassLoader(), "result");
		}
		catch (TaskSerializationException ex) {
			return ex;
		}
	}

	private byte[] encode(@Nullable Object value) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		this.codec.encode(value, out, "result");
		return out.toByteArray();
	}

}
