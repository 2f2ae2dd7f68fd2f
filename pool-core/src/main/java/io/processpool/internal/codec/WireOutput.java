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
import java.io.OutputStream;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of one message on their way out: gathers small writes, hands large ones on
 * without copying them, and remembers what the stream behind it threw, so that a broken
 * channel is never mistaken for a value that cannot be encoded. One thread, one message.
 */
final class WireOutput extends OutputStream {

	private static final int SMALL = 64;

	private static final int LARGE = 8192;

	/** The longest number of variable length. */
	private static final int MOST_OF_NUMBER = 10;

	private final OutputStream out;

	private byte[] buffer = new byte[SMALL];

	private int count;

	private @Nullable Throwable failure;

	WireOutput(OutputStream out) {
		this.out = out;
	}

	@Override
	public void write(int value) throws IOException {
		if (this.count == this.buffer.length) {
			makeRoom(1);
		}
		this.buffer[this.count++] = (byte) value;
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		if (length >= LARGE) {
			drain();
			forward(bytes, offset, length);
			return;
		}
		if (length > this.buffer.length - this.count) {
			makeRoom(length);
		}
		System.arraycopy(bytes, offset, this.buffer, this.count, length);
		this.count += length;
	}

	void writeVarInt(int value) throws IOException {
		writeVarLong(value & 0xffff_ffffL);
	}

	void writeVarLong(long value) throws IOException {
		if (this.buffer.length - this.count < MOST_OF_NUMBER) {
			makeRoom(MOST_OF_NUMBER);
		}
		byte[] target = this.buffer;
		int at = this.count;
		long rest = value;
		while ((rest & ~0x7fL) != 0) {
			target[at++] = (byte) (rest | 0x80);
			rest >>>= 7;
		}
		target[at++] = (byte) rest;
		this.count = at;
	}

	void writeZigzag(int value) throws IOException {
		writeVarInt((value << 1) ^ (value >> 31));
	}

	void writeZigzag(long value) throws IOException {
		writeVarLong((value << 1) ^ (value >> 63));
	}

	void writeFixed(long value, int bytes) throws IOException {
		if (this.buffer.length - this.count < bytes) {
			makeRoom(bytes);
		}
		for (int i = 0; i < bytes; i++) {
			this.buffer[this.count++] = (byte) (value >>> (8 * i));
		}
	}

	/** When bytes leave is for the caller to say, not for a stream on top of this one. */
	@Override
	public void flush() {
	}

	/**
	 * Hands on what has been gathered.
	 * @throws IOException what the stream behind this one throws
	 */
	void drain() throws IOException {
		int gathered = this.count;
		this.count = 0;
		forward(this.buffer, 0, gathered);
	}

	/**
	 * Throws what the stream behind this one threw, whatever became of it since: user
	 * code may have swallowed or wrapped it.
	 * @throws IOException that very exception
	 */
	void rethrowFailure() throws IOException {
		Failures.rethrow(this.failure);
	}

	private void makeRoom(int length) throws IOException {
		if (this.count + length > LARGE) {
			drain();
		}
		if (this.count + length > this.buffer.length) {
			int size = Math.min(LARGE, Math.max(this.count + length, 4 * this.buffer.length));
			byte[] larger = new byte[size];
			System.arraycopy(this.buffer, 0, larger, 0, this.count);
			this.buffer = larger;
		}
	}

	private void forward(byte[] bytes, int offset, int length) throws IOException {
		rethrowFailure();
		if (length == 0) {
			return;
		}
		try {
			this.out.write(bytes, offset, length);
		}
		catch (Throwable ex) {
			this.failure = ex;
			throw ex;
		}
	}

}
