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
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What a writer writes, a reader reads; and what nobody may write is refused.
 */
class MessageTests {

	private static final int MAGIC = 0x5050;

	private static final int ITEM = MessageType.ITEM.code();

	private static final int FULL = 65_520;

	private static final long UNLIMITED = Long.MAX_VALUE;

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 7, 8, 9, 65_519, 65_520, 65_521, 131_039, 131_040, 131_041, 3_000_000 })
	void aMessageOfAnySizeArrivesAsItWas(int size) throws IOException {
		byte[] payload = Wire.noise(new Random(size), size);
		Wire wire = new Wire();
		MessageWriter writer = wire.writer(UNLIMITED);
		writer.begin(MessageType.ANSWER, -7);
		writer.write(payload);
		assertThat(writer.size()).isEqualTo(size);
		writer.commit();
		writer.flush();
		assertThat(wire.size() % 8).isZero();
		assertThat(wire.readAll(new MessageReader(UNLIMITED))).singleElement().satisfies((message) -> {
			assertThat(message.type()).isEqualTo(MessageType.ANSWER);
			assertThat(message.reference()).isEqualTo(-7);
			assertThat(message.payload().size()).isEqualTo(size);
			assertThat(message.payload().toByteArray()).isEqualTo(payload);
			assertThat(message.payload().open().readAllBytes()).isEqualTo(payload);
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3, 17, 4096, 70_000 })
	void messagesArriveInWhateverPiecesTheyCome(int atOnce) throws IOException {
		Random random = new Random(atOnce);
		Wire wire = new Wire(atOnce);
		MessageWriter writer = wire.writer(UNLIMITED);
		int[] sizes = { 0, 5, 70_000, 1, 65_520, 12, 140_000, 3 };
		for (int i = 0; i < sizes.length; i++) {
			byte[] payload = new byte[sizes[i]];
			Arrays.fill(payload, (byte) i);
			writer.begin(MessageType.ITEM, i);
			for (int at = 0; at < payload.length;) {
				int part = Math.min(payload.length - at, 1 + random.nextInt(50_000));
				writer.write(payload, at, part);
				at += part;
			}
			writer.commit();
			if (random.nextBoolean()) {
				writer.flush();
			}
		}
		writer.flush();
		List<Message> messages = wire.readAll(new MessageReader(UNLIMITED));
		assertThat(messages).extracting(Message::reference).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
		for (int i = 0; i < sizes.length; i++) {
			byte[] expected = new byte[sizes[i]];
			Arrays.fill(expected, (byte) i);
			assertThat(messages.get(i).payload().toByteArray()).isEqualTo(expected);
		}
	}

	@Test
	void nothingLeavesBeforeItIsFlushedOrTooMuch() throws IOException {
		Wire wire = new Wire();
		MessageWriter writer = wire.writer(UNLIMITED);
		writer.begin(MessageType.ITEM, 1);
		writer.writeLong(0x0102030405060708L);
		writer.flush();
		assertThat(wire.size()).isZero();
		writer.commit();
		assertThat(wire.size()).isZero();
		writer.flush();
		assertThat(wire.readAll(new MessageReader(UNLIMITED)).get(0).payload().toByteArray()).containsExactly(8, 7, 6,
				5, 4, 3, 2, 1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 100, 65_520, 65_521, 131_040, 131_041, 200_000, 1_000_000 })
	void anAbortedMessageVanishesAndTheNextOneIsWhole(int size) throws IOException {
		Wire wire = new Wire();
		MessageWriter writer = wire.writer(UNLIMITED);
		writer.begin(MessageType.ITEM, 1);
		writer.write(new byte[10]);
		writer.commit();
		writer.begin(MessageType.ITEM, 2);
		writer.write(new byte[size]);
		writer.abort();
		writer.abort();
		writer.begin(MessageType.ITEM, 3);
		writer.write(new byte[20]);
		writer.commit();
		writer.flush();
		assertThat(wire.readAll(new MessageReader(UNLIMITED))).extracting(Message::reference).containsExactly(1L, 3L);
	}

	@Test
	void aMessageThatIsAbortedBeforeItLeftCostsNothing() throws IOException {
		Wire wire = new Wire();
		MessageWriter writer = wire.writer(UNLIMITED);
		writer.begin(MessageType.ITEM, 2);
		writer.write(new byte[1000]);
		writer.abort();
		writer.flush();
		assertThat(wire.size()).isZero();
	}

	@Test
	void aWriterRefusesWhatTheOtherSideWouldNotTakeAndGoesOn() throws IOException {
		Wire wire = new Wire();
		MessageWriter writer = wire.writer(100_000);
		writer.begin(MessageType.ANSWER, 1);
		writer.write(new byte[100_000]);
		assertThatExceptionOfType(MessageTooLargeException.class).isThrownBy(() -> writer.write(1))
			.withMessageContaining("100000");
		writer.abort();
		writer.begin(MessageType.ANSWER, 2);
		writer.write(new byte[100_000]);
		writer.commit();
		writer.flush();
		assertThat(wire.readAll(new MessageReader(100_000))).extracting(Message::reference).containsExactly(2L);
	}

	@Test
	void messagesDoNotNest() throws IOException {
		MessageWriter writer = new Wire().writer(UNLIMITED);
		assertThatIllegalStateException().isThrownBy(() -> writer.write(1));
		writer.begin(MessageType.ANSWER, 1);
		assertThatIllegalStateException().isThrownBy(() -> writer.begin(MessageType.ANSWER, 2));
	}

	@ParameterizedTest(name = "length {0}, type {1}, flags {2}, magic {3}")
	@CsvSource({ "-1, 8, 3, 0x5050", "65521, 8, 3, 0x5050", "2147483647, 8, 3, 0x5050", "0, 0, 3, 0x5050",
			"0, 14, 3, 0x5050", "0, -1, 3, 0x5050", "0, 8, 11, 0x5050", "0, 8, -1, 0x5050", "0, 8, 3, 0x5051",
			"0, 8, 3, 0" })
	void aFrameThatCannotBeIsRefused(int length, int type, int flags, int magic) {
		assertRefused(UNLIMITED, Wire.frame(length, type, flags, magic, 0, 64));
	}

	@Test
	void framesThatDoNotFitTogetherAreRefused() {
		byte[] begin = Wire.frame(FULL, ITEM, Frame.FIRST, MAGIC, 5, FULL);
		assertRefused(UNLIMITED, Wire.frame(8, ITEM, Frame.LAST, MAGIC, 5, 8));
		assertRefused(UNLIMITED, Wire.frame(FULL, ITEM, 0, MAGIC, 5, FULL));
		assertRefused(UNLIMITED, Wire.frame(0, ITEM, Frame.ABORT, MAGIC, 5, 0));
		assertRefused(UNLIMITED, Wire.frame(8, ITEM, Frame.FIRST, MAGIC, 5, 8));
		assertRefused(UNLIMITED, begin, begin);
		assertRefused(UNLIMITED, begin, Wire.frame(8, ITEM, 3, MAGIC, 5, 8));
		assertRefused(UNLIMITED, begin, Wire.frame(8, ITEM, Frame.LAST, MAGIC, 6, 8));
		assertRefused(UNLIMITED, begin, Wire.frame(8, ITEM + 1, Frame.LAST, MAGIC, 5, 8));
		assertRefused(UNLIMITED, begin, Wire.frame(8, ITEM, 0, MAGIC, 5, 8));
	}

	@Test
	void aMessageThatIsTooLargeIsRefusedBeforeItIsHeld() {
		assertRefused(100, Wire.frame(101, ITEM, 3, MAGIC, 0, 101));
		assertRefused(FULL, Wire.frame(FULL, ITEM, Frame.FIRST, MAGIC, 0, FULL),
				Wire.frame(1, ITEM, Frame.LAST, MAGIC, 0, 1));
	}

	@Test
	void framesWithoutEndAreRefusedWhenTheyAreTooMany() throws IOException {
		MessageReader reader = new MessageReader(10 * FULL);
		byte[] next = Wire.frame(FULL, ITEM, 0, MAGIC, 0, FULL);
		feed(reader, Wire.frame(FULL, ITEM, Frame.FIRST, MAGIC, 0, FULL));
		for (int i = 0; i < 9; i++) {
			feed(reader, next);
		}
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> feed(reader, next))
			.withMessageContaining(Integer.toString(10 * FULL));
	}

	private static void feed(MessageReader reader, byte[] frame) throws IOException {
		Wire wire = new Wire();
		wire.put(frame);
		assertThat(wire.readAll(reader)).isEmpty();
	}

	private static void assertRefused(long limit, byte[]... frames) {
		Wire wire = new Wire();
		Arrays.stream(frames).forEach(wire::put);
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> wire.readAll(new MessageReader(limit)));
	}

}
