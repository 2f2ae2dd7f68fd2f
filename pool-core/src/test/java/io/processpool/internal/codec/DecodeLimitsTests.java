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
import java.io.ObjectInputFilter;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.processpool.TaskSerializationException;
import io.processpool.testing.Bombs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What a message may make its reader build. A bomb that is not stopped would run for
 * ever, hence the time-out.
 */
@Timeout(60)
class DecodeLimitsTests {

	private static final ObjectInputFilter.FilterInfo ANYTHING = new ClassRules.Named(Object.class);

	private static @Nullable Object decode(Object value, DecodeLimits limits) {
		byte[] bytes = Codecs.encode(value);
		return new ObjectCodec(limits).decode(bytes, 0, bytes.length, Codecs.LOADER, "result");
	}

	private static void assertRefused(Object value, DecodeLimits limits, String reason) {
		assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(() -> decode(value, limits))
			.withMessageContaining(reason);
		byte[] bytes = Codecs.encode(value);
		assertThatExceptionOfType(TaskSerializationException.class)
			.isThrownBy(() -> new ObjectCodec(limits).decode(new ByteArrayInputStream(bytes), Codecs.LOADER, "result"));
	}

	@Test
	void limitsMustBePositive() {
		assertThatIllegalArgumentException().isThrownBy(() -> new DecodeLimits(1, 1, 0, 1))
			.withMessage("maxArrayLength is 0, allowed is 1 or more");
	}

	@Test
	void depthIsLimited() {
		Object nested = List.of("x");
		for (int i = 0; i < 20; i++) {
			nested = new Object[] { nested };
		}
		assertRefused(nested, new DecodeLimits(10, 1000, 1000, 10_000), "nest deeper than the limit of 10");
		assertThat(decode(nested, new DecodeLimits(100, 1000, 1000, 10_000))).isNotNull();
	}

	@Test
	void referencesAreLimited() {
		List<Object> list = new LinkedList<>(Collections.nCopies(1000, "x"));
		assertRefused(list, new DecodeLimits(10, 500, 10_000, 10_000), "more than the limit of 500 references");
		assertRefused(new ArrayList<>(list), new DecodeLimits(10, 500, 10_000, 10_000), "beyond the limit of 500");
		assertThat(decode(list, new DecodeLimits(10, 5000, 10_000, 100_000))).isEqualTo(list);
	}

	@Test
	void arraysAreLimited() {
		DecodeLimits limits = new DecodeLimits(10, 5000, 100, 100_000);
		assertRefused(new int[101], limits, "the length 101 is beyond the limit of 100");
		assertRefused("x".repeat(101), limits, "the length 101 is beyond the limit of 100");
		assertRefused(new Object[101], limits, "101 elements is beyond the limit of 100");
		assertRefused(new HashMap<>(Map.of(1, new int[101])), limits, "101 elements is beyond the limit of 100");
		assertThat(decode(new int[100], limits)).isEqualTo(new int[100]);
	}

	@Test
	void bytesAreLimited() {
		DecodeLimits limits = new DecodeLimits(10, 5000, 10_000, 1000);
		assertRefused(new byte[1000], limits, "longer than the limit");
		assertRefused(new LinkedList<>(List.of("x".repeat(2000))), limits, "longer than the limit");
		assertThat(decode(new byte[997], limits)).isEqualTo(new byte[997]);
	}

	@Test
	void theFilterOfTheWholeJvmComesFirst() {
		DecodeFilter filter = new DecodeFilter(DecodeLimits.defaults(), WireInput.ofArray(new byte[0], 0, 0),
				(info) -> ObjectInputFilter.Status.REJECTED);
		assertThat(filter.checkInput(ANYTHING)).isEqualTo(ObjectInputFilter.Status.REJECTED);
		assertThat(filter.refusal()).contains("filter of this JVM");
		DecodeFilter allowing = new DecodeFilter(DecodeLimits.defaults(), WireInput.ofArray(new byte[0], 0, 0),
				(info) -> ObjectInputFilter.Status.ALLOWED);
		assertThat(allowing.checkInput(ANYTHING)).isEqualTo(ObjectInputFilter.Status.ALLOWED);
	}

