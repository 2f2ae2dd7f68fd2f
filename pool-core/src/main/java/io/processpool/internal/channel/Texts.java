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

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Strings of any length in messages: a length in bytes, then UTF-8.
 */
final class Texts {

	private Texts() {
	}

	static void write(DataOutputStream out, String text) throws IOException {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		out.writeInt(bytes.length);
		out.write(bytes);
	}

	static String read(DataInputStream in) throws IOException {
		return read(in, ControlMessages.MAX_SIZE);
	}

	static String read(DataInputStream in, int limit) throws IOException {
		int length = in.readInt();
		if (length < 0 || length > limit) {
			throw new ProtocolException("a text claims " + length + " bytes");
		}
		byte[] bytes = in.readNBytes(length);
		if (bytes.length < length) {
			throw new ProtocolException("a text claims " + length + " bytes and has " + bytes.length);
		}
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
