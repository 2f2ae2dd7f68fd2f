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
import java.util.List;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever bytes come, a reader gives messages or says that the protocol was broken; it
 * never fails in another way, never hangs, and never holds more than its limit.
 */
class MessageFuzzTests {

	private static final int LIMIT = 150_000;

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void aReaderSurvivesWhatever(long seed) throws IOException {
		Random random = new Random(seed);
		int refused = 0;
		int accepted = 0;
		for (int round = 0; round < 400; round++) {
			byte[] bytes = valid(random);
			damage(bytes, random);
			Wire wire = new Wire(1 + random.nextInt(60_000));
			wire.put(bytes);
			try {
				List<Message> messages = wire.readAll(new MessageReader(LIMIT));
				accepted++;
				assertThat(messages).allSatisfy((message) -> {
					assertThat(message.payload().size()).isBetween(0L, (long) LIMIT);
					assertThat(message.payload().toByteArray()).hasSize((int) message.payload().size());
				});
			}
			catch (ProtocolException ex) {
				refused++;
				assertThat(ex).hasMessageNotContaining("null");
			}
		}
		assertThat(refused).isPositive();
		assertThat(accepted).isPositive();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void noiseIsRefusedAtOnce(long seed) throws IOException {
		Random random = new Random(seed);
		for (int round = 0; round < 2000; round++) {
			Wire wire = new Wire();
			wire.put(Wire.noise(random, 16 + random.nextInt(500)));
			boolean refused = false;
			try {
				wire.readAll(new MessageReader(LIMIT));
			}
			catch (ProtocolException ex) {
				refused = true;
			}
			assertThat(refused).isTrue();
		}
	}

	private static byte[] valid(Random random) throws IOException {
		Wire wire = new Wire();
		MessageWriter writer = wire.writer(LIMIT);
		MessageType[] types = MessageType.values();
		for (int i = random.nextInt(6); i >= 0; i--) {
			writer.begin(types[random.nextInt(types.length)], random.nextLong());
			writer.write(new byte[random.nextBoolean() ? random.nextInt(100) : random.nextInt(LIMIT)]);
			if (random.nextInt(4) == 0) {
				writer.abort();
			}
			else {
				writer.commit();
			}
		}
		writer.flush();
		return wire.bytes();
	}

	/**
	 * Most of what is not header is of no interest to a reader: so the headers suffer.
	 */
	private static void damage(byte[] bytes, Random random) {
		for (int hits = random.nextInt(3); hits > 0 && bytes.length > 0; hits--) {
			int at = random.nextInt(Math.min(bytes.length, 64));
			bytes[at] = (byte) (random.nextBoolean() ? random.nextInt() : bytes[at] ^ (1 << random.nextInt(8)));
		}
	}

}
