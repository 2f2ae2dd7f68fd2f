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

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Random;

import io.processpool.RemoteTaskException;
import io.processpool.TaskSerializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Throwables, friendly and hostile.
 */
class ThrowableCodecTests {

	private static final ThrowableCodec CODEC = new ThrowableCodec(DecodeLimits.defaults());

	private static Throwable roundTrip(Throwable failure) {
		byte[] bytes = CODEC.encode(failure);
		return CODEC.decode(bytes, 0, bytes.length, Codecs.LOADER);
	}

	private static RemoteTaskException told(Throwable failure) {
		Throwable copy = roundTrip(failure);
		assertThat(copy).isInstanceOf(RemoteTaskException.class);
		RemoteTaskException told = (RemoteTaskException) copy;
		assertThat(told.remoteClassName()).isEqualTo(failure.getClass().getName());
		return told;
	}

	static final class OrderException extends Exception {

		private static final long serialVersionUID = 1L;

		private final int number;

		OrderException(String message, int number, Throwable cause) {
			super(message, cause);
			this.number = number;
		}

	}

	@Test
	void anExceptionComesBackWithItsFieldsStackCauseAndSuppressed() {
		OrderException failure = new OrderException("order", 42, new IllegalStateException("cause"));
		failure.addSuppressed(new IOException("suppressed"));
		OrderException copy = (OrderException) roundTrip(failure);
		assertThat(copy).hasMessage("order");
		assertThat(copy.number).isEqualTo(42);
		assertThat(copy.getStackTrace()).isEqualTo(failure.getStackTrace());
		assertThat(copy).hasCauseExactlyInstanceOf(IllegalStateException.class);
		assertThat(copy.getSuppressed()).singleElement().isInstanceOf(IOException.class);
	}

	@Test
	void errorsComeBackToo() {
		assertThat(roundTrip(new StackOverflowError())).isExactlyInstanceOf(StackOverflowError.class);
		assertThat(roundTrip(new AssertionError(1))).isExactlyInstanceOf(AssertionError.class).hasMessage("1");
	}

	@Test
	void aMessageOfAMillionCharactersTravelsWhole() {
		String message = "0123456789".repeat(100_000);
		assertThat(roundTrip(new IllegalStateException(message))).hasMessage(message);
		RemoteTaskException told = told(new Holding(message, new Object()));
		assertThat(told.remoteMessage()).contains(message);
		assertThat(told.remoteStackTrace()).contains("\tat " + getClass().getName()).hasSizeLessThan(100_000);
	}

	@Test
	void longerMessagesAreCutWhereTheyTravelAsText() {
		String message = "x".repeat(10_000_000);
		RemoteTaskException told = told(new Holding(message, new Object()));
		assertThat(told.remoteMessage().orElseThrow()).hasSizeBetween(4_000_000, 5_000_000)
			.endsWith("... (cut, 10000000 characters in all)");
	}

	@Test
	void aHugeExceptionTravelsAsText() {
		byte[] huge = new byte[40 << 20];
		new Random(1).nextBytes(huge);
		Holding failure = new Holding("huge", huge);
		assertThat(CODEC.encode(failure)).hasSizeLessThan(1_000_000);
		assertThat(told(failure)).hasMessageContaining("Holding: huge (told as text, because it cannot be serialized)");
	}

	static class Holding extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@SuppressWarnings("serial")
		final Object held;

