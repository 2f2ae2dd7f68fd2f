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
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of one message on their way in, all of them and no more than the limit. It
 * remembers what the stream behind it threw, so that a broken channel is never mistaken
 * for a value that cannot be decoded.
 */
abstract class MessageInput extends InputStream {

	private static final int BUFFER = 4096;

	private static final int MOST_OF_SHORT_NUMBER = 5;

	private final @Nullable InputStream source;

	private final byte[] buffer;

	private final long total;

	private final boolean exact;

	private int position;

	private int end;

	private long unread;

	private @Nullable Throwable failure;

	/** Of bytes that are all here. */
	MessageInput(byte[] bytes, int offset, int length) {
		Objects.checkFromIndexSize(offset, length, bytes.length);
		this.source = null;
		this.buffer = bytes;
		this.position = offset;
		this.end = offset + length;
		this.total = length;
		this.exact = true;
	}

	/** Of a stream that has so many bytes: exactly, or at most. */
	MessageInput(InputStream source, long length, boolean exact) {
		this.source = source;
		this.buffer = new byte[(int) Math.max(1, Math.min(BUFFER, length))];
		this.unread = length;
		this.total = length;
		this.exact = exact;
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
	 * @return the number of bytes; exact where the length of the message is known
	 */
	final long remaining() {
		return this.end - this.position + this.unread;
	}

	/**
	 * Says how many bytes the whole message has, at most.
	 * @return the number of bytes; exact where the length of the message is known
	 */
	final long total() {
		return this.total;
	}

	/** Whether so many bytes are there for sure. */
	final boolean isExact() {
		return this.exact;
	}

	/** How many bytes can be taken by {@link #take} now, without waiting for more. */
	final int buffered() {
		return this.end - this.position;
	}

	/** Takes so many of the buffered bytes as a string. */
	final String take(int length) {
		String text = new String(this.buffer, this.position, length, StandardCharsets.ISO_8859_1);
		this.position += length;
		return text;
	}

	/**
	 * Takes a number of variable length, if all of it is buffered for sure.
	 * @return the number, -1 if it may not be, or is not to be had that way
	 */
	final long takeShortNumber() {
		if (this.end - this.position < MOST_OF_SHORT_NUMBER) {
			return -1;
		}
		byte[] source = this.buffer;
		int at = this.position;
		long value = 0;
		for (int shift = 0; shift < 7 * MOST_OF_SHORT_NUMBER; shift += 7) {
			byte next = source[at++];
			value |= (next & 0x7fL) << shift;
			if (next >= 0) {
				this.position = at;
				return value;
			}
		}
		return -1;
	}

	/**
	 * Throws what the stream behind this one threw, whatever user code made of it.
	 * @throws IOException that very exception
	 */
	final void rethrowFailure() throws IOException {
		Failures.rethrow(this.failure);
	}

	private boolean fill() throws IOException {
		if (this.source == null) {
			return false;
		}
		if (this.unread == 0) {
			if (!this.exact && fetchOne(this.source) >= 0) {
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
		int count;
		try {
			count = stream.read(target, offset, (int) Math.min(length, this.unread));
		}
		catch (Throwable ex) {
			this.failure = ex;
			throw ex;
		}
		if (count < 0 && this.exact) {
			throw tooShort();
		}
		this.unread -= Math.max(count, 0);
		return count;
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

	static EOFException tooShort() {
		return new EOFException("the message ends too early");
	}

	static IOException tooLong() {
		return new StreamCorruptedException("the message is longer than the limit allows");
	}

}
