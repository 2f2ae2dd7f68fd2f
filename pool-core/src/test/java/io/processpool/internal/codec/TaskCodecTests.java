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
import java.io.Serializable;
import java.io.StreamCorruptedException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.processpool.Args;
import io.processpool.Args2;
import io.processpool.DeserializationPolicy;
import io.processpool.TaskCallable;
import io.processpool.TaskCodec;
import io.processpool.TaskSerializationException;
import io.processpool.internal.codec.TinyCodec.Point;
import io.processpool.internal.codec.TinyCodec.Sick;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A codec of others between our own forms and JDK serialization.
 */
class TaskCodecTests {

	private static final ObjectCodec CODEC = codec(ClassRules.trusting());

	private static ObjectCodec codec(ClassRules rules) {
		return new ObjectCodec(DecodeLimits.defaults(), rules, new TinyCodec());
	}

	private static byte[] encode(Object value) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try {
			CODEC.encode(value, out, "result");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toByteArray();
	}

	private static Object decode(ObjectCodec codec, byte[] bytes) {
		return codec.decode(bytes, 0, bytes.length, Codecs.LOADER, "result");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 4000, 4095, 4096, 10_000, 300_000 })
	void whatItTakesComesThroughInChunksOfAnySize(int length) throws Exception {
		byte[] padding = new byte[length];
		new Random(1).nextBytes(padding);
		byte[] bytes = encode(new Point(7, padding));
		assertThat(bytes[0]).isEqualTo((byte) Tag.CODEC);
		assertThat(((Point) decode(CODEC, bytes)).padding()).isEqualTo(padding);
		assertThat(((Point) CODEC.decode(Codecs.trickling(bytes), Codecs.LOADER, "result")).padding())
			.isEqualTo(padding);
	}

	@Test
	void manySmallWritesComeThrough() throws Exception {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		WireOutput wire = new WireOutput(bytes);
		CodecOutput out = new CodecOutput(wire);
		assertThat(out.hasBegun()).isFalse();
		byte[] expected = new byte[20_000];
		new Random(2).nextBytes(expected);
		for (int i = 0; i < 10_000; i++) {
			out.write(expected[i]);
		}
		for (int i = 10_000; i < 20_000; i += 100) {
			out.write(expected, i, 100);
		}
		assertThat(out.hasBegun()).isTrue();
		out.finish();
		wire.drain();
		byte[] written = bytes.toByteArray();
		WireInput in = WireInput.ofArray(written, 1, written.length - 1);
		assertThat(in.readChunks(20_000)).isEqualTo(expected);
		WireInput limited = WireInput.ofArray(written, 1, written.length - 1);
		assertThatExceptionOfType(StreamCorruptedException.class).isThrownBy(() -> limited.readChunks(19_999));
	}

	@Test
	void ourOwnFormsAndTasksAreNotItsBusiness() {
		assertThat(encode(7)[0]).isEqualTo((byte) Tag.INT);
		assertThat(encode(List.of(1, 2))[0]).isEqualTo((byte) Tag.IMMUTABLE_LIST);
		TaskCallable<Integer> task = () -> 7;
		assertThat(encode(task)[0]).isEqualTo((byte) Tag.JDK);
		assertThat(TaskCodecs.mayTake(task)).isFalse();
		assertThat(TaskCodecs.mayTake(new RecordTask(1))).isFalse();
		assertThat(TaskCodecs.mayTake(new IllegalStateException())).isFalse();
		assertThat(TaskCodecs.mayTake((Runnable & Serializable) () -> {
		})).isFalse();
		assertThat(TaskCodecs.mayTake(new Point(1))).isTrue();
	}

	@Test
	void whatItDoesNotTakeIsJdkSerialized() {
		assertThat(encode(new StringBuilder("x"))[0]).isEqualTo((byte) Tag.JDK);
		byte[] bytes = encode(new Point(-1));
		assertThat(bytes[0]).isEqualTo((byte) Tag.JDK);
		assertThat(((Point) decode(CODEC, bytes)).x()).isEqualTo(-1);
	}

	@Test
	void itTakesOneOfTwoArguments() {
		byte[] bytes = encode(Args.of("name", new Point(5)));
		assertThat(bytes[0]).isEqualTo((byte) Tag.ARGS2);
		Args2<?, ?> args = (Args2<?, ?>) decode(CODEC, bytes);
		assertThat(args.first()).isEqualTo("name");
		assertThat(args.second()).isInstanceOfSatisfying(Point.class, (point) -> assertThat(point.x()).isEqualTo(5));
	}

	@ParameterizedTest
	@CsvSource({ "THROWS, java.lang.IllegalStateException", "TOO_LATE, java.lang.IllegalStateException" })
	void whatItThrowsWhileItEncodesIsToldWithItsNameAndTheClass(Sick value, String thrown) {
		assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(() -> encode(value))
			.withMessage("Cannot encode the result: the codec 'tiny' threw " + thrown + " in an instance of "
					+ Sick.class.getName()
					+ ". The cause tells why; repair it there, or build the pool without the codec.")
			.satisfies((ex) -> assertThat(ex.getCause()).hasSameClassAs(new IllegalStateException()));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			MISSING | class no.such.Type is missing where it is decoded
			DEEP    | its objects nest too deep for this thread's stack
			EMPTY   | the codec 'tiny' threw java.io.EOFException. The cause tells why
			""")
	void whatItCannotDecodeIsExplained(Sick value, String problem) {
		byte[] bytes = encode(value);
		assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(() -> decode(CODEC, bytes))
			.withMessageStartingWith("Cannot decode the result: " + problem);
	}

	@Test
	void itsClassesAreUnderTheRulesOfThePoolEvenIfItMakesLightOfARefusal() {
		byte[] bytes = encode(new Point(3));
		ObjectCodec strict = codec(ClassRules.of(DeserializationPolicy.strict()));
		assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(() -> decode(strict, bytes))
			.withMessageStartingWith("Cannot decode the result: class " + Point.class.getName()
					+ " is refused, because this pool's list of classes")
			.satisfies((ex) -> assertThat(ex.typeName()).contains(Point.class.getName()));
		TaskCallable<Integer> task = () -> 7;
		assertThat(decode(strict.forResultsOf(task), bytes)).isInstanceOf(Point.class);
	}

	@Test
	void classesKnownFromAttacksAreRefusedBeforeTheyAreLoaded() {
		CodecClasses classes = new CodecClasses(Codecs.LOADER, ClassRules.standard());
		assertThatExceptionOfType(SecurityException.class).isThrownBy(() -> classes.load("bsh.Interpreter"));
		assertThat(classes.refusal()).startsWith("class bsh.Interpreter is refused, because it is known from attacks");
		assertThat(classes.latestClass()).isEqualTo("bsh.Interpreter");
	}

	@Test
	void scopesAreEqualWhereLoaderAndRulesAre() {
		ClassRules strict = ClassRules.of(DeserializationPolicy.strict());
		TaskCallable<Integer> task = () -> 7;
		TaskCodec.Classes classes = new CodecClasses(Codecs.LOADER, strict.withPackagesOf(task));
		TaskCodec.Classes same = new CodecClasses(Codecs.LOADER, strict.withPackagesOf(task));
		assertThat(classes.scope()).isEqualTo(same.scope()).hasSameHashCodeAs(same.scope());
		assertThat(classes.scope()).isNotEqualTo(new CodecClasses(Codecs.LOADER, strict).scope())
			.isNotEqualTo(new CodecClasses(null, strict.withPackagesOf(task)).scope())
			.isNotEqualTo(new CodecClasses(Codecs.LOADER, ClassRules.trusting()).scope());
	}

	@Test
	void bytesOfACodecAreRefusedWhereThereIsNone() {
		byte[] bytes = encode(new Point(3));
		assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(() -> Codecs.decode(bytes))
			.withMessageContaining("it was written by a codec, and this pool has none");
	}

	@Test
	void chunksThatAreCutOffOrLieAreRefused() {
		byte[] bytes = encode(new Point(3, new byte[5000]));
		for (int length = 1; length < bytes.length; length += 17) {
			byte[] cut = Arrays.copyOf(bytes, length);
			assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(() -> decode(CODEC, cut));
		}
		byte[] lying = { Tag.CODEC, -1, -1, -1, 127, 1 };
		assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(() -> decode(CODEC, lying))
			.withMessageContaining("ends too early");
	}

	@Test
	void anUnknownNameIsRefusedWithThoseThatThereAre() {
		assertThat(TaskCodecs.find("tiny", Codecs.LOADER)).isInstanceOf(TinyCodec.class);
		assertThatIllegalArgumentException().isThrownBy(() -> TaskCodecs.find("kryo", Codecs.LOADER))
			.withMessage("'tiny', which is on the class path");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> TaskCodecs.find("kryo", ClassLoader.getPlatformClassLoader()))
			.withMessageStartingWith("none, since no codec is on the class path");
	}

	record RecordTask(int value) implements TaskCallable<Integer> {

		@Override
		public Integer call() {
			return this.value;
		}

	}

}
