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

package io.processpool.internal.channel;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.processpool.internal.codec.ArrivingValue;
import io.processpool.internal.codec.DecodeLimits;
import io.processpool.internal.codec.ObjectCodec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Large values that are decoded while they arrive.
 */
class LandingTests {

	private static final ObjectCodec CODEC = new ObjectCodec(DecodeLimits.defaults());

	private static final int FULL = Frame.MAX_PAYLOAD;

	private static final int BYTE_ARRAY = 0x11;

	static Stream<Object> values() {
		Random random = new Random(1);
		int count = 200_001;
		byte[] bytes = Wire.noise(random, 5_000_003);
		boolean[] booleans = new boolean[count];
		char[] chars = new char[count];
		short[] shorts = new short[count];
		float[] floats = new float[count];
		for (int i = 0; i < count; i++) {
			booleans[i] = random.nextBoolean();
			chars[i] = (char) random.nextInt();
			shorts[i] = (short) random.nextInt();
			floats[i] = random.nextFloat();
		}
		return Stream.of(bytes, booleans, chars, shorts, floats, random.ints(count).toArray(),
				random.longs(count).toArray(), random.doubles(count).toArray(), "x".repeat(count),
				"\u20ac".repeat(count), ByteBuffer.wrap(bytes, 3, 4_000_000).order(ByteOrder.LITTLE_ENDIAN),
				ByteBuffer.wrap(bytes).asReadOnlyBuffer());
	}

