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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A wire in memory, of which a test decides how much comes out at a time.
 */
final class Wire {

	private final ByteArrayOutputStream written = new ByteArrayOutputStream();

	private final int atOnce;

	private final boolean memory;

	private int read;

	Wire() {
		this(Integer.MAX_VALUE);
	}

	Wire(int atOnce) {
		this(atOnce, false);
	}

	/** A wire that says whether it is memory. */
	Wire(int atOnce, boolean memory) {
		this.atOnce = atOnce;
		this.memory = memory;
	}

	/** A writer at this end. */
	MessageWriter writer(long limit) {
		return new MessageWriter(this::write, limit);
	}

	int size() {
		return this.written.size();
	}

	byte[] bytes() {
		return this.written.toByteArray();
	}

	void put(byte[] bytes) {
		this.written.writeBytes(bytes);
	}

	/** Everything that a reader makes of what was written. */
	List<Message> readAll(MessageReader reader) throws IOException {
		List<Message> messages = new ArrayList<>();
		ByteBuffer all = ByteBuffer.wrap(bytes()).position(this.read);
		this.read = all.limit();
		Transport pieces = new Pieces(all, this.atOnce, this.memory);
		do {
			for (Message message = reader.next(); message != null; message = reader.next()) {
				messages.add(message);
			}
		}
		while (reader.fill(pieces) > 0);
		return messages;
	}

	private void write(ByteBuffer from) {
		byte[] bytes = new byte[from.remaining()];
		from.get(bytes);
		put(bytes);
	}

	/** A frame, right or wrong. */
	static byte[] frame(int length, int type, int flags, int magic, long reference, int payload) {
		ByteBuffer frame = ByteBuffer.allocate(16 + ((payload + 7) & ~7)).order(ByteOrder.LITTLE_ENDIAN);
		frame.putInt(length).put((byte) type).put((byte) flags).putShort((short) magic).putLong(reference);
		return frame.array();
	}

	static byte[] noise(Random random, int size) {
		byte[] bytes = new byte[size];
		random.nextBytes(bytes);
		return bytes;
	}

	private record Pieces(ByteBuffer all, int atOnce, boolean isMemory) implements Transport {

		@Override
		public int read(ByteBuffer into) {
			int count = Math.min(Math.min(this.atOnce, into.remaining()), this.all.remaining());
			if (count == 0) {
				return -1;
			}
			into.put(this.all.slice(this.all.position(), count));
			this.all.position(this.all.position() + count);
			return count;
		}

		@Override
		public int write(ByteBuffer from) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void close() {
			// Nothing to let go
		}

	}

}
