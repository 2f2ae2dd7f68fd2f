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
import java.io.InputStream;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.SequenceInputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.processpool.Args;
import io.processpool.TaskCallable;
import io.processpool.TaskSerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Bytes that cannot be decoded: what is said about them.
 */
class DecodeFailureTests {

	record Known(String text) implements Serializable {
	}

	static TaskSerializationException failure(byte[] bytes, ClassLoader loader) {
		TaskSerializationException failure = catchThrowableOfType(TaskSerializationException.class,
				() -> Codecs.CODEC.decode(bytes, 0, bytes.length, loader, "result"));
		assertThat(failure).isNotNull();
		assertThatExceptionOfType(TaskSerializationException.class)
			.isThrownBy(() -> Codecs.CODEC.decode(Codecs.trickling(bytes), loader, "result"));
		assertThatExceptionOfType(TaskSerializationException.class)
			.isThrownBy(() -> Codecs.CODEC.decode(Codecs.trickling(bytes), bytes.length, loader, "result"));
		return failure;
	}

	static final class Known$$SpringCGLIB$$0 implements Serializable {

		private static final long serialVersionUID = 1L;

	}

	static TaskSerializationException failure(byte[] bytes) {
		return failure(bytes, Codecs.LOADER);
	}

	@Test
	void aMissingClassIsNamed() {
		FreshLoader loader = FreshLoader.lacking(Known.class);
		TaskSerializationException failure = failure(Codecs.encode(List.of(new Known("x"))), loader);
		assertThat(failure.typeName()).contains(Known.class.getName());
		assertThat(failure).hasMessage("Cannot decode the result: class " + Known.class.getName()
				+ " is missing where it is decoded. Put it on the class path of the application and of its workers alike.")
			.hasCauseInstanceOf(ClassNotFoundException.class);
		TaskSerializationException second = failure(Codecs.encode(Args.of(1, new Known("x"))), loader);
		assertThat(second.path()).contains("result.second");
		assertThat(second).hasMessageContaining("at result.second");
	}

	@Test
	void aMissingProxyIsToldFromAMissingClass() {
		FreshLoader loader = FreshLoader.lacking(Known$$SpringCGLIB$$0.class);
		assertThat(failure(Codecs.encode(new Known$$SpringCGLIB$$0()), loader))
			.hasMessageContaining("is a proxy that was generated while the application ran")
			.hasMessageContaining("Make the task a static method");
	}

	@Test
	void theClassWhereALambdaStandsMustBeThere() {
		FreshLoader loader = FreshLoader.lacking(DecodeFailureTests.class);
		TaskCallable<Integer> task = () -> 1;
		assertThat(failure(Codecs.encode(task), loader).typeName()).contains(DecodeFailureTests.class.getName());
	}

	@Test
	void classesComeFromTheGivenLoader() {
		FreshLoader loader = FreshLoader.defining(Known.class);
		byte[] bytes = Codecs.encode(new Known("text"));
		Object copy = Codecs.CODEC.decode(bytes, 0, bytes.length, loader, "result");
		assertThat(copy.getClass().getClassLoader()).isSameAs(loader);
	}

	static final class Unusable implements Serializable {

		private static final long serialVersionUID = 1L;

		static {
			if (Unusable.class.getClassLoader() instanceof FreshLoader) {
				throw new IllegalStateException("not here");
			}
		}

		@Override
		public String toString() {
			return "usable";
		}

	}

	@Test
	void aStaticInitialiserThatFailsIsNamedEveryTime() {
		byte[] bytes = Codecs.encode(new Unusable());
		FreshLoader loader = FreshLoader.defining(Unusable.class);
		for (int i = 0; i < 3; i++) {
			TaskSerializationException failure = failure(bytes, loader);
			assertThat(failure.typeName()).contains(Unusable.class.getName());
			assertThat(failure).hasMessageContaining("static initialiser of class " + Unusable.class.getName());
		}
		assertThat(Codecs.decode(bytes)).hasToString("usable");
	}

