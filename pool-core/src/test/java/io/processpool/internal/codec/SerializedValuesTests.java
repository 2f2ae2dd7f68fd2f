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

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

import io.processpool.TaskBiFunction;
import io.processpool.TaskCallable;
import io.processpool.TaskFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values that JDK serialization carries.
 */
class SerializedValuesTests {

	record Point(int x, int y) implements Serializable {
	}

	record Line(Point from, Point to, String... names) implements Serializable {
	}

	static final class Node implements Serializable {

		private static final long serialVersionUID = 1L;

		Node next;

		@SuppressWarnings("serial")
		Object other;

	}

	static Stream<Object> values() {
		Map<TimeUnit, Integer> enums = new EnumMap<>(TimeUnit.class);
		enums.put(TimeUnit.DAYS, 1);
		return Stream.of(new Point(1, -2), TimeUnit.DAYS, Instant.EPOCH, Duration.ofDays(9), enums, Set.of(1, 2, 3),
				Map.of("a", List.of(1)), new HashMap<>(Map.of("a", Map.of("b", Map.of("c", 1)))),
				new TreeMap<>(Map.of(1, 2)),
				new LinkedHashMap<>(Map.of("k", new ArrayList<>(List.of(new Point(1, 1))))),
				new ConcurrentHashMap<>(Map.of(1, "x")), new CopyOnWriteArrayList<>(List.of(List.of("x"))),
				Collections.unmodifiableList(new ArrayList<>(List.of(Set.of(1)))), Collections.nCopies(10_000_000, "x"),
				new Object[] { 1, "two", null, new int[] { 3 } }, new int[][] { { 1 }, {}, null }, String.class,
				int.class, int[].class, Map.Entry.class, void.class, new HashSet<>(Set.of(new Point(0, 0))),
				Map.entry("a", "b").getClass().getName(), new java.util.AbstractMap.SimpleEntry<>("key", List.of(1)));
	}

	@ParameterizedTest
	@MethodSource("values")
	void aValueComesBackEqualAndOfTheSameClass(Object value) {
		assertThat(Codecs.roundTrip(value)).isEqualTo(value).hasSameClassAs(value);
	}

	@Test
	void aRecordOfRecordsComesBack() {
		Line copy = Codecs.roundTrip(new Line(new Point(1, 2), new Point(3, 4), "a", "b"));
		assertThat(copy.to()).isEqualTo(new Point(3, 4));
		assertThat(copy.names()).containsExactly("a", "b");
	}

	@Test
	void aListOfEnumsKeepsTheirIdentity() {
		assertThat(Codecs.roundTrip(new ArrayList<>(List.of(TimeUnit.DAYS))).get(0)).isSameAs(TimeUnit.DAYS);
	}

	@Test
	void cyclesAndSharedReferencesSurvive() {
		Node node = new Node();
		node.next = node;
		List<Object> list = new ArrayList<>();
		list.add(list);
		list.add(node);
		node.other = list;
		Node copy = Codecs.roundTrip(node);
		assertThat(copy.next).isSameAs(copy);
		List<?> copiedList = (List<?>) copy.other;
		assertThat(copiedList.get(0)).isSameAs(copiedList);
		assertThat(copiedList.get(1)).isSameAs(copy);
	}

	@Test
	void aListThatHoldsAWrapperOfItselfSurvives() {
		List<Object> list = new ArrayList<>();
		list.add(Collections.unmodifiableList(list));
		list.add(Collections.synchronizedMap(new HashMap<>(Map.of("list", list))));
		List<Object> copy = Codecs.roundTrip(list);
		assertThat((List<?>) copy.get(0)).hasSize(2);
		assertThat(((Map<?, ?>) copy.get(1)).get("list")).isSameAs(copy);
	}

	@Test
	void sharedMutableElementsOfAListStayShared() {
		int[] shared = { 1 };
		List<int[]> copy = Codecs.roundTrip(new ArrayList<>(List.of(shared, shared)));
		assertThat(copy.get(0)).isSameAs(copy.get(1));
	}

	@Test
	void identityMapsComeBack() {
		IdentityHashMap<String, Integer> map = new IdentityHashMap<>(Map.of("a", 1, "b", 2));
		assertThat(new HashMap<>((Map<?, ?>) Codecs.decode(Codecs.encode(map)))).isEqualTo(new HashMap<>(map));
	}

	@Test
	void lambdasComeBackWithWhatTheyCapture() throws Exception {
		int captured = 5;
		Point point = new Point(1, 2);
		TaskCallable<Integer> task = Codecs.roundTrip((TaskCallable<Integer>) () -> captured + point.x());
		assertThat(task.call()).isEqualTo(6);
	}

	@Test
	void methodReferencesComeBack() throws Exception {
		TaskFunction<String, Integer> length = Codecs.roundTrip((TaskFunction<String, Integer>) String::length);
		assertThat(length.apply("four")).isEqualTo(4);
		TaskBiFunction<Integer, Integer, Point> make = Codecs.roundTrip(Point::new);
		assertThat(make.apply(1, 2)).isEqualTo(new Point(1, 2));
		TaskFunction<Integer, Integer> bound = Codecs.roundTrip("abc"::indexOf);
		assertThat(bound.apply((int) 'c')).isEqualTo(2);
	}

	@Test
	@SuppressWarnings("unchecked")
	void aLambdaThatIsCastToSerializableComesBack() {
		Function<Integer, Integer> function = (Function<Integer, Integer> & Serializable) (x) -> x + 1;
		assertThat(Codecs.roundTrip(function).apply(1)).isEqualTo(2);
	}

	interface Greeter {

		String greet(String name);

	}

	record Handler(String greeting) implements InvocationHandler, Serializable {

		@Override
		public Object invoke(Object proxy, Method method, Object[] arguments) {
			return this.greeting + " " + arguments[0];
		}

	}

	@Test
	void proxiesComeBackAlsoOfInterfacesThatAreNotPublic() {
		Object proxy = Proxy.newProxyInstance(Codecs.LOADER, new Class<?>[] { Greeter.class, Serializable.class },
				new Handler("hello"));
		Greeter copy = (Greeter) Codecs.roundTrip(proxy);
		assertThat(copy.greet("you")).isEqualTo("hello you");
		assertThat(copy.getClass()).isSameAs(proxy.getClass());
	}

	public static final class Outside implements Externalizable {

		private static final long serialVersionUID = 1L;

		private String text = "";

		@Override
		public void writeExternal(ObjectOutput out) throws IOException {
			out.writeUTF(this.text);
		}

		@Override
		public void readExternal(ObjectInput in) throws IOException {
			this.text = in.readUTF();
		}

	}

	@Test
	void externalizableObjectsComeBack() {
		Outside outside = new Outside();
		outside.text = "text";
		assertThat(Codecs.roundTrip(outside).text).isEqualTo("text");
	}

	@Test
	void aChainOfObjectsComesBack() {
		Node first = new Node();
		Node last = first;
		for (int i = 0; i < 300; i++) {
			last.next = new Node();
			last = last.next;
		}
		int count = 0;
		for (Node node = Codecs.roundTrip(first); node != null; node = node.next) {
			count++;
		}
		assertThat(count).isEqualTo(301);
	}

}