	@ParameterizedTest
	@MethodSource("values")
	void aLargeValueLandsHoweverItsBytesCome(Object value) throws IOException {
		for (int atOnce : new int[] { 997, 4096, 70_000, Integer.MAX_VALUE }) {
			for (boolean memory : new boolean[] { true, false }) {
				Wire wire = new Wire(atOnce, memory);
				MessageWriter writer = wire.writer(Long.MAX_VALUE);
				answer(writer, 1, value);
				answer(writer, 2, 7);
				writer.flush();
				List<Message> messages = wire.readAll(reader(Long.MAX_VALUE));
				assertThat(messages).extracting(Message::reference).containsExactly(1L, 2L);
				assertThat(messages.get(0).payload().landed()).isEqualTo(value);
				assertThat(messages.get(0).payload().first()).isZero();
				assertThat(messages.get(1).payload().landed()).isNull();
				assertThat(messages.get(1).payload().first()).isZero();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, FULL - 15, FULL - 14, FULL, FULL + 1, 2 * FULL - 14, 2 * FULL, 7 * FULL + 12_345 })
	void whatIsSentDirectlyIsTheSame(int size) throws IOException {
		byte[] value = Wire.noise(new Random(size), size);
		Wire buffered = new Wire();
		Wire direct = new Wire();
		MessageWriter directWriter = direct.writer(Long.MAX_VALUE);
		directWriter.drainDirectly();
		for (MessageWriter writer : List.of(buffered.writer(Long.MAX_VALUE), directWriter)) {
			answer(writer, 1, 7);
			answer(writer, 2, value);
			answer(writer, 3, value);
			writer.flush();
		}
		assertThat(direct.bytes()).isEqualTo(buffered.bytes());
	}

	@Test
	void whatIsSentDirectlyHasTheSameLimit() throws IOException {
		MessageWriter writer = new Wire().writer(1_000_000);
		writer.drainDirectly();
		writer.begin(MessageType.ANSWER, 1);
		assertThatExceptionOfType(MessageTooLargeException.class).isThrownBy(() -> writer.write(new byte[1_000_001]));
		writer.abort();
		writer.begin(MessageType.ANSWER, 1);
		writer.write(new byte[1_000_000]);
		writer.commit();
	}

	@ParameterizedTest
	@CsvSource({ "true,true", "true,false", "false,true" })
	void aValueThatIsAbortedLeavesNoTrace(boolean direct, boolean memory) throws IOException {
		Wire wire = new Wire(50_000, memory);
		MessageWriter writer = wire.writer(Long.MAX_VALUE);
		if (direct) {
			writer.drainDirectly();
		}
		writer.begin(MessageType.ANSWER, 1);
		writer.writeLong(0);
		writer.write(head(3_000_000));
		writer.write(new byte[1_000_000]);
		writer.abort();
		answer(writer, 2, new byte[300_000]);
		writer.flush();
		List<Message> messages = wire.readAll(reader(Long.MAX_VALUE));
		assertThat(messages).singleElement().extracting(Message::reference).isEqualTo(2L);
		assertThat(messages.get(0).payload().landed()).isEqualTo(new byte[300_000]);
	}

	@Test
	void memoryIsTakenOnlyForWhatHasComeInPart() throws IOException {
		Wire wire = new Wire(Integer.MAX_VALUE, true);
		MessageReader reader = reader(Long.MAX_VALUE);
		MessageWriter writer = wire.writer(Long.MAX_VALUE);
		writer.begin(MessageType.ANSWER, 1);
		writer.writeLong(0);
		writer.write(head(1 << 28));
		writer.write(new byte[3 * FULL]);
		wire.readAll(reader);
		long before = allocated();
		writer.write(new byte[2 * FULL]);
		wire.readAll(reader);
		assertThat(allocated() - before).as("allocated for 256 MiB that were only announced").isLessThan(4_000_000);
	}

	@Test
	void aValueThatAnnouncesMoreThanTheLimitIsRefused() throws IOException {
		Wire wire = begun(1_000_000 - 12, 1);
		assertThat(wire.readAll(reader(1_000_000))).isEmpty();
		assertThatExceptionOfType(ProtocolException.class)
			.isThrownBy(() -> begun(1_000_000 - 11, 1).readAll(reader(1_000_000)))
			.withMessageContaining("more than 1000000 bytes");
	}

	@Test
	void aLengthThatNoArrayHasIsLeftToWhoeverDecodes() throws IOException {
		Wire wire = begun(-1, 3);
		wire.put(lastFrame(0));
		assertThat(wire.readAll(reader(Long.MAX_VALUE))).singleElement()
			.satisfies((message) -> assertThat(message.payload().landed()).isNull());
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aValueThatEndsTooEarlyIsRefused(boolean memory) throws IOException {
		Wire wire = begun(200_000, 2, memory);
		wire.put(lastFrame(1000));
		MessageReader reader = reader(Long.MAX_VALUE);
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> wire.readAll(reader))
			.withMessageContaining("ends before its value does");
		assertThatExceptionOfType(ProtocolException.class).as("again").isThrownBy(reader::next);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aValueThatGoesOnIsRefused(boolean memory) throws IOException {
		Wire wire = begun(100_000, 2, memory);
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> wire.readAll(reader(Long.MAX_VALUE)))
			.withMessageContaining("goes on behind its value");
	}

	@Test
	void aFrameOfAnotherMessageIsRefusedWhileAValueLands() throws IOException {
		for (byte[] frame : List.of(Wire.frame(8, MessageType.ANSWER.code(), Frame.LAST, Frame.MAGIC, 2, 8),
				Wire.frame(8, MessageType.ITEM.code(), Frame.LAST, Frame.MAGIC, 1, 8),
				Wire.frame(8, MessageType.ANSWER.code(), Frame.FIRST | Frame.LAST, Frame.MAGIC, 1, 8),
				Wire.frame(8, MessageType.ANSWER.code(), 0, Frame.MAGIC, 1, 8),
				Wire.frame(8, MessageType.ANSWER.code(), Frame.ABORT, Frame.MAGIC, 1, 8))) {
			Wire wire = begun(1_000_000, 2);
			wire.put(frame);
			MessageReader reader = reader(Long.MAX_VALUE);
			assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> wire.readAll(reader));
			assertThatExceptionOfType(ProtocolException.class).as("again").isThrownBy(reader::next);
		}
	}

