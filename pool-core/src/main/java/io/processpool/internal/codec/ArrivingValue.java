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

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * A large array, buffer or string that is decoded while its bytes arrive: the array is
 * made once, and filled in steps of any size. Only for values of which nothing but their
 * length can be wrong. Not thread-safe.
 */
public final class ArrivingValue {

	private static final int MOST_OF_LENGTH = 5;

	private final int tag;

	private final PrimitiveArray form;

	private final int length;

	/** How many bytes of the tag and the length have not come. */
	private int head;

	private final long size;

	private @Nullable Object array;

	/** The array as bytes, if it is one of bytes. */
	private @Nullable ByteBuffer place;

	/** How many elements have come. */
	private int done;

	/** The bytes of an element that has not come whole. */
	private final ByteBuffer split = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);

	private ArrivingValue(int tag, PrimitiveArray form, int length, int head) {
		this.tag = tag;
		this.form = form;
		this.length = length;
		this.head = head;
		this.size = head + (long) length * form.size();
	}

	/**
	 * Looks at a value that begins to arrive. Takes no memory for it.
	 * @param head its first bytes, more than a tag and a length have
	 * @param limits what it may be
	 * @return the value, {@code null} if it has to be decoded in one go, or refused
	 */
	public static @Nullable ArrivingValue of(ByteBuffer head, DecodeLimits limits) {
		int tag = head.get(head.position());
		PrimitiveArray form = form(tag);
		if (form == null) {
			return null;
		}
		long length = 0;
		for (int i = 0; i < MOST_OF_LENGTH; i++) {
			int next = head.get(head.position() + 1 + i);
			length |= (next & 0x7fL) << (7 * i);
			if (next >= 0) {
				boolean allowed = length <= Math.min(limits.maxArrayLength(), Integer.MAX_VALUE)
						&& 2 + i + length * form.size() <= limits.maxBytes();
				return allowed ? new ArrivingValue(tag, form, (int) length, 2 + i) : null;
			}
		}
		return null;
	}

	private static @Nullable PrimitiveArray form(int tag) {
		if (tag >= Tag.BOOLEAN_ARRAY && tag <= Tag.DOUBLE_ARRAY) {
			return PrimitiveArray.ofTag(tag);
		}
		return switch (tag) {
			case Tag.STRING_LATIN1 -> PrimitiveArray.BYTE;
			case Tag.STRING_UTF16 -> PrimitiveArray.CHAR;
			// Direct memory has a limit of its own, which is the concern of whoever
			// decodes
			default -> Buffers.isOfArray(tag) ? PrimitiveArray.BYTE : null;
		};
	}

	/**
	 * How many bytes it has when encoded.
	 * @return the number of bytes
	 */
	public long size() {
		return this.size;
	}

	/**
	 * Takes the next bytes, of which there must be no more than are missing. The first
	 * ones make it take memory for all of it.
	 * @param bytes the bytes, little endian, all of which are taken
	 */
	public void take(ByteBuffer bytes) {
		int skip = Math.min(this.head, bytes.remaining());
		this.head -= skip;
		bytes.position(bytes.position() + skip);
		Object array = array();
		ByteBuffer place = this.place;
		if (place != null) {
			place.limit(place.capacity());
			place.put(bytes);
			return;
		}
		int size = this.form.size();
		while (this.split.position() > 0 && bytes.hasRemaining()) {
			this.split.put(bytes.get());
			complete(array);
		}
		int count = bytes.remaining() / size;
		int end = bytes.position() + count * size;
		this.form.get(bytes.slice(bytes.position(), count * size).order(bytes.order()), array, this.done, count);
		this.done += count;
		bytes.position(end);
		this.split.put(bytes);
	}

	private void complete(Object array) {
		if (this.split.position() == this.form.size()) {
			this.form.get(this.split.flip(), array, this.done++, 1);
			this.split.clear();
		}
	}

	/**
	 * The array itself, where it is one of bytes and has been made: what is put there
	 * need not be taken.
	 * @return the array behind what has come, or {@code null}
	 */
	public @Nullable ByteBuffer place() {
		return this.place;
	}

	/**
	 * The value, when all its bytes have come.
	 * @return the value
	 */
	public Object value() {
		Object array = array();
		return switch (this.tag) {
			case Tag.STRING_LATIN1 -> new String((byte[]) array, StandardCharsets.ISO_8859_1);
			case Tag.STRING_UTF16 -> new String((char[]) array);
			default -> Buffers.isOfArray(this.tag) ? Buffers.of(this.tag, (byte[]) array) : array;
		};
	}

	private Object array() {
		Object array = this.array;
		if (array == null) {
			array = this.form.allocate(this.length);
			this.array = array;
			this.place = (array instanceof byte[] bytes) ? ByteBuffer.wrap(bytes) : null;
		}
		return array;
	}

}
