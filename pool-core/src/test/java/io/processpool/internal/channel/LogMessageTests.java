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
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import io.processpool.WorkerLogEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LogMessage}.
 */
class LogMessageTests {

	private static final WorkerLogEvent EVENT = new WorkerLogEvent(Instant.ofEpochMilli(1234), Level.WARNING, "a.B",
			"main", "größer", Map.of("traceId", "1"), "java.lang.Error");

	@Test
	void anEventArrivesAsItWasSent() throws IOException {
		assertThat(LogMessage.decode(Payload.of(LogMessage.encode(EVENT)))).isEqualTo(EVENT);
	}

	@Test
	void whatIsTooLongIsCutByWhoeverSendsIt() throws IOException {
		Map<String, String> context = new HashMap<>();
		for (int i = 0; i < 1000; i++) {
			context.put("key" + i, "\u20ac".repeat(5000));
		}
		String text = "\u20ac".repeat(1 << 20);
		WorkerLogEvent event = LogMessage.decode(Payload
			.of(LogMessage.encode(new WorkerLogEvent(Instant.EPOCH, Level.INFO, text, text, text, context, text))));
		assertThat(event.message()).hasSize(LogMessage.MAX_TEXT);
		assertThat(event.stackTrace()).hasSize(LogMessage.MAX_TEXT);
		assertThat(event.loggerName()).hasSize(LogMessage.MAX_NAME);
		assertThat(event.context()).hasSize(LogMessage.MAX_CONTEXT)
			.allSatisfy((key, value) -> assertThat(value).hasSize(LogMessage.MAX_NAME));
	}

	@Test
	void bytesThatAreCutOffOrChangedAreRefusedOrHarmless() throws IOException {
		byte[] bytes = LogMessage.encode(EVENT);
		for (int length = 0; length < bytes.length; length++) {
			Payload cut = Payload.of(Arrays.copyOf(bytes, length));
			assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> LogMessage.decode(cut));
		}
		for (int i = 0; i < bytes.length; i++) {
			byte[] changed = bytes.clone();
			changed[i] ^= (byte) 0xff;
			try {
				LogMessage.decode(Payload.of(changed));
			}
			catch (ProtocolException ex) {
				assertThat(ex.getMessage()).isNotBlank();
			}
		}
	}

}