	record Throwing(int kind) implements Serializable {

		Throwing {
			if (kind > 0) {
				throw new IllegalArgumentException("kind");
			}
		}

	}

	static final class Reading implements Serializable {

		private static final long serialVersionUID = 1L;

		private final int kind;

		Reading(int kind) {
			this.kind = kind;
		}

		private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
			in.defaultReadObject();
			switch (this.kind) {
				case 0 -> throw new IllegalStateException("hostile");
				case 1 -> throw new InvalidObjectException("hostile");
				case 2 -> throw new AssertionError("hostile");
				case 3 -> overflow(0);
				case 4 -> throw new OutOfMemoryError("by hand");
				default -> {
				}
			}
		}

		@SuppressWarnings("InfiniteRecursion") // On purpose
		private int overflow(int depth) {
			return overflow(depth + 1) + depth;
		}

		private Object readResolve() {
			throw new IllegalStateException("hostile");
		}

	}

	@Test
	void whateverUserCodeThrowsNamesItsClass() {
		for (int kind : List.of(0, 1, 2, 3, 5)) {
			TaskSerializationException failure = failure(Codecs.encode(List.of(1, new Reading(kind))));
			assertThat(failure.typeName()).contains(Reading.class.getName());
		}
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> Codecs.decode(Codecs.encode(new Reading(4))))
			.withMessage("by hand");
	}

	@Test
	void aRecordThatRefusesItsValueIsNamed() {
		byte[] bytes = Codecs.encode(new Throwing(0));
		bytes[bytes.length - 1] = 1;
		assertThat(failure(bytes).typeName()).contains(Throwing.class.getName());
	}

	static final class Versioned implements Serializable {

		private static final long serialVersionUID = 0x1122334455667788L;

	}

	@Test
	void anotherVersionOfAClassIsNamed() {
		byte[] bytes = Codecs.encode(new Versioned());
		replace(bytes, new byte[] { 0x11, 0x22, 0x33, 0x44 }, new byte[] { 0x11, 0x22, 0x33, 0x45 });
		TaskSerializationException failure = failure(bytes);
		assertThat(failure.typeName()).contains(Versioned.class.getName());
		assertThat(failure).hasMessageContaining("serialVersionUID").hasMessageContaining("the same version");
	}

	@Test
	void aClassWithOtherFieldsIsNamed() {
		byte[] bytes = Codecs.encode(new Known("x"));
		int behindTheName = indexOf(bytes, Known.class.getName().getBytes(StandardCharsets.US_ASCII))
				+ Known.class.getName().length();
		bytes[behindTheName + Long.BYTES] ^= 1;
		TaskSerializationException failure = failure(bytes);
		assertThat(failure.typeName()).contains(Known.class.getName());
		assertThat(failure).hasMessageContaining("its serialized fields differ")
			.hasMessageContaining("the same version");
	}

	@Test
	void classesKnownFromAttacksAreRefusedByName() {
		byte[] bytes = Codecs.encode(List.of(new Date()));
		replace(bytes, "java.util.Date".getBytes(StandardCharsets.US_ASCII),
				"bsh.Interprete".getBytes(StandardCharsets.US_ASCII));
		TaskSerializationException failure = failure(bytes);
		assertThat(failure.typeName()).contains("bsh.Interprete");
		assertThat(failure).hasMessageContaining("refused");
		assertThat(RefusedClasses.contains("org.apache.commons.collections.functors.InvokerTransformer")).isTrue();
		assertThat(RefusedClasses.contains("[[Lorg.apache.commons.collections4.functors.InvokerTransformer;")).isTrue();
		assertThat(RefusedClasses.contains("[I")).isFalse();
	}

	static Stream<Object> values() {
		return Stream.of(1, "text", "\u20ac", new int[] { 1, 2 }, new byte[5000], new ArrayList<>(List.of(1, "two")),
				Args.of(1, new Known("x")), new Known("x"), new LinkedHashMap<>(Map.of("a", List.of(1))));
	}

	@ParameterizedTest
	@MethodSource("values")
	void bytesThatAreMissingOrLeftOverAreAnError(Object value) {
		byte[] bytes = Codecs.encode(value);
		int step = Math.max(1, bytes.length / 100);
		for (int length = 0; length < bytes.length; length += step) {
			failure(Arrays.copyOf(bytes, length));
		}
		assertThat(failure(Arrays.copyOf(bytes, bytes.length + 1))).hasMessageContaining("left over");
	}

	@Test
	void aStreamThatHasNotTheLengthItShouldHaveIsAnError() {
		byte[] bytes = Codecs.encode("text");
		for (long length : List.of(0L, 1L, bytes.length - 1L, bytes.length + 1L, 1L << 40)) {
			Object decoded = null;
			try {
				decoded = Codecs.CODEC.decode(new ByteArrayInputStream(bytes), length, Codecs.LOADER, "result");
			}
			catch (IOException | TaskSerializationException ex) {
				assertThat(ex).isInstanceOf(TaskSerializationException.class);
			}
			assertThat(decoded).isNull();
		}
	}

	@Test
	void tagsThatNobodyKnowsAreAnError() {
		for (int tag = 0x48; tag < 0x100; tag++) {
			assertThat(failure(new byte[] { (byte) tag, 0, 0, 0 })).hasMessageContaining("is no tag");
		}
		assertThat(failure(new byte[] { Tag.ARRAY_LIST, 1, Tag.ARRAY_LIST, 0 })).hasMessageContaining("is no tag");
		assertThat(failure(new byte[] { Tag.ARGS2, Tag.ARGS2, 0, 0, 0 })).hasMessageContaining("is no tag");
	}

	@Test
	void numbersThatAreTooLongAreAnError() {
		byte[] bytes = new byte[20];
		Arrays.fill(bytes, (byte) 0xff);
		bytes[0] = Tag.LONG;
		assertThat(failure(bytes)).hasMessageContaining("too many bytes");
		bytes[0] = Tag.BYTE_ARRAY;
		failure(bytes);
		assertThat(failure(new byte[] { Tag.INT, -1, -1, -1, -1, -1, 1 })).hasMessageContaining("out of range");
	}

	@Test
	void whatTheStreamThrowsPassesUnchanged() {
		IOException broken = new IOException("broken pipe");
		for (Object value : List.of("text".repeat(10_000), new byte[100_000], List.of(new Known("x")))) {
			byte[] bytes = Codecs.encode(value);
			InputStream in = new SequenceInputStream(new ByteArrayInputStream(bytes, 0, bytes.length - 5),
					new BrokenInput(broken));
			assertThatIOException().isThrownBy(() -> Codecs.CODEC.decode(in, Codecs.LOADER, "result")).isSameAs(broken);
		}
	}

	@Test
	void twentyFailuresInARowLeaveTheCodecUsable() {
		byte[] good = Codecs.encode(new Known("good"));
		byte[] bad = Arrays.copyOf(good, good.length - 3);
		for (int i = 0; i < 20; i++) {
			failure(bad);
			assertThat(Codecs.decode(good)).isEqualTo(new Known("good"));
		}
	}

	private static void replace(byte[] bytes, byte[] from, byte[] to) {
		System.arraycopy(to, 0, bytes, indexOf(bytes, from), to.length);
	}

	private static int indexOf(byte[] bytes, byte[] part) {
		for (int i = 0; i + part.length <= bytes.length; i++) {
			if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
				return i;
			}
		}
		throw new AssertionError("not found");
	}

	private static final class BrokenInput extends InputStream {

		private final IOException failure;

		BrokenInput(IOException failure) {
			this.failure = failure;
		}

		@Override
		public int read() throws IOException {
			throw this.failure;
		}

	}

}
