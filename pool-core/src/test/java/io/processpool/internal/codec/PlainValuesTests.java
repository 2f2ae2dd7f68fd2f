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

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.processpool.Args;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Values that have a tag of their own.
 */
class PlainValuesTests {

	static Stream<Object> leaves() {
		return Stream.of(true, false, (byte) 0, (byte) -1, Byte.MIN_VALUE, Byte.MAX_VALUE, (short) 300, Short.MIN_VALUE,
				Short.MAX_VALUE, 'a', '\0', '\uffff', 0, 1, -1, 127, 128, -64, -65, Integer.MIN_VALUE,
				Integer.MAX_VALUE, 0L, -1L, 1L << 40, Long.MIN_VALUE, Long.MAX_VALUE, 0f, -0f, Float.NaN,
				Float.MIN_VALUE, Float.NEGATIVE_INFINITY, 0d, -0d, Double.NaN, Double.MAX_VALUE, Math.PI, "", "text",
				"\u00ff\u0000", "\u20ac", "\ud83d\ude00", "\ud83d alone", "\ude00\ud83d", BigInteger.ZERO,
				BigInteger.ONE.shiftLeft(5000), BigInteger.TEN.negate(), BigDecimal.ZERO,
				new BigDecimal("-12345678901234567890.123456789"), new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE),
				new BigDecimal("1.00"));
	}

	@ParameterizedTest
	@MethodSource("leaves")
	void aLeafComesBackEqualAndOfTheSameClass(Object leaf) {
		assertThat(Codecs.roundTrip(leaf)).isEqualTo(leaf).hasSameClassAs(leaf);
		assertThat(Codecs.firstByte(leaf)).isNotEqualTo(Tag.JDK);
	}

	@Test
	void nullComesBackAsNull() {
		assertThat(Codecs.<@Nullable Object>roundTrip(null)).isNull();
		assertThat(Codecs.encode(null)).hasSize(1);
	}

	@Test
	void smallNumbersTakeTwoBytes() {
		assertThat(Codecs.encode(63)).hasSize(2);
		assertThat(Codecs.encode(-64L)).hasSize(2);
		assertThat(Codecs.encode(Integer.MIN_VALUE)).hasSize(6);
		assertThat(Codecs.encode(Long.MIN_VALUE)).hasSize(11);
	}

	@Test
	void theBitsOfNotANumberSurvive() {
		double odd = Double.longBitsToDouble(0x7ff8_0000_dead_beefL);
		assertThat(Double.doubleToRawLongBits(Codecs.roundTrip(odd))).isEqualTo(0x7ff8_0000_dead_beefL);
	}

	@ParameterizedTest
	@MethodSource("hugeStrings")
	void aHugeStringComesBack(String text) {
		assertThat(Codecs.roundTrip(text)).isEqualTo(text);
	}

	static Stream<String> hugeStrings() {
		return Stream.of("x".repeat(70_000), "\u00e9".repeat(3_000_000), "\u20acx".repeat(2_000_000),
				"\ud83d\ude00".repeat(50_000), "\ud83d".repeat(70_000));
	}

	static Stream<Object> arrays() {
		Random random = new Random(7);
		byte[] bytes = new byte[3_000_001];
		random.nextBytes(bytes);
		return Stream.of(new boolean[0], new boolean[] { true, false, true }, new byte[0], bytes,
				new char[] { 'a', '\ud800' }, new short[] { 1, -1, Short.MIN_VALUE }, new int[0],
				random.ints(1_500_001).toArray(), random.longs(20_003).toArray(), new float[] { 1.5f, Float.NaN, -0f },
				random.doubles(9_001).toArray(), new boolean[100_000], "text".repeat(40_000).toCharArray());
	}

	@ParameterizedTest
	@MethodSource("arrays")
	void aPrimitiveArrayComesBack(Object array) {
		assertThat(Codecs.roundTrip(array)).isEqualTo(array).hasSameClassAs(array);
		assertThat(Codecs.firstByte(array)).isBetween(Tag.BOOLEAN_ARRAY, Tag.DOUBLE_ARRAY);
	}

	@Test
	void theDefaultLimitsAllow64MebibytesAndMillionsOfBoxedValues() {
		byte[] bytes = new byte[64 << 20];
		bytes[bytes.length - 1] = 42;
		assertThat(Arrays.equals((byte[]) Codecs.decode(Codecs.encode(bytes)), bytes)).isTrue();
		List<Integer> boxed = new ArrayList<>(IntStream.range(0, 2_000_000).boxed().toList());
		assertThat(Codecs.decode(Codecs.encode(boxed)).equals(boxed)).isTrue();
		List<Integer> linked = new LinkedList<>(boxed.subList(0, 100_000));
		assertThat(Codecs.decode(Codecs.encode(linked)).equals(linked)).isTrue();
	}

	static Stream<List<?>> lists() {
		return Stream.of(new ArrayList<>(), new ArrayList<>(Arrays.asList(1, null, "two", 3L)), List.of(), List.of(1),
				List.of(1, "two"), List.of(1, 2, 3), Stream.of(1, 2, 3).toList(), Stream.of("a", null, "c").toList(),
				Stream.of("a", null).toList(), Stream.of("a").toList(), Stream.of().toList());
	}

	@ParameterizedTest
	@MethodSource("lists")
	void aListOfLeavesComesBackOfTheSameClass(List<?> list) {
		List<?> copy = Codecs.roundTrip(list);
		assertThat(copy).isEqualTo(list).hasSameClassAs(list);
		assertThat(Codecs.firstByte(list)).isBetween(Tag.ARRAY_LIST, Tag.IMMUTABLE_LIST_NULLS);
		assertThat(toleratesNull(copy)).isEqualTo(toleratesNull(list));
	}

	@SuppressWarnings("ReturnValueIgnored") // Only whether it throws
	private static boolean toleratesNull(List<?> list) {
		try {
			list.contains(null);
			return true;
		}
		catch (NullPointerException ex) {
			return false;
		}
	}

	@Test
	void immutableListsStayImmutable() {
		assertThatThrownBy(() -> Codecs.roundTrip(List.of(1, 2, 3)).add(4))
			.isInstanceOf(UnsupportedOperationException.class);
		assertThatNullPointerException().isThrownBy(() -> Codecs.roundTrip(List.of(1, 2, 3)).contains(null));
	}

	@Test
	void aLongStringInAListIsWrittenOnce() {
		List<String> list = new ArrayList<>(Collections.nCopies(1000, "long ".repeat(1000)));
		assertThat(Codecs.encode(list)).hasSizeLessThan(20_000);
		assertThat(Codecs.roundTrip(list)).isEqualTo(list);
	}

	@Test
	void subclassesOfNumbersAreNoLeaves() {
		OddInteger odd = new OddInteger("12");
		assertThat(Codecs.firstByte(odd)).isEqualTo(Tag.JDK);
		assertThat(Codecs.roundTrip(odd)).isExactlyInstanceOf(OddInteger.class).isEqualTo(odd);
		assertThat(Codecs.firstByte(new ArrayList<>(List.of(odd)))).isEqualTo(Tag.JDK);
	}

	@Test
	void argumentsComeBack() {
		assertThat(Codecs.roundTrip(Args.of(1, "two"))).isEqualTo(Args.of(1, "two"));
		assertThat(Codecs.roundTrip(Args.<@Nullable Object, @Nullable Object, @Nullable Object>of(null, 2L, null)))
			.isEqualTo(Args.<@Nullable Object, @Nullable Object, @Nullable Object>of(null, 2L, null));
		assertThat(Codecs.firstByte(Args.of(1, "two"))).isEqualTo(Tag.ARGS2);
		assertThat(Codecs.firstByte(Args.of(1, new int[0], "two"))).isEqualTo(Tag.ARGS3);
	}

	@Test
	void anArgumentBehindASerializedOneComesBack() {
		var args = Args.of("one", new ArrayList<>(List.of(List.of("inner"))), 3);
		assertThat(Codecs.firstByte(args)).isEqualTo(Tag.ARGS3);
		assertThat(Codecs.roundTrip(args)).isEqualTo(args);
		var first = Args.of(new LinkedHashMap<>(Map.of("key", 1)), 3);
		assertThat(Codecs.roundTrip(first)).isEqualTo(first);
	}

	@Test
	void argumentsInArgumentsComeBack() {
		var args = Args.of(1, Args.of(2, Args.of(3, 4)));
		assertThat(Codecs.roundTrip(args)).isEqualTo(args);
	}

	@Test
	void twoArgumentsThatAreTheSameObjectStaySo() {
		List<Integer> shared = new ArrayList<>(List.of(1));
		var copy = Codecs.roundTrip(Args.of(shared, shared));
		assertThat(copy.first()).isEqualTo(shared).isSameAs(copy.second());
		var three = Codecs.roundTrip(Args.of(shared, "x", new Object[] { shared }));
		assertThat(three.third()[0]).isSameAs(three.first());
	}

	private static final class OddInteger extends BigInteger {

		private static final long serialVersionUID = 1L;

		OddInteger(String value) {
			super(value);
		}

	}

}
