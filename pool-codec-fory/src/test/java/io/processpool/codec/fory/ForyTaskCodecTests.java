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
package io.processpool.codec.fory;

import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.processpool.TaskCodec;
import io.processpool.codec.fory.Shop.Box;
import io.processpool.codec.fory.Shop.Careful;
import io.processpool.codec.fory.Shop.Connection;
import io.processpool.codec.fory.Shop.Ledger;
import io.processpool.codec.fory.Shop.Node;
import io.processpool.codec.fory.Shop.Order;
import io.processpool.codec.fory.Shop.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

class ForyTaskCodecTests {

	private static final TaskCodec CODEC = new ForyTaskCodec();

	private static byte[] encode(Object value) throws Exception {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		assertThat(CODEC.takes(value)).isTrue();
		assertThat(CODEC.encode(value, out)).isTrue();
		return out.toByteArray();
	}

	private static Object decode(byte[] bytes) throws Exception {
		return CODEC.decode(bytes, new Rules("*", Set.of()));
	}

	@Test
	void isFoundByItsName() {
		assertThat(ServiceLoader.load(TaskCodec.class)).filteredOn((codec) -> codec.name().equals("fory"))
			.singleElement()
			.isInstanceOf(ForyTaskCodec.class);
	}

	static Stream<Arguments> plainData() {
		Map<State, List<Order>> byState = new EnumMap<>(State.class);
		byState.put(State.OPEN, new ArrayList<>(Shop.orders(3)));
		byState.put(State.PAID, List.of());
		List<Order> withNull = new ArrayList<>(Shop.orders(2));
		withNull.add(null);
		return Stream.<Object>of(Shop.order(1), Shop.orders(100), new Ledger("x", byState, null),
				new Ledger("x", new TreeMap<>(byState), Shop.order(2)), withNull, new Order[] { Shop.order(1), null },
				new Object[] { 1, "two", Shop.order(3) }, Map.of("a", Shop.order(1)), State.PAID,
				new HashSet<>(Set.of(Shop.order(1))), EnumSet.of(State.OPEN),
				new LinkedHashMap<>(Map.of(Shop.order(1), List.of(Map.of("deep", Shop.order(2))))),
				new ConcurrentHashMap<>(Map.of(1, 2)), Collections.unmodifiableList(new ArrayList<>(Shop.orders(2))),
				Arrays.asList(Shop.order(1), Shop.order(2)), new Box(null), new Box(new int[][] { { 1 }, { 2, 3 } }),
				Shop.orders(3).stream().toList(), List.of(Shop.order(1)), Collections.emptyList())
			.map((value) -> Arguments.of(value));
	}

	@ParameterizedTest
	@MethodSource("plainData")
	void plainDataComesThroughWithItsTypes(Object value) throws Exception {
		Object copy = decode(encode(value));
		assertThat(copy).hasSameClassAs(value).usingRecursiveComparison().isEqualTo(value);
	}

	@Test
	void whatIsSharedStaysSharedAndRingsStayClosed() throws Exception {
		Order order = Shop.order(1);
		List<?> copy = (List<?>) decode(encode(new ArrayList<>(List.of(order, order))));
		assertThat(copy.get(0)).isSameAs(copy.get(1));
		Node ring = new Node();
		ring.next = new Node();
		ring.next.next = ring;
		Node closed = (Node) decode(encode(ring));
		assertThat(closed.next).isNotSameAs(closed);
		assertThat(closed.next.next).isSameAs(closed);
	}

	static Stream<Arguments> otherData() throws Exception {
		Runnable lambda = (Runnable & Serializable) () -> {
		};
		Object proxy = Proxy.newProxyInstance(Shop.class.getClassLoader(), new Class<?>[] { Runnable.class },
				(InvocationHandler & Serializable) (self, method, arguments) -> null);
		return Stream
			.<Object>of(lambda, proxy, new IllegalStateException("x"), new Careful(), new Connection(),
					new URL("file:///x"), Optional.of(1), Pattern.compile("(x+x+)+y"), new Thread(),
					List.of(1).subList(0, 1).iterator())
			.map((value) -> Arguments.of(value));
	}

	@ParameterizedTest
	@MethodSource("otherData")
	void whatIsNotPlainDataIsLeftAloneWhereverItIs(Object value) throws Exception {
		assertThat(CODEC.takes(value)).isFalse();
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (Object holder : List.of(new Box(value), new Object[] { Shop.order(1), value },
				new HashMap<>(Map.of("key", new Box(value))))) {
			assertThat(CODEC.takes(holder)).isTrue();
			assertThat(CODEC.encode(holder, out)).isFalse();
		}
		assertThat(out.size()).isZero();
		assertThat(decode(encode(Shop.order(1)))).isEqualTo(Shop.order(1));
	}

	@Test
	void valuesThatJdkSerializationIsGoodForAreNotTaken() {
		assertThat(Stream.of("x", 1, java.time.Instant.EPOCH, new StringBuilder(), Order.class))
			.noneMatch(CODEC::takes);
	}

