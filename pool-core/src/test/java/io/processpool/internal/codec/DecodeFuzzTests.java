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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import io.processpool.Args;
import io.processpool.TaskCallable;
import io.processpool.TaskSerializationException;
import io.processpool.testing.Fuzz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bytes at random, and valid messages with a few bytes changed: either a value or a
 * {@link TaskSerializationException} comes of them, soon, and nothing else.
 */
@Timeout(120)
class DecodeFuzzTests {

	private static final ObjectCodec CODEC = new ObjectCodec(new DecodeLimits(200, 100_000, 100_000, 1 << 20));

	private static final String NAME = "values";

	/** Streams, and arrays that claim more than they have, up to the limits. */
	private static final long MOST_BYTES = 200_000_000;

	private final Random random = new Random(Fuzz.seed(20_261_101));

	record Sample(String text, int[] numbers, Object other) implements Serializable {
	}

	private static List<byte[]> seeds() {
		int captured = 3;
		TaskCallable<Object> lambda = () -> captured;
		Map<Object, Object> map = new HashMap<>(
				Map.of("key", new HashSet<>(Set.of(1, "two")), 2, List.of(Instant.EPOCH)));
		List<Object> values = new ArrayList<>(List.of(1, 1L << 60, 1.5, "text", "\u20ac\ud83d", new byte[300],
				new double[20], new BigDecimal("1.5"), new ArrayList<>(List.of(1, "two", 3L)), List.of(1, 2, 3),
				Args.of(1, "x", map), map, new Sample("text", new int[] { 1, 2 }, map), lambda, Set.of(1),
				new HashMap<>(Map.of(1, 2)), new IllegalStateException("x"),
				new Object[] { map, map, new long[] { 1 } }, new java.util.PriorityQueue<>(List.of(3, 1, 2))));
		return values.stream().map(Codecs::encode).toList();
	}

	static Stream<Arguments> corpus() throws IOException {
		return Fuzz.corpus(NAME);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("corpus")
	void whatOnceDidHarmOrMightDoesNone(String name, byte[] input) {
		assertThat(isRefused(input)).isTrue();
	}

	@Test
	void randomBytesNeverDoHarm() {
		int refused = 0;
		for (int i = 0; i < 10_000; i++) {
			byte[] bytes = new byte[this.random.nextInt(200)];
			this.random.nextBytes(bytes);
			if (bytes.length > 0) {
				bytes[0] = (byte) this.random.nextInt(0x34);
			}
			refused += isRefused(bytes) ? 1 : 0;
		}
		assertThat(refused).isGreaterThan(5_000);
	}

	@Test
	void changedMessagesNeverDoHarm() {
		List<byte[]> seeds = seeds();
		int refused = 0;
		long rounds = Fuzz.rounds(10_000);
		for (long i = 0; i < rounds; i++) {
			refused += isRefused(mutate(seeds.get((int) (i % seeds.size())))) ? 1 : 0;
		}
		assertThat((long) refused).isBetween(rounds / 4, rounds - 1);
	}

	private byte[] mutate(byte[] seed) {
		byte[] bytes = seed.clone();
		for (int changes = 1 + this.random.nextInt(4); changes > 0; changes--) {
			int at = this.random.nextInt(bytes.length);
			switch (this.random.nextInt(5)) {
				case 0 -> bytes[at] = (byte) this.random.nextInt();
				case 1 -> bytes[at] ^= (byte) (1 << this.random.nextInt(8));
				case 2 -> bytes[at] = (byte) 0xff;
				case 3 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
				default -> System.arraycopy(seed, 0, bytes, at, Math.min(seed.length, bytes.length - at));
			}
		}
		return bytes;
	}

	private boolean isRefused(byte[] bytes) {
		boolean refused = isRefused(() -> CODEC.decode(bytes, 0, bytes.length, Codecs.LOADER, "result"), bytes);
		boolean refusedFromStream = isRefused(
				() -> CODEC.decode(new ByteArrayInputStream(bytes), Codecs.LOADER, "result"), bytes);
		assertThat(refusedFromStream).isEqualTo(refused);
		return refused;
	}

	private static boolean isRefused(Callable<Object> decoding, byte[] bytes) {
		boolean[] refused = new boolean[1];
		Fuzz.attempt(NAME, bytes, MOST_BYTES, (input) -> {
			try {
				decoding.call();
			}
			catch (TaskSerializationException ex) {
				assertThat(ex).hasMessageStartingWith("Cannot decode the result");
				refused[0] = true;
			}
		});
		return refused[0];
	}

}
