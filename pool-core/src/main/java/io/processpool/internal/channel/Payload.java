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
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The bytes of a message, in as many pieces as they came in: a payload of a gigabyte is
 * never copied into one array. Immutable once it was handed out.
 */
public final class Payload {

	/** No bytes at all. */
	public static final Payload EMPTY = new Payload(List.of(), 0, 0, null);

	/** All full, except perhaps the last one. */
	private final List<byte[]> segments;

	private final long size;

	/** How many bytes at the beginning do not count. */
	private final int skipped;

	/** The decoded value in place of its bytes, if it landed. */
	private final @Nullable Object landed;

	private Payload(List<byte[]> segments, long size, int skipped, @Nullable Object landed) {
		this.segments = segments;
		this.size = size;
		this.skipped = skipped;
		this.landed = landed;
	}

	/**
	 * A payload of these bytes, which must not change any more.
	 * @param bytes the bytes
	 * @return the payload
	 */
	public static Payload of(byte[] bytes) {
		return new Payload(List.of(bytes), bytes.length, 0, null);
	}

	/**
	 * A payload whose value was decoded while it arrived.
	 * @param prefix the bytes before the value, all that can be read of it
	 * @param size how many bytes the value has when encoded
	 * @param value the value
	 * @return the payload
	 */
	static Payload landed(byte[] prefix, long size, Object value) {
		return new Payload(List.of(prefix), prefix.length + size, 0, value);
	}

	/**
	 * The value, if it was decoded while it arrived. It stands in place of all bytes but
	 * those before it.
	 * @return the value, {@code null} if there are bytes to decode
	 */
	public @Nullable Object landed() {
		return this.landed;
	}

	public long size() {
		return this.size;
	}

	/**
	 * The same bytes without the first ones; nothing is copied.
	 * @param count how many to leave out, at most those of the first piece
	 * @return the rest
	 * @throws ProtocolException if there are not that many
	 */
	public Payload without(int count) throws ProtocolException {
		int skip = this.skipped + count;
		if (this.size < count || this.segments.isEmpty() || this.segments.get(0).length < skip) {
			throw new ProtocolException("a message has less than " + count + " bytes");
		}
		return new Payload(this.segments, this.size - count, skip, this.landed);
	}

	/**
	 * The first byte.
	 * @return the byte, from 0 to 255, or -1 if there is none
	 */
	public int first() {
		return (this.size > 0) ? this.segments.get(0)[this.skipped] & 0xff : -1;
	}

	/**
	 * The bytes, if they came in one piece.
	 * @return the bytes, which must not be changed, or no bytes if they came in several
	 * pieces
	 */
	public ByteBuffer piece() {
		if (this.segments.size() != 1 || this.landed != null) {
			return ByteBuffer.allocate(0);
		}
		byte[] only = this.segments.get(0);
		return ByteBuffer.wrap(only, this.skipped, only.length - this.skipped);
	}

	/** A copy of the first bytes, which must be in the first piece. */
	byte[] beginning(int count) {
		return Arrays.copyOfRange(this.segments.get(0), this.skipped, this.skipped + count);
	}

	/** All bytes, little endian, one buffer for each piece. */
	List<ByteBuffer> pieces() {
		List<ByteBuffer> pieces = new ArrayList<>(this.segments.size());
		int skip = this.skipped;
		long left = this.size;
		for (byte[] segment : this.segments) {
			int count = (int) Math.min(left, segment.length - skip);
			pieces.add(ByteBuffer.wrap(segment, skip, count).order(ByteOrder.LITTLE_ENDIAN));
			left -= count;
			skip = 0;
		}
		return pieces;
	}

	/**
	 * A new stream over all bytes.
	 * @return the stream
	 */
	public InputStream open() {
		return new PayloadStream(this.segments, this.skipped, this.size);
	}

	/**
	 * Appends all bytes to a stream.
	 * @param out where to
	 * @throws IOException if the stream refuses
	 */
	public void writeTo(OutputStream out) throws IOException {
		int skip = this.skipped;
		long left = this.size;
		for (byte[] segment : this.segments) {
			int count = (int) Math.min(left, segment.length - skip);
			out.write(segment, skip, count);
			left -= count;
			skip = 0;
		}
	}

	/**
	 * All bytes in one array, for payloads that are known to be small.
	 * @return the bytes
	 */
	public byte[] toByteArray() {
		byte[] all = new byte[Math.toIntExact(this.size)];
		int at = 0;
		int skip = this.skipped;
		for (byte[] segment : this.segments) {
			int count = Math.min(all.length - at, segment.length - skip);
			System.arraycopy(segment, skip, all, at, count);
			at += count;
			skip = 0;
		}
		return all;
	}

	/**
	 * Collects bytes of which nobody knows yet how many they will be, without ever
	 * copying what it has: a small first segment, then larger ones, each at most four
	 * times as large as the one before or as what is at hand. Large ones, since
	 * collectors of garbage move many small arrays from place to place, and leave large
	 * ones where they are.
	 */
	public static final class Collector extends OutputStream {

		private static final int FIRST = 128;

		/** Less than a power of two, in which it has room together with its header. */
		private static final int LARGEST = 16 * 1024 * 1024 - 64;

		private final List<byte[]> full = new ArrayList<>(2);

		private final long limit;

		private byte[] current = new byte[FIRST];

		private int used;

		private long size;

		/**
		 * A collector that refuses to grow beyond a limit.
		 * @param limit the limit in bytes
		 */
		public Collector(long limit) {
			this.limit = limit;
		}

		@Override
		public void write(int b) throws IOException {
			room(1);
			this.current[this.used++] = (byte) b;
			this.size++;
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			int left = length;
			int from = offset;
			while (left > 0) {
				room(left);
				int part = Math.min(left, this.current.length - this.used);
				System.arraycopy(bytes, from, this.current, this.used, part);
				this.used += part;
				this.size += part;
				from += part;
				left -= part;
			}
		}

		/**
		 * Appends bytes from a buffer, whose position does not change.
		 * @param source the buffer
		 * @param at where in it the bytes begin
		 * @param length how many they are
		 * @throws MessageTooLargeException if that is too much
		 */
		void append(ByteBuffer source, int at, int length) throws MessageTooLargeException {
			int left = length;
			int from = at;
			while (left > 0) {
				room(left);
				int part = Math.min(left, this.current.length - this.used);
				source.get(from, this.current, this.used, part);
				this.used += part;
				this.size += part;
				from += part;
				left -= part;
			}
		}

		long size() {
			return this.size;
		}

		private void room(int wanted) throws MessageTooLargeException {
			if (this.size + wanted > this.limit) {
				throw new MessageTooLargeException(this.limit);
			}
			if (this.used == this.current.length) {
				this.full.add(this.current);
				long next = Math.max(wanted, Math.min(LARGEST, this.current.length * 4L));
				this.current = new byte[(int) Math.min(next, this.limit - this.size)];
				this.used = 0;
			}
		}

		/**
		 * What was collected. The collector must not be used afterwards.
		 * @return the payload
		 */
		public Payload toPayload() {
			if (this.used > 0) {
				this.full
					.add((this.used > this.current.length / 2) ? this.current : Arrays.copyOf(this.current, this.used));
			}
			return new Payload(this.full, this.size, 0, null);
		}

	}

}
