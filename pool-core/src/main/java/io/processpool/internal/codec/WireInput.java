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

import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads numbers and blocks from a message. No length is believed: memory is taken for
 * what the message has bytes for, and where it is not known how many it has, as they
 * arrive. One thread, one message.
 */
final class WireInput extends MessageInput {

	/** How many bytes a length may claim before any of them has arrived. */
	private static final int ON_TRUST = 1 << 20;

	private static final int GROWTH = 8;

	private WireInput(byte[] bytes, int offset, int length) {
		super(bytes, offset, length);
	}

	private WireInput(InputStream source, long length, boolean exact) {
		super(source, length, exact);
	}

	static WireInput ofArray(byte[] bytes, int offset, int length) {
		return new WireInput(bytes, offset, length);
	}

	/** Of a stream that has so many bytes, or is broken. */
	static WireInput ofLength(InputStream source, long length) {
		return new WireInput(source, length, true);
	}

	/** Of a stream that has no more than so many bytes, but perhaps far fewer. */
	static WireInput ofAtMost(InputStream source, long maxBytes) {
		return new WireInput(source, maxBytes, false);
	}

	int readByte() throws IOException {
		int value = read();
		if (value < 0) {
			throw tooShort();
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
		long value = takeShortNumber();
		if (value >= 0) {
			return value;
		}
		value = 0;
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
			throw isExact() ? tooShort() : tooLong();
		}
		return (int) length;
	}

	/**
	 * Says how many of {@code length} elements to make room for when {@code capacity} of
	 * them have arrived.
	 */
	int nextCapacity(int capacity, int length, int elementSize) {
		if (isExact()) {
			return length;
		}
		return (int) Math.min(length, Math.max(ON_TRUST / elementSize, (long) capacity * GROWTH));
	}

	void readFully(byte[] target, int offset, int length) throws IOException {
		if (readNBytes(target, offset, length) < length) {
			throw tooShort();
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

	/**
	 * Reads chunks of a length and as many bytes, up to a length of zero. The usual one
	 * chunk is read into the array that is returned.
	 */
	byte[] readChunks(long max) throws IOException {
		byte[] bytes = readBytes(readLength(max, 1));
		int count = bytes.length;
		while (count > 0) {
			int length = readLength(max - count, 1);
			if (length == 0) {
				break;
			}
			if (length > bytes.length - count) {
				bytes = Arrays.copyOf(bytes, (int) Math.min(max, Math.max(count + (long) length, 2L * count)));
			}
			readFully(bytes, count, length);
			count += length;
		}
		return (count == bytes.length) ? bytes : Arrays.copyOf(bytes, count);
	}

	String readLatin1(int length) throws IOException {
		return (length <= buffered()) ? take(length) : new String(readBytes(length), StandardCharsets.ISO_8859_1);
	}

}