		Holding(String message, Object held) {
			super(message);
			this.held = held;
		}

	}

	@Test
	void anExceptionThatCannotBeSerializedIsTold() {
		RemoteTaskException told = told(new Holding("held", new Object()));
		assertThat(told.remoteMessage()).contains("held");
		assertThat(told.remoteStackTrace()).startsWith(Holding.class.getName() + ": held")
			.contains("\tat " + getClass().getName() + ".anExceptionThatCannotBeSerializedIsTold");
		assertThat(told).hasMessageContaining("Holding: held").hasMessageContaining("cannot be serialized");
	}

	@Test
	void anExceptionWhoseClassIsMissingIsTold() {
		byte[] bytes = CODEC.encode(new IllegalStateException("outer", new OrderException("inner", 1, null)));
		RemoteTaskException told = (RemoteTaskException) CODEC.decode(bytes, 0, bytes.length,
				FreshLoader.lacking(OrderException.class));
		assertThat(told.remoteClassName()).isEqualTo(IllegalStateException.class.getName());
		assertThat(told.remoteStackTrace()).contains("Caused by: " + OrderException.class.getName() + ": inner");
		assertThat(told).hasMessageContaining("ClassNotFoundException: " + OrderException.class.getName());
	}

	static final class Hostile extends Exception {

		private static final long serialVersionUID = 1L;

		private final String how;

		Hostile(String how) {
			this.how = how;
		}

		private void act(String method) {
			if (this.how.equals(method)) {
				throw new IllegalStateException("hostile " + method);
			}
			if (this.how.equals(method + " overflow")) {
				act(method);
			}
		}

		@Override
		public @Nullable String getMessage() {
			act("getMessage");
			return "message";
		}

		@Override
		public synchronized @Nullable Throwable getCause() {
			act("getCause");
			return this.how.equals("cycle") ? this : super.getCause();
		}

		@Override
		public StackTraceElement @Nullable [] getStackTrace() {
			act("getStackTrace");
			return this.how.equals("no stack") ? null : super.getStackTrace();
		}

		@Override
		public String toString() {
			throw new IllegalStateException("hostile toString");
		}

		@Override
		public void printStackTrace(PrintStream out) {
			throw new IllegalStateException("hostile printStackTrace");
		}

		private void writeObject(ObjectOutputStream out) throws IOException {
			act("writeObject");
			out.defaultWriteObject();
		}

		private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
			in.defaultReadObject();
			act("readObject");
		}

		private Object readResolve() {
			return this.how.equals("readResolve") ? "no throwable" : this;
		}

	}

	@ParameterizedTest
	@ValueSource(
			strings = { "writeObject", "writeObject overflow", "readObject", "readObject overflow", "readResolve" })
	void hostileSerializationIsTold(String how) {
		RemoteTaskException told = told(new Hostile(how));
		assertThat(told.remoteMessage()).contains("message");
		assertThat(told.remoteStackTrace()).startsWith(Hostile.class.getName() + ": message");
	}

	@ParameterizedTest
	@ValueSource(strings = { "getMessage", "getCause", "getStackTrace", "no stack", "cycle", "nothing" })
	void hostileMethodsDoNotKeepAnExceptionFromTravelling(String how) {
		assertThat(roundTrip(new Hostile(how)).getClass()).isSameAs(Hostile.class);
		byte[] bytes = CODEC.encode(new Hostile(how));
		RemoteTaskException told = (RemoteTaskException) CODEC.decode(bytes, 0, bytes.length,
				FreshLoader.lacking(Hostile.class));
		assertThat(told.remoteClassName()).isEqualTo(Hostile.class.getName());
		assertThat(told.remoteStackTrace()).startsWith(Hostile.class.getName());
	}

	@Test
	void causesInACircleAreToldOnce() {
		Exception outer = new Exception("outer");
		Exception inner = new Exception("inner", outer);
		outer.initCause(inner);
		Throwable copy = roundTrip(outer);
		assertThat(copy).hasMessage("outer");
		assertThat(copy.getCause().getCause()).isSameAs(copy);
		String text = ThrowableText.of(outer);
		assertThat(text).contains("Caused by: java.lang.Exception: inner")
			.contains("Caused by: [CIRCULAR REFERENCE: java.lang.Exception]");
	}

	@Test
	void fiveThousandCausesAreBounded() {
		Exception failure = new Exception("first");
		for (int i = 0; i < 5000; i++) {
			failure = new Exception("cause", failure);
		}
		assertThat(CODEC.encode(failure)).hasSizeLessThan(1_000_000);
		assertThat(told(failure).remoteStackTrace()).contains("... (cut)");
	}

	@Test
	void theTextIsWhatTheJdkPrints() {
		Exception failure = new Exception("outer", new IllegalStateException("inner"));
		failure.addSuppressed(new IOException("suppressed", new IOException()));
		java.io.StringWriter printed = new java.io.StringWriter();
		failure.printStackTrace(new java.io.PrintWriter(printed, true));
		assertThat(ThrowableText.of(failure)).isEqualTo(printed.toString());
	}

	@Test
	void aFailureToSerializeTravelsAsItselfWhateverItsCause() {
		TaskSerializationException failure = EncodeFailureTests
			.failure(List.of(new EncodeFailureTests.Throwing(new Holding("held", new Object()))), "result");
		TaskSerializationException copy = (TaskSerializationException) roundTrip(failure);
		assertThat(copy).hasMessage(failure.getMessage());
		assertThat(copy.typeName()).isEqualTo(failure.typeName()).isPresent();
		assertThat(copy.path()).isEqualTo(failure.path()).isPresent();
		assertThat(copy.getStackTrace()).isEqualTo(failure.getStackTrace());
		assertThat(copy).cause().isInstanceOf(RemoteTaskException.class).hasMessageContaining("Holding: held");
		TaskSerializationException plain = EncodeFailureTests.failure(new Object(), "result");
		assertThat(roundTrip(plain)).hasCauseInstanceOf(java.io.NotSerializableException.class);
	}

	@Test
	void bytesThatAreNoThrowableAreTold() {
		for (byte[] bytes : List.of(new byte[0], new byte[] { 7 }, Codecs.encode("java.lang.Exception"),
				new byte[] { Tag.STRING_LATIN1, 1, 'x', Tag.INT, 1, Tag.NULL, Tag.NULL })) {
			assertThat(CODEC.decode(bytes, 0, bytes.length, Codecs.LOADER)).isInstanceOf(RemoteTaskException.class);
		}
	}

	@Test
	void randomChangesNeverDoHarm() {
		Random random = new Random(5);
		byte[] seed = CODEC.encode(new OrderException("x", 1, new IllegalStateException("y")));
		for (int i = 0; i < 1000; i++) {
			byte[] bytes = seed.clone();
			bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
			assertThat(CODEC.decode(bytes, 0, bytes.length, Codecs.LOADER)).isNotNull();
		}
	}

}
