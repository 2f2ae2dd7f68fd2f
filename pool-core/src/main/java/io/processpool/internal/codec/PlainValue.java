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

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.jspecify.annotations.Nullable;

/**
 * A value so plain that it can be decoded anywhere, at once and by anybody: {@code null},
 * a truth value, an {@code Integer}, {@code Long} or {@code Double}. No code of users
 * runs for it, and it is smaller than its bytes in an object of their own.
 *
 * @param value the value
 */
public record PlainValue(@Nullable Object value) {

	private static final PlainValue NULL = new PlainValue(null);

	private static final PlainValue TRUE = new PlainValue(Boolean.TRUE);

	private static final PlainValue FALSE = new PlainValue(Boolean.FALSE);

	/** Bytes of the longest encoded number, with its tag. */
	private static final int LONGEST = 11;

	/**
	 * Decodes a plain value.
	 * @param bytes one encoded value
	 * @return the value, or {@code null} if this is not a plain one, or not one that
	 * should be
	 */
	public static @Nullable PlainValue decode(ByteBuffer bytes) {
		int length = bytes.remaining();
		if (length == 0 || length > LONGEST) {
			return null;
		}
		int at = bytes.position();
		int tag = bytes.get(at);
		if (length == 1) {
			return switch (tag) {
				case Tag.NULL -> NULL;
				case Tag.TRUE -> TRUE;
				case Tag.FALSE -> FALSE;
				default -> null;
			};
		}
		return switch (tag) {
			case Tag.INT -> integer(bytes, at + 1);
			case Tag.LONG -> number(bytes, at + 1);
			case Tag.DOUBLE -> (length == 1 + Double.BYTES)
					? new PlainValue(bytes.order(ByteOrder.LITTLE_ENDIAN).getDouble(at + 1)) : null;
			default -> null;
		};
	}

	private static @Nullable PlainValue integer(ByteBuffer bytes, int from) {
		long rest = varint(bytes, from);
		boolean fits = rest >= 0 && rest <= 0xffff_ffffL && bytes.limit() - from <= 5;
		return fits ? new PlainValue((int) (rest >>> 1) ^ -(int) (rest & 1)) : null;
	}

	private static @Nullable PlainValue number(ByteBuffer bytes, int from) {
		long rest = varint(bytes, from);
		return (rest >= 0) ? new PlainValue((rest >>> 1) ^ -(rest & 1)) : null;
	}

	/** Up to the end, or -1 if it is longer than 63 bits or ends elsewhere. */
	private static long varint(ByteBuffer bytes, int from) {
		long value = 0;
		int last = bytes.limit() - 1;
		if (last - from > 8) {
			return -1;
		}
		for (int at = from; at <= last; at++) {
			int next = bytes.get(at);
			if ((next < 0) == (at == last)) {
				return -1;
			}
			value |= (next & 0x7fL) << (7 * (at - from));
		}
		return value;
	}

}
