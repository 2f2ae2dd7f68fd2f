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

/**
 * The end of a ring into which one side writes. Does not trust what the other side says
 * that it has read. Confined to whoever may write.
 */
final class RingWriter {

	private static final int CAPACITY = Rings.CAPACITY;

	private final ByteBuffer memory;

	private final int header;

	private final int data;

	private long written;

	/** What the reader had read when that was looked at last. */
	private long read;

	RingWriter(ByteBuffer memory, int header, int data) {
		this.memory = memory;
		this.header = header;
		this.data = data;
	}

	/** Writes what there is room for. */
	int write(ByteBuffer from) throws ProtocolException {
		int count = Math.min(from.remaining(), room(from.remaining()));
		if (count > 0) {
			int at = (int) (this.written & (CAPACITY - 1));
			int before = Math.min(count, CAPACITY - at);
			this.memory.put(this.data + at, from, from.position(), before);
			this.memory.put(this.data, from, from.position() + before, count - before);
			from.position(from.position() + count);
			this.written += count;
			RingMemory.publish(this.memory, this.header + RingMemory.WRITTEN, this.written);
		}
		return count;
	}

	/** Whether everything has been read. */
	boolean isEmpty() throws ProtocolException {
		return room(CAPACITY) == CAPACITY;
	}

	boolean hasRoom() throws ProtocolException {
		return room(1) > 0;
	}

	private int room(int wanted) throws ProtocolException {
		int room = CAPACITY - (int) (this.written - this.read);
		if (room >= wanted) {
			return room;
		}
		long read = RingMemory.get(this.memory, this.header + RingMemory.READ);
		if (read < this.read || read > this.written) {
			throw new ProtocolException("the other side has read to " + read + " of a ring in which " + this.read
					+ " to " + this.written + " can be read");
		}
		this.read = read;
		return CAPACITY - (int) (this.written - read);
	}

	/** Whether the reader rests and has to be woken, now that something was written. */
	boolean mustWakeReader() {
		return RingMemory.takeSign(this.memory, this.header + RingMemory.READER_RESTS);
	}

	/** Says that this side waits for room. It must look again after this. */
	void rest() {
		RingMemory.set(this.memory, this.header + RingMemory.WRITER_RESTS, 1);
	}

	void wake() {
		RingMemory.set(this.memory, this.header + RingMemory.WRITER_RESTS, 0);
	}

}
