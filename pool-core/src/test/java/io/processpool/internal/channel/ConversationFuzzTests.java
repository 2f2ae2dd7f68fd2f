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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.processpool.internal.channel.ControlMessages.Stacks;
import io.processpool.testing.Fuzz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever a worker says instead of what it should say: the parent reads its frames, its
 * hello, its answers and its stacks, or says that the protocol was broken. Nothing else
 * comes of it, in bounded memory.
 */
@Timeout(120)
class ConversationFuzzTests {

	private static final String NAME = "conversations";

	private static final int LIMIT = 100_000;

	private static final byte[] SECRET = new byte[32];

	/** Buffers of a reader, and what the messages of an input may hold. */
	private static final long MOST_BYTES = 8_000_000;

	private final Random random = new Random(Fuzz.seed(20_261_122));

	private int refused;

	static Stream<Arguments> corpus() throws IOException {
		return Fuzz.corpus(NAME);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("corpus")
	void whatOnceDidHarmOrMightDoesNone(String name, byte[] input) {
		listen(input);
		assertThat(this.refused).isOne();
	}

	@Test
	void conversationsThatWereTamperedWithDoNoHarm() throws IOException {
		List<byte[]> seeds = List.of(conversation(0), conversation(1), conversation(2), conversation(3));
		long rounds = Fuzz.rounds(3_000);
		for (long round = 0; round < rounds; round++) {
			byte[] seed = seeds.get(this.random.nextInt(seeds.size()));
			listen(tamperWith(seed, seeds.get(this.random.nextInt(seeds.size()))));
		}
		assertThat((long) this.refused).isBetween(rounds / 4, rounds - 1);
	}

	@Test
	void conversationsThatNobodyTamperedWithAreUnderstood() throws IOException {
		for (int number = 0; number < 4; number++) {
			listen(conversation(number));
		}
		assertThat(this.refused).isZero();
	}

	private void listen(byte[] input) {
		Fuzz.attempt(NAME, input, MOST_BYTES + 8L * input.length, (bytes) -> {
			Wire wire = new Wire(1 + Arrays.hashCode(bytes) & 0xffff);
			wire.put(bytes);
			try {
				for (Message message : wire.readAll(new MessageReader(LIMIT))) {
					understand(message);
				}
			}
			catch (ProtocolException ex) {
				this.refused++;
			}
		});
	}

	private static void understand(Message message) throws IOException {
		assertThat(message.payload().size()).isBetween(0L, (long) LIMIT);
		switch (message.type()) {
			case HELLO -> Hello.read(message, SECRET);
			case ANSWER -> {
				Answer.of(message.payload().first());
				assertThat(message.payload().without(Answer.HEADER).size()).isNotNegative();
			}
			case STACK_REPLY -> assertThat(Stacks.decode(message.payload()).frames()).doesNotContainNull();
			default -> {
				// The agent refuses what is not due by its type alone
			}
		}
	}

	/** What a worker that behaves may say. */
	private static byte[] conversation(int number) throws IOException {
		Wire wire = new Wire();
		MessageWriter writer = wire.writer(LIMIT);
		Hello.write(writer, Hello.Socket.values()[number % 2], 4711, SECRET);
		send(writer, MessageType.READY, 0, new byte[0]);
		for (int position = 0; position < number; position++) {
			byte[] answer = new byte[8 + position * position * 20_000];
			answer[0] = (byte) (position % 3);
			send(writer, MessageType.ANSWER, position, answer);
		}
		Stacks stacks = new Stacks(List.of(Thread.currentThread().getStackTrace()), "text ".repeat(number * 10));
		send(writer, MessageType.STACK_REPLY, number, stacks.encode());
		writer.flush();
		return wire.bytes();
	}

	private static void send(MessageWriter writer, MessageType type, long reference, byte[] payload)
			throws IOException {
		writer.begin(type, reference);
		writer.write(payload);
		writer.commit();
	}

	private byte[] tamperWith(byte[] seed, byte[] other) {
		byte[] bytes = seed.clone();
		for (int changes = 1 + this.random.nextInt(3); changes > 0 && bytes.length > 8; changes--) {
			int at = this.random.nextInt(this.random.nextBoolean() ? Math.min(200, bytes.length) : bytes.length);
			switch (this.random.nextInt(6)) {
				case 0 -> bytes[at] = (byte) this.random.nextInt();
				case 1 -> bytes[at] ^= (byte) (1 << this.random.nextInt(8));
				case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0xff);
				case 3 -> bytes = Arrays.copyOf(bytes, at);
				case 4 -> bytes = splice(bytes, at, other, this.random.nextInt(other.length) & ~7);
				// A length, where headers begin in small conversations
				default -> bytes[at & ~7] = (byte) this.random.nextInt();
			}
		}
		return bytes;
	}

	private static byte[] splice(byte[] one, int end, byte[] two, int begin) {
		ByteArrayOutputStream spliced = new ByteArrayOutputStream();
		spliced.write(one, 0, end & ~7);
		spliced.write(two, begin, two.length - begin);
		return spliced.toByteArray();
	}

}
