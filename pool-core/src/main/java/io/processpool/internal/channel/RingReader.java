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
 * The end of a ring from which one side reads. Does not trust what the other side says
 * that it has written, and what was read is a copy. Confined to whoever may read.
 */
final class RingReader {

	private static final int CAPACITY = Rings.CAPACITY;

	private final ByteBuffer memory;

	private final int header;

	private final int data;

	private long read;

	/** What the writer had written when that was looked at last. */
	private long written;

	RingReader(ByteBuffer memory, int header, int data) {
		this.memory = memory;
		this.header = header;
		this.data = data;
	}

	/** Reads what is there and fits. */
	int read(ByteBuffer into) throws ProtocolException {
		if (!isReady()) {
			return 0;
		}
		int count = Math.min(into.remaining(), (int) (this.written - this.read));
		int at = (int) (this.read & (CAPACITY - 1));
		int before = Math.min(count, CAPACITY - at);
		into.put(into.position(), this.memory, this.data + at, before);
		into.put(into.position() + before, this.memory, this.data, count - before);
		into.position(into.position() + count);
		this.read += count;
		RingMemory.publish(this.memory, this.header + RingMemory.READ, this.read);
		return count;
	}

	/** Whether there is something to read. */
	boolean isReady() throws ProtocolException {
		long written = RingMemory.get(this.memory, this.header + RingMemory.WRITTEN);
		if (written < this.written || written - this.read > CAPACITY) {
			throw new ProtocolException("the other side has written to " + written + " in a ring of " + CAPACITY
					+ " bytes that was written to " + this.written + " and read to " + this.read);
		}
		this.written = written;
		return written > this.read;
	}

	/** Whether the writer waits for room and has to be woken, now that there is some. */
	boolean mustWakeWriter() {
		return RingMemory.takeSign(this.memory, this.header + RingMemory.WRITER_RESTS);
	}

	/** Says that this side waits for bytes. It must look again after this. */
	void rest() {
		RingMemory.set(this.memory, this.header + RingMemory.READER_RESTS, 1);
	}

	void wake() {
		RingMemory.set(this.memory, this.header + RingMemory.READER_RESTS, 0);
	}

}