	@Test
	void whatIsCutOffIsNoMessage() throws IOException {
		Wire whole = new Wire();
		MessageWriter writer = whole.writer(Long.MAX_VALUE);
		answer(writer, 1, new byte[400_001]);
		writer.flush();
		byte[] bytes = whole.bytes();
		for (int cut : new int[] { 1, 8, 9, 17, 10_000, 300_000, bytes.length - 1 }) {
			Wire wire = new Wire(Integer.MAX_VALUE, true);
			wire.put(Arrays.copyOf(bytes, bytes.length - cut));
			assertThat(wire.readAll(reader(Long.MAX_VALUE))).as("%s bytes are missing", cut).isEmpty();
		}
	}

	@Test
	void failuresAndOtherMessagesDoNotLand() throws IOException {
		for (MessageType type : List.of(MessageType.ANSWER, MessageType.CALL, MessageType.INITIALIZE)) {
			Wire wire = new Wire();
			MessageWriter writer = wire.writer(Long.MAX_VALUE);
			writer.begin(type, 1);
			writer.writeLong(1);
			writer.write(head(200_000));
			writer.write(new byte[200_000]);
			writer.commit();
			writer.flush();
			assertThat(wire.readAll(reader(Long.MAX_VALUE))).singleElement()
				.satisfies((message) -> assertThat(message.payload().landed()).isNull());
		}
	}

	@Test
	void noiseWithinAValueIsNeverWorseThanRefused() throws IOException {
		Wire sound = begun(300_000, 4);
		sound.put(lastFrame(300_012 - 4 * FULL));
		byte[] whole = sound.bytes();
		List<Integer> headers = IntStream.range(0, 5).map((i) -> i * Frame.MAX_SIZE).boxed().toList();
		Random random = new Random(5);
		for (int run = 0; run < 500; run++) {
			byte[] bytes = whole.clone();
			bytes[headers.get(random.nextInt(headers.size())) + random.nextInt(24)] = (byte) random.nextInt();
			Wire wire = new Wire(1 + random.nextInt(100_000), random.nextBoolean());
			wire.put(bytes);
			try {
				assertThat(wire.readAll(reader(1 << 20))).hasSizeLessThanOrEqualTo(1);
			}
			catch (ProtocolException ex) {
				assertThat(ex).hasMessageContaining("a ");
			}
		}
	}

	/** A value of so many bytes is announced, of which so many full frames have come. */
	private static Wire begun(int announced, int frames) {
		return begun(announced, frames, true);
	}

	private static Wire begun(int announced, int frames, boolean memory) {
		Wire wire = new Wire(Integer.MAX_VALUE, memory);
		byte[] head = head(announced);
		for (int i = 0; i < frames; i++) {
			byte[] frame = Wire.frame(FULL, MessageType.ANSWER.code(), (i == 0) ? Frame.FIRST : 0, Frame.MAGIC, 1,
					FULL);
			if (i == 0) {
				System.arraycopy(head, 0, frame, Frame.HEADER + Answer.HEADER, head.length);
			}
			wire.put(frame);
		}
		return wire;
	}

	private static byte[] lastFrame(int length) {
		return Wire.frame(length, MessageType.ANSWER.code(), Frame.LAST, Frame.MAGIC, 1, length);
	}

	/** The tag and the length of an array of bytes. */
	private static byte[] head(int length) {
		byte[] head = new byte[6];
		head[0] = BYTE_ARRAY;
		int count = 1;
		for (long rest = length & 0xffff_ffffL; rest > 0; rest >>>= 7) {
			head[count++] = (byte) ((rest & 0x7f) | ((rest > 0x7f) ? 0x80 : 0));
		}
		return Arrays.copyOf(head, count);
	}

	private static void answer(MessageWriter writer, long reference, Object value) throws IOException {
		writer.begin(MessageType.ANSWER, reference);
		writer.writeLong(0);
		CODEC.encode(value, writer, "result");
		writer.commit();
	}

	private static MessageReader reader(long limit) {
		MessageReader reader = new MessageReader(limit);
		reader.land(LandingTests::find);
		return reader;
	}

	private static @Nullable Landing find(ByteBuffer head) {
		ArrivingValue value = CODEC.arriving(head);
		return (value != null) ? new Landing(value.size(), value::take, value::place, value::value) : null;
	}

	private static long allocated() {
		return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
			.getThreadAllocatedBytes(Thread.currentThread().getId());
	}

}
