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

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The frame, the unit that travels. Sixteen bytes of header, the payload, and zero bytes
 * up to a multiple of eight, so that every header is aligned, on a socket as in shared
 * memory:
 *
 * <pre>
 * offset  bytes  meaning (little endian)
 *      0      4  length of the payload in this frame, 0 to {@value #MAX_PAYLOAD}
 *      4      1  {@linkplain MessageType type} of the message
 *      5      1  flags: {@link #FIRST}, {@link #LAST}, {@link #ABORT}
 *      6      2  magic, {@value #MAGIC}
 *      8      8  reference: what the message is about (see its type)
 *     16      n  payload
 * </pre>
 *
 * A message is one frame or a run of frames; messages are not interleaved. A writer that
 * fails in the middle of a message sends a frame with {@link #ABORT}, and the reader
 * forgets what it has of that message. This format is final; what may grow is the list of
 * types and the payloads that start with a length.
 */
final class Frame {

	static final int HEADER = 16;

	static final int MAX_SIZE = 64 * 1024;

	static final int MAX_PAYLOAD = MAX_SIZE - HEADER;

	static final short MAGIC = 0x5050;

	static final int FIRST = 1;

	static final int LAST = 2;

	static final int ABORT = 4;

	private static final int ALL_FLAGS = FIRST | LAST | ABORT;

	private Frame() {
	}

	static ByteBuffer buffer(int capacity) {
		return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
	}

	static int padded(int payload) {
		return HEADER + ((payload + 7) & ~7);
	}

	static void putHeader(ByteBuffer buffer, int at, int length, MessageType type, int flags, long reference) {
		buffer.putInt(at, length);
		buffer.put(at + 4, type.code());
		buffer.put(at + 5, (byte) flags);
		buffer.putShort(at + 6, MAGIC);
		buffer.putLong(at + 8, reference);
	}

	static int length(ByteBuffer buffer, int at) throws ProtocolException {
		int length = buffer.getInt(at);
		if (length < 0 || length > MAX_PAYLOAD) {
			throw new ProtocolException("a frame claims " + length + " bytes, allowed are 0 to " + MAX_PAYLOAD);
		}
		short magic = buffer.getShort(at + 6);
		if (magic != MAGIC) {
			throw new ProtocolException("a frame starts with magic 0x%04x instead of 0x%04x".formatted(magic, MAGIC));
		}
		return length;
	}

	static MessageType type(ByteBuffer buffer, int at) throws ProtocolException {
		return MessageType.of(buffer.get(at + 4));
	}

	static int flags(ByteBuffer buffer, int at) throws ProtocolException {
		int flags = buffer.get(at + 5);
		if ((flags & ~ALL_FLAGS) != 0) {
			throw new ProtocolException("a frame has unknown flags 0x%02x".formatted(flags));
		}
		return flags;
	}

	static long reference(ByteBuffer buffer, int at) {
		return buffer.getLong(at + 8);
	}

}
