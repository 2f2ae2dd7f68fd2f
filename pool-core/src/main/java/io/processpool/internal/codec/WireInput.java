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

package io.processpool.internal.codec;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of one message on their way in, all of them and no more than the limit. No
 * length that it reads is believed: memory is taken as the bytes for it really arrive.
 * One thread, one message.
 */
final class WireInput extends InputStream {

	private static final int BUFFER = 4096;

	/** How many bytes a length may claim before any of them has arrived. */
	private static final int ON_TRUST = 1 << 20;

	private static final int GROWTH = 8;

	private final @Nullable InputStream source;

	private final byte[] buffer;

	private final long total;

	private int position;

	private int end;

	private long unread;

	private @Nullable Throwable failure;

	WireInput(byte[] bytes, int offset, int length) {
		Objects.checkFromIndexSize(offset, length, bytes.length);
		this.source = null;
		this.buffer = bytes;
		this.position = offset;
		this.end = offset + length;
		this.total = length;
	}

	WireInput(InputStream source, long maxBytes) {
		this.source = source;
		this.buffer = new byte[BUFFER];
		this.unread = maxBytes;
		this.total = maxBytes;
	}

	@Override
	public int read() throws IOException {
		return (this.position < this.end || fill()) ? this.buffer[this.position++] & 0xff : -1;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		if (length == 0) {
			return 0;
		}
		if (this.position == this.end) {
			if (length >= BUFFER && this.source != null && this.unread > 0) {
				return fetch(this.source, target, offset, length);
			}
			if (!fill()) {
				return -1;
			}
		}
		int count = Math.min(length, this.end - this.position);
		System.arraycopy(this.buffer, this.position, target, offset, count);
		this.position += count;
		return count;
	}

	/**
	 * Says how many bytes can still come, at most.
	 * @return the number of bytes; exact where the message lies in an array
	 */
	long remaining() {
		return this.end - this.position + this.unread;
	}

	/**
	 * Says how many bytes the whole message has, at most.
	 * @return the number of bytes; exact where the message lies in an array
	 */
	long total() {
		return this.total;
	}

	int readByte() throws IOException {
		int value = read();
		if (value < 0) {
			throw new EOFException("the message ends too early");
		}
		return value;
	}

	int readVarInt() throws IOException {
		long value = readVarLong();
		if (value >>> 32 != 0) {
			throw new StreamCorruptedException("a number is out of range");
		}
		return (int) value;
	}

	long readVarLong() throws IOException {
		long value = 0;
		for (int shift = 0; shift < 64; shift += 7) {
			int next = readByte();
			value |= (next & 0x7fL) << shift;
			if (next < 0x80) {
				return value;
			}
		}
		throw new StreamCorruptedException("a number has too many bytes");
	}

	int readZigzagInt() throws IOException {
		int value = readVarInt();
		return (value >>> 1) ^ -(value & 1);
	}

	long readZigzagLong() throws IOException {
		long value = readVarLong();
		return (value >>> 1) ^ -(value & 1);
	}

	long readFixed(int bytes) throws IOException {
		long value = 0;
		for (int i = 0; i < bytes; i++) {
			value |= (long) readByte() << (8 * i);
		}
		return value;
	}

	/**
	 * Reads the length of something, of which each element takes at least
	 * {@code elementSize} bytes of the message.
	 */
	int readLength(long max, int elementSize) throws IOException {
		long length = readVarLong();
		if (length < 0 || length > max || length > Integer.MAX_VALUE) {
			throw new StreamCorruptedException("the length " + length + " is beyond the limit of " + max);
		}
		if (length * elementSize > remaining()) {
			throw (this.source != null) ? tooLong() : new EOFException("the message ends too early");
		}
		return (int) length;
	}

	/**
	 * Says how many of {@code length} elements to make room for when {@code capacity} of
	 * them have arrived.
	 */
	int nextCapacity(int capacity, int length, int elementSize) {
		if (this.source == null) {
			return length;
		}
		return (int) Math.min(length, Math.max(ON_TRUST / elementSize, (long) capacity * GROWTH));
	}

	void readFully(byte[] target, int offset, int length) throws IOException {
		if (readNBytes(target, offset, length) < length) {
			throw new EOFException("the message ends too early");
		}
	}

	byte[] readBytes(int length) throws IOException {
		byte[] bytes = new byte[nextCapacity(0, length, 1)];
		int done = 0;
		while (true) {
			readFully(bytes, done, bytes.length - done);
			done = bytes.length;
			if (done == length) {
				return bytes;
			}
			bytes = Arrays.copyOf(bytes, nextCapacity(done, length, 1));
		}
	}

	String readLatin1(int length) throws IOException {
		if (length <= this.end - this.position) {
			String text = new String(this.buffer, this.position, length, StandardCharsets.ISO_8859_1);
			this.position += length;
			return text;
		}
		return new String(readBytes(length), StandardCharsets.ISO_8859_1);
	}

	/**
	 * Throws what the stream behind this one threw, whatever user code made of it.
	 * @throws IOException that very exception
	 */
	void rethrowFailure() throws IOException {
		Failures.rethrow(this.failure);
	}

	private boolean fill() throws IOException {
		if (this.source == null) {
			return false;
		}
		if (this.unread == 0) {
			if (fetchOne(this.source) >= 0) {
				throw tooLong();
			}
			return false;
		}
		int count = fetch(this.source, this.buffer, 0, this.buffer.length);
		this.position = 0;
		this.end = Math.max(count, 0);
		return count > 0;
	}

	private int fetch(InputStream stream, byte[] target, int offset, int length) throws IOException {
		rethrowFailure();
		try {
			int count = stream.read(target, offset, (int) Math.min(length, this.unread));
			this.unread -= Math.max(count, 0);
			return count;
		}
		catch (Throwable ex) {
			this.failure = ex;
			throw ex;
		}
	}

	private int fetchOne(InputStream stream) throws IOException {
		rethrowFailure();
		try {
			return stream.read();
		}
		catch (Throwable ex) {
			this.failure = ex;
			throw ex;
		}
	}

	private static IOException tooLong() {
		return new StreamCorruptedException("the message is longer than the limit allows");
	}

}
