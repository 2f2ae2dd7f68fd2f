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
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

import io.processpool.Args;
import io.processpool.TaskCallable;
import io.processpool.TaskFunction;
import io.processpool.TaskSerializationException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Values that cannot be encoded: what is said about them, and that nothing else suffers.
 */
class EncodeFailureTests {

	private final Thread notSerializableField = Thread.currentThread();

	record Address(String street, Object socket) implements Serializable {
	}

	record Customer(Address[] addresses) implements Serializable {
	}

	record Order(Customer customer, Map<String, Object> notes) implements Serializable {
	}

	static TaskSerializationException failure(Object value, String what) {
		TaskSerializationException failure = catchThrowableOfType(TaskSerializationException.class,
				() -> Codecs.encode(value, what));
		assertThat(failure).isNotNull();
		return failure;
	}

	@Test
	void thePathLeadsThroughRecordsAndArrays() {
		Address good = new Address("street", null);
		Order order = new Order(new Customer(new Address[] { good, good, new Address("x", new Socket()) }), Map.of());
		TaskSerializationException failure = failure(order, "argument");
		assertThat(failure.path()).contains("argument.customer.addresses[2].socket");
		assertThat(failure.typeName()).contains("java.net.Socket");
		assertThat(failure).hasMessage("Cannot encode the argument: java.net.Socket at "
				+ "argument.customer.addresses[2].socket is not serializable. Let it implement java.io.Serializable, make the "
				+ "field that holds it transient, or pass an id instead with which the worker gets its own.")
			.hasCauseInstanceOf(NotSerializableException.class);
	}

	@Test
	void thePathLeadsThroughCollectionsMapsAndReferences() {
		Object culprit = new Object();
		assertThat(failure(new ArrayList<>(List.of(1, List.of(culprit))), "result").path()).contains("result[1][0]");
		assertThat(failure(new TreeMap<>(Map.of("a", 1, "b", List.of(culprit))), "result").path())
			.contains("result.values[1][0]");
		assertThat(failure(Map.of(new Address("", culprit), 1), "result").path()).contains("result.keys[0].socket");
		assertThat(failure(new AtomicReference<>(culprit), "result").path()).contains("result.value");
		assertThat(failure(new IllegalStateException(new HostileException(culprit)), "result").path())
			.contains("result.cause.field");
		assertThat(failure(Args.of(List.of(), culprit), "argument").path()).contains("argument.second");
	}

	@Test
	void theExceptionThatEndsTheStreamIsNotTheCulprit() {
		IOException holding = new HoldingIoException(new Object());
		TaskSerializationException failure = failure(new ArrayList<>(List.of(new IOException(), holding)), "result");
		assertThat(failure.path()).contains("result[1].held");
		assertThat(failure.typeName()).contains("java.lang.Object");
	}

	@Test
	void theValueItselfCanBeTheCulprit() {
		TaskSerializationException failure = failure(new Object(), "result");
		assertThat(failure.path()).contains("result");
		assertThat(failure).hasMessageStartingWith("Cannot encode the result: java.lang.Object is not serializable.");
		assertThat(failure(Optional.of(1), "result").typeName()).contains("java.util.Optional");
	}

