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

/**
 * The first byte of every encoded value: what follows it, and how.
 * <p>
 * Plain values have compact forms of their own; everything else is {@link #JDK}, a JDK
 * serialization stream without its header. The grammar is flat on purpose, so that no
 * sequence of bytes can make a reader recurse without bound:
 *
 * <pre>
 * message   = value | ARGS2 value value | ARGS3 value value value
 * value     = leaf | primitive array | list of leaves | JDK stream | CODEC chunks
 * </pre>
 *
 * A <em>leaf</em> is an immutable value of which nobody can tell two equal copies apart,
 * short of comparing references. Only leaves go into containers that have a tag, and at
 * most one value of an {@code Args} may be anything but a leaf: reference identity,
 * sharing and cycles are left to JDK serialization, which preserves them.
 * <p>
 * Numbers that are free are free for new forms: a reader refuses a tag that it does not
 * know, by its number, and both ends of a channel run the same version of this library.
 * {@code 0x40} to {@code 0x7f} are kept for further containers, {@code 0x80} and above
 * for forms that fold a value into the tag.
 */
final class Tag {

	static final int NULL = 0x00;

	/** A JDK serialization stream, which says itself where it ends. */
	static final int JDK = 0x01;

	static final int FALSE = 0x02;

	static final int TRUE = 0x03;

	/** One byte. */
	static final int BYTE = 0x04;

	/** Zigzag and variable length, as {@link #INT} and {@link #LONG}. */
	static final int SHORT = 0x05;

	/** Variable length. */
	static final int CHAR = 0x06;

	static final int INT = 0x07;

	static final int LONG = 0x08;

	/** Four bytes, little-endian, the raw bits. */
	static final int FLOAT = 0x09;

	/** Eight bytes, little-endian, the raw bits. */
	static final int DOUBLE = 0x0a;

	/** A length and as many bytes, each a character below 256. */
	static final int STRING_LATIN1 = 0x0b;

	/** A length and as many UTF-16 units: lone surrogates survive. */
	static final int STRING_UTF16 = 0x0c;

	/** A length and the two's complement, big-endian. */
	static final int BIG_INTEGER = 0x0d;

	/** A zigzag scale, then the unscaled value as a {@link #BIG_INTEGER}. */
	static final int BIG_DECIMAL = 0x0e;

	/**
	 * What the pool's codec wrote: chunks of a length and as many bytes, up to a length
	 * of zero.
	 */
	static final int CODEC = 0x0f;

	/** A length and the elements, little-endian, for this and the seven that follow. */
	static final int BOOLEAN_ARRAY = 0x10;

	static final int BYTE_ARRAY = 0x11;

	static final int CHAR_ARRAY = 0x12;

	static final int SHORT_ARRAY = 0x13;

	static final int INT_ARRAY = 0x14;

	static final int LONG_ARRAY = 0x15;

	static final int FLOAT_ARRAY = 0x16;

	static final int DOUBLE_ARRAY = 0x17;

	/** {@code java.util.ArrayList}: a size and as many leaves, as for all lists. */
	static final int ARRAY_LIST = 0x20;

	/** What {@code List.of} makes. */
	static final int IMMUTABLE_LIST = 0x21;

	/** What {@code Stream.toList} makes: immutable too, but it can hold nulls. */
	static final int IMMUTABLE_LIST_NULLS = 0x22;

	static final int ARGS2 = 0x30;

	static final int ARGS3 = 0x31;

	/**
	 * {@code java.nio.ByteBuffer}: a length and the bytes, for this and the seven that
	 * follow. The lowest bits say what kind it is: direct, read-only, little-endian.
	 */
	static final int BYTE_BUFFER = 0x40;

	private Tag() {
	}

}