	@Test
	void aLengthIsNotBelieved() {
		byte[] claim = { Tag.LONG_ARRAY, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f, 1, 2, 3 };
		DecodeFailureTests.failure(claim);
		byte[] serialized = Codecs.encode(new Object[] { new long[] { 7 } });
		int length = serialized.length - Long.BYTES - Integer.BYTES;
		serialized[length] = 0x0f;
		assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(() -> Codecs.decode(serialized))
			.withMessageContaining("the message is too short");
	}

	/** By name, since nobody could print one either. */
	private static Object bomb(String name) {
		List<Object> key = new ArrayList<>();
		Object bomb = switch (name) {
			case "sets" -> Bombs.sets(100);
			case "wide sets" -> wideBomb();
			case "sets in a wrapper" -> new ArrayList<>(List.of(Collections.unmodifiableSet(Bombs.sets(80))));
			case "lists in a map" -> new HashMap<>(Map.of(key, 1));
			case "lists in a concurrent map" -> new ConcurrentHashMap<>(Map.of(key, 1));
			case "lists in an immutable set" -> Set.of(key);
			case "lists before a set" -> List.of(key, new HashSet<>(Set.of(1)));
			case "entries in a map" -> new HashMap<>(Map.of(key, 2));
			default -> throw new AssertionError(name);
		};
		key.add(name.startsWith("entries") ? entryBomb() : listBomb());
		return bomb;
	}

	@ParameterizedTest
	@ValueSource(strings = { "sets", "wide sets", "sets in a wrapper", "lists in a map", "lists in a concurrent map",
			"lists in an immutable set", "lists before a set", "entries in a map" })
	void collectionsThatWouldTakeForEverToHashAreRefused(String name) {
		assertRefused(bomb(name), DecodeLimits.defaults(), "hashing them would not end");
	}

	private static List<Object> listBomb() {
		List<Object> list = new ArrayList<>(List.of("x"));
		for (int i = 0; i < 100; i++) {
			list = new ArrayList<>(List.of(list, list));
		}
		return list;
	}

	/** Only six levels, but forty sets wide. */
	private static Set<Object> wideBomb() {
		Set<Object> root = new HashSet<>();
		List<Set<Object>> level = List.of(root);
		for (int depth = 0; depth < 6; depth++) {
			List<Set<Object>> next = new ArrayList<>();
			for (int i = 0; i < 40; i++) {
				next.add(new HashSet<>(Set.of(i)));
			}
			level.forEach((outer) -> outer.addAll(next));
			level = next;
		}
		return root;
	}

	private static Object entryBomb() {
		Object entry = "x";
		for (int i = 0; i < 80; i++) {
			entry = new AbstractMap.SimpleEntry<>(entry, entry);
		}
		return entry;
	}

	@Test
	void honestNestedDataPasses() {
		Object nested = "leaf";
		for (int i = 0; i < 60; i++) {
			nested = new HashMap<>(Map.of("inner", nested, "set", new HashSet<>(Set.of(Set.of(i)))));
		}
		assertThat(Codecs.decode(Codecs.encode(nested))).isEqualTo(nested);
		List<String> columns = new ArrayList<>(Collections.nCopies(50, "column"));
		List<Object> rows = new ArrayList<>();
		for (int i = 0; i < 10_000; i++) {
			rows.add(new HashMap<>(Map.of("columns", columns, "row", List.of(i))));
		}
		assertThat(Codecs.decode(Codecs.encode(Map.of("rows", rows)))).isEqualTo(Map.of("rows", rows));
	}

	@Test
	void sharedListsPassWhereNothingHashes() {
		assertThat(Codecs.decode(Codecs.encode(listBomb())) instanceof ArrayList<?> copy && copy.size() == 2).isTrue();
	}

}