	@Test
	void theRightOneOfManyOfTheSameClassIsNamed() {
		List<Object> list = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			list.add(new Picky(i));
		}
		assertThat(failure(list, "argument").path()).contains("argument[7]");
		assertThat(failure(list, "argument"))
			.hasMessageContaining("Picky.writeObject at argument[7] threw " + "java.lang.IllegalStateException");
	}

	@Test
	void aLambdaOfAnOrdinaryInterfaceSaysWhatToDo() {
		Function<Integer, Integer> function = (x) -> x + 1;
		TaskSerializationException failure = failure(function, "task");
		assertThat(failure).hasMessageContaining("lambda or method reference in " + EncodeFailureTests.class.getName())
			.hasMessageContaining("java.util.function.Function")
			.hasMessageContaining("TaskFunction")
			.hasMessageContaining("(Function<...> & Serializable)");
		assertThat(failure.path()).contains("task");
	}

	@Test
	void whatALambdaCapturesHasAPath() {
		int number = 1;
		Address address = new Address("street", new Socket());
		TaskCallable<Object> task = () -> number + address.street();
		TaskSerializationException failure = failure(task, "task");
		assertThat(failure.path()).contains("task[captured #2].socket");
		Object direct = new Object();
		TaskCallable<Object> other = () -> direct;
		assertThat(failure(other, "task")).hasMessageContaining("java.lang.Object at task[captured #1]")
			.hasMessageContaining("The lambda captures it");
	}

	@Test
	void aLambdaThatCapturesItsEnclosingInstanceSaysSo() {
		TaskCallable<Object> task = () -> hashCode();
		TaskSerializationException failure = failure(task, "task");
		assertThat(failure.typeName()).contains(EncodeFailureTests.class.getName());
		assertThat(failure).hasMessageContaining("task[captured #1]")
			.hasMessageContaining("enclosing instance ('this')");
	}

	@Test
	@SuppressWarnings("serial")
	void aMethodOfAnObjectAsATaskSaysThatTheObjectWouldTravel() {
		TaskCallable<Object> task = new Renderer(new Socket())::render;
		assertThat(failure(task, "task")).hasMessage("Cannot encode the task: " + Renderer.class.getName()
				+ " at task[captured #1] is not serializable. The task is a method of " + Renderer.class.getName()
				+ ", so that object has to travel with it. Make the task a static method, or make the class and all that"
				+ " it holds serializable.");
		TaskCallable<Object> deeper = new Address("street", new Socket())::street;
		assertThat(failure(deeper, "task")).hasMessageContaining("java.net.Socket at task[captured #1].socket")
			.hasMessageContaining("The task is a method of " + Address.class.getName());
	}

	@Test
	@SuppressWarnings("serial")
	void aMethodOfAProxyAsATaskNamesTheClassBehindTheProxy() {
		TaskCallable<Object> task = new Renderer$$SpringCGLIB$$0(new Socket())::render;
		assertThat(failure(task, "task"))
			.hasMessageContaining(Renderer.class.getName() + "$$SpringCGLIB$$0, a proxy of " + Renderer.class.getName()
					+ ", at task[captured #1] is not serializable. The task captures a proxy of "
					+ Renderer.class.getName() + ", which belongs to this application")
			.hasMessageContaining("Make the task a static method");
		Object behind = new Object();
		Painter painter = (Painter) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { Painter.class },
				(InvocationHandler & Serializable) (proxy, method, arguments) -> behind);
		TaskCallable<Object> other = painter::paint;
		assertThat(failure(other, "task")).hasMessageContaining("java.lang.Object at task[captured #1].handler")
			.hasMessageContaining("The task captures a proxy of " + Painter.class.getName());
	}

	@Test
	void anAnonymousClassThatCapturesItsEnclosingInstanceSaysSo() {
		TaskFunction<Integer, Object> task = new TaskFunction<>() {

			private static final long serialVersionUID = 1L;

			@Override
			public Object apply(Integer x) {
				return EncodeFailureTests.this.notSerializableField;
			}

		};
		TaskSerializationException failure = failure(task, "task");
		assertThat(failure.path()).contains("task.this$0");
		assertThat(failure).hasMessageContaining("enclosing instance ('this')").hasMessageContaining("static");
	}

	@Test
	void aLambdaInAFieldIsFound() {
		Supplier<String> supplier = () -> "x";
		assertThat(failure(new Address("x", supplier), "argument"))
			.hasMessageContaining("a java.util.function.Supplier, at argument.socket");
	}

	@Test
	void anObjectThatIsOnlyMadeWhileWritingHasNoPath() {
		TaskSerializationException failure = failure(new Replacing(), "argument");
		assertThat(failure.typeName()).contains("java.lang.Object");
		assertThat(failure).hasMessageContaining("java.lang.Object somewhere in it is not serializable");
	}

	@Test
	void whateverUserCodeThrowsNamesItsClass() {
		for (Throwable thrown : List.of(new IllegalStateException("x"), new AssertionError("x"), new IOException("x"),
				new NotSerializableException("no"), new StackOverflowError(), new LinkageError("x"))) {
			TaskSerializationException failure = failure(List.of(1, new Throwing(thrown)), "result");
			assertThat(failure).rootCause().isSameAs(thrown);
			if (!(thrown instanceof StackOverflowError)) {
				assertThat(failure.typeName()).contains(Throwing.class.getName());
				assertThat(failure.path()).contains("result[1]");
			}
		}
	}

	@Test
	void errorsOfTheMachineItselfPass() {
		OutOfMemoryError thrown = new OutOfMemoryError("thrown by hand");
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> Codecs.encode(new Throwing(thrown)))
			.isSameAs(thrown);
	}

	@Test
	void aHostileListIsAnEncodingFailure() {
		List<Object> hostile = new AbstractList<>() {

			@Override
			public Object get(int index) {
				throw new IllegalStateException("hostile");
			}

			@Override
			public int size() {
				throw new IllegalStateException("hostile");
			}

		};
		assertThat(failure(hostile, "result").typeName()).contains(hostile.getClass().getName());
		assertThat(failure(new ArrayList<>(List.of(hostile)), "result").path()).contains("result[0]");
	}

	@Test
	void aChainOfAHundredThousandObjectsIsTooDeep() {
		SerializedValuesTests.Node first = null;
		for (int i = 0; i < 100_000; i++) {
			SerializedValuesTests.Node node = new SerializedValuesTests.Node();
			node.next = first;
			first = node;
		}
		TaskSerializationException failure = failure(first, "argument");
		assertThat(failure).hasMessageContaining("too deep").hasMessageContaining("StackOverflowError");
		assertThat(failure.typeName()).contains(SerializedValuesTests.Node.class.getName());
	}

	@Test
	void twentyFailuresInARowLeaveTheCodecUsable() {
		for (int i = 0; i < 20; i++) {
			failure(List.of(new Object()), "argument");
			failure(new Throwing(new IllegalStateException()), "argument");
			assertThat(Codecs.roundTrip(List.of(1, 2, 3))).containsExactly(1, 2, 3);
			assertThat(Codecs.roundTrip(new Address("street", i)).socket()).isEqualTo(i);
		}
	}

	@Test
	void whatTheStreamThrowsPassesUnchanged() {
		IOException broken = new IOException("broken pipe");
		assertThatIOException().isThrownBy(() -> Codecs.CODEC.encode(List.of(Map.of()), new Broken(broken), "argument"))
			.isSameAs(broken);
		assertThatIOException().isThrownBy(() -> Codecs.CODEC.encode(new Swallowing(), new Broken(broken), "argument"))
			.isSameAs(broken);
		assertThatIOException().isThrownBy(() -> Codecs.CODEC.encode(1, new Broken(broken), "argument"))
			.isSameAs(broken);
		IllegalStateException closed = new IllegalStateException("closed");
		assertThatIllegalStateException()
			.isThrownBy(() -> Codecs.CODEC.encode(new byte[100_000], new Broken(closed), "argument"))
			.isSameAs(closed);
	}

	@Test
	void largeArraysAreHandedOnWithoutACopy() throws IOException {
		byte[] large = new byte[1 << 20];
		List<byte[]> seen = new ArrayList<>();
		Codecs.CODEC.encode(large, new OutputStream() {

			@Override
			public void write(int value) {
				throw new AssertionError("one byte at a time");
			}

			@Override
			public void write(byte[] bytes, int offset, int length) {
				seen.add(bytes);
			}

		}, "argument");
		assertThat(seen).hasSize(2);
		assertThat(seen.get(1)).isSameAs(large);
	}

	@Test
	void aSearchIsBoundedAndRunsNoCodeOfTheApplication() {
		List<Object> large = new ArrayList<>();
		for (int i = 0; i < 300_000; i++) {
			large.add(new int[0]);
		}
		large.add(new Object());
		TaskSerializationException failure = failure(large, "argument");
		assertThat(failure.typeName()).contains("java.lang.Object");
		assertThat(failure.path()).isEmpty();
	}

	interface Painter {

		Object paint();

	}

	static class Renderer {

		private final Socket socket;

		Renderer(Socket socket) {
			this.socket = socket;
		}

		Object render() {
			return this.socket;
		}

	}

	/** Named like what Spring generates. */
	static final class Renderer$$SpringCGLIB$$0 extends Renderer {

		Renderer$$SpringCGLIB$$0(Socket socket) {
			super(socket);
		}

	}

	static final class HostileException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@SuppressWarnings("serial")
		private final Object field;

		HostileException(Object field) {
			this.field = field;
		}

		@Override
		public String toString() {
			return "field " + this.field;
		}

	}

	static final class HoldingIoException extends IOException {

		private static final long serialVersionUID = 1L;

		@SuppressWarnings("serial")
		final Object held;

		HoldingIoException(Object held) {
			this.held = held;
		}

	}

	record Throwing(Throwable thrown) implements Serializable {

		private Object writeReplace() {
			return Throwing.<RuntimeException>sneak(this.thrown.fillInStackTrace());
		}

		@SuppressWarnings("unchecked")
		private static <X extends Throwable> Object sneak(Throwable thrown) throws X {
			throw (X) thrown;
		}

	}

	static final class Picky implements Serializable {

		private static final long serialVersionUID = 1L;

		private final int number;

		Picky(int number) {
			this.number = number;
		}

		private void writeObject(ObjectOutputStream out) throws IOException {
			if (this.number == 7) {
				throw new IllegalStateException("seven");
			}
			out.defaultWriteObject();
		}

	}

	static final class Replacing implements Serializable {

		private static final long serialVersionUID = 1L;

		private void writeObject(ObjectOutputStream out) throws IOException {
			out.writeObject(new Object());
		}

	}

	static final class Swallowing implements Serializable {

		private static final long serialVersionUID = 1L;

		private void writeObject(ObjectOutputStream out) {
			for (int i = 0; i < 100; i++) {
				try {
					out.writeObject(new int[10_000]);
				}
				catch (IOException ex) {
					// swallowed on purpose
				}
			}
		}

	}

	static final class Broken extends ByteArrayOutputStream {

		private final Exception failure;

		Broken(Exception failure) {
			this.failure = failure;
		}

		@Override
		public synchronized void write(byte[] bytes, int offset, int length) {
			Broken.<RuntimeException>sneak(this.failure);
		}

		@SuppressWarnings("unchecked")
		private static <X extends Exception> void sneak(Exception failure) throws X {
			throw (X) failure;
		}

	}

}