	@ParameterizedTest
	@MethodSource("otherData")
	void whatIsNotPlainDataIsNotReadEither(Object value) {
		byte[] hostile;
		try {
			hostile = HostileCodec.withoutRules(new Box(value));
		}
		catch (RuntimeException ex) {
			// Not even Fory itself has a form for it
			assertThat(value).isInstanceOfAny(Thread.class, Iterator.class);
			return;
		}
		Throwable failure = catchThrowable(() -> decode(hostile));
		assertThat(failure).as(value.getClass().getName()).isInstanceOf(RuntimeException.class);
	}

	@Test
	void aClassThatIsRefusedForOneScopeIsAllowedForAnother() throws Exception {
		byte[] bytes = encode(new Box(Shop.order(1)));
		Set<String> orders = Set.of(Order.class.getName());
		assertThat(CODEC.decode(bytes, new Rules("first", Set.of()))).isEqualTo(new Box(Shop.order(1)));
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> CODEC.decode(bytes, new Rules("second", orders)))
			.withStackTraceContaining("refused here: " + Order.class.getName());
		assertThat(CODEC.decode(bytes, new Rules("first", Set.of()))).isEqualTo(new Box(Shop.order(1)));
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> CODEC.decode(bytes, new Rules("second", orders)));
	}

	@Test
	void garbageIsRefusedAndHarmsNothing() throws Exception {
		byte[] good = encode(new ArrayList<>(Shop.orders(20)));
		Random random = new Random(42);
		int failures = 0;
		for (int i = 0; i < 300; i++) {
			byte[] bad = good.clone();
			for (int k = 0; k <= i % 3; k++) {
				bad[random.nextInt(bad.length)] = (byte) random.nextInt();
			}
			byte[] message = (i % 2 == 0) ? bad : Arrays.copyOf(bad, random.nextInt(bad.length));
			Throwable failure = catchThrowable(() -> decode(message));
			if (failure != null) {
				failures++;
				assertThat(failure).isNotInstanceOfAny(OutOfMemoryError.class, InternalError.class);
			}
		}
		assertThat(failures).isPositive();
		assertThat(decode(good)).isEqualTo(new ArrayList<>(Shop.orders(20)));
		byte[] longer = Arrays.copyOf(good, good.length + 1);
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> decode(longer));
	}

	@Test
	void deepChainsFailLikeAFullStack() {
		Node first = new Node();
		for (int i = 0; i < 200_000; i++) {
			Node next = new Node();
			next.next = first;
			first = next;
		}
		Node chain = first;
		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> encode(chain));
	}

	@Test
	void generatedAndInterpretedCodeSpeakTheSameFormat() throws Exception {
		Runtime generated = new Runtime(Shop.class.getClassLoader(), false, true);
		Runtime interpreted = new Runtime(Shop.class.getClassLoader(), false, false);
		Rules rules = new Rules("*", Set.of());
		for (boolean generates : new boolean[] { true, false }) {
			Runtime decoder = new Runtime(Shop.class.getClassLoader(), true, generates);
			for (Runtime encoder : List.of(generated, interpreted)) {
				for (Object value : List.of(Shop.orders(10), new Ledger("x", new HashMap<>(), Shop.order(1)))) {
					ByteArrayOutputStream out = new ByteArrayOutputStream();
					assertThat(encoder.encode(value, out)).isTrue();
					assertThat(decoder.decode(out.toByteArray(), rules)).isEqualTo(value);
					assertThat(decoder.latestBytes()).isEqualTo(encoder.latestBytes()).isPositive();
				}
			}
		}
	}

	@Test
	void codeIsGeneratedWhenMuchHasBeenEncoded() throws Exception {
		Runtimes runtimes = new Runtimes(Shop.class.getClassLoader(), false);
		String text = "x".repeat(1024 * 1024);
		assertThat(runtimes.<Boolean>use(Runtime::generates)).isFalse();
		for (int i = 0; i < Runtimes.WARM / text.length(); i++) {
			runtimes.use((runtime) -> runtime.encode(new Box(text), new ByteArrayOutputStream()));
		}
		assertThat(runtimes.<Boolean>use(Runtime::generates)).isTrue();
	}

	@Test
	void manyThreadsUseItAtOnce() {
		List<Order> orders = Shop.orders(50);
		assertThat(IntStream.range(0, 200).parallel().mapToObj((i) -> {
			try {
				return decode(encode(orders));
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		})).allMatch(orders::equals);
	}

	/**
	 * Allows all classes but some.
	 *
	 * @param scope what the rules are called
	 * @param refused the names of those
	 */
	record Rules(Object scope, Set<String> refused) implements TaskCodec.Classes {

		@Override
		public Class<?> load(String name) throws ClassNotFoundException {
			if (this.refused.contains(name)) {
				throw new SecurityException("refused here: " + name);
			}
			return Class.forName(name, false, loader());
		}

		@Override
		public ClassLoader loader() {
			return Shop.class.getClassLoader();
		}

	}

}
