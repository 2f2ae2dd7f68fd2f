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
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * What a leaf is, and how one is written. See {@link Tag}.
 */
final class Leaves {

	/**
	 * Longer strings stay out of containers with a tag: a list may hold the same one a
	 * thousand times, and JDK serialization writes it once.
	 */
	private static final int SHORT_STRING = 64;

	private static final int SHORT_NUMBER_BITS = 512;

	private Leaves() {
	}

	static boolean isLeaf(@Nullable Object value) {
		return value == null || value instanceof Integer || value instanceof String || value instanceof Long
				|| value instanceof Double || value instanceof Boolean || value instanceof Float
				|| value instanceof Character || value instanceof Byte || value instanceof Short
				|| value.getClass() == BigDecimal.class || value.getClass() == BigInteger.class;
	}

	/** Whether a container that holds only such values may have a tag. */
	static boolean isSmallLeaf(@Nullable Object value) {
		if (value instanceof Integer) {
			return true;
		}
		if (value instanceof String text) {
			return text.length() <= SHORT_STRING;
		}
		if (value instanceof BigInteger number) {
			return number.getClass() == BigInteger.class && number.bitLength() <= SHORT_NUMBER_BITS;
		}
		if (value instanceof BigDecimal number) {
			return number.getClass() == BigDecimal.class && number.unscaledValue().bitLength() <= SHORT_NUMBER_BITS;
		}
		return isLeaf(value);
	}

	static void write(@Nullable Object leaf, WireOutput out) throws IOException {
		if (leaf == null) {
			out.write(Tag.NULL);
		}
		else if (leaf instanceof Integer number) {
			out.write(Tag.INT);
			out.writeZigzag(number);
		}
		else if (leaf instanceof String text) {
			writeString(text, out);
		}
		else if (leaf instanceof Long number) {
			out.write(Tag.LONG);
			out.writeZigzag(number);
		}
		else if (leaf instanceof Double number) {
			out.write(Tag.DOUBLE);
			out.writeFixed(Double.doubleToRawLongBits(number), Double.BYTES);
		}
		else if (leaf instanceof Boolean truth) {
			out.write(truth ? Tag.TRUE : Tag.FALSE);
		}
		else {
			writeRare(leaf, out);
		}
	}

	private static void writeRare(Object leaf, WireOutput out) throws IOException {
		if (leaf instanceof Float number) {
			out.write(Tag.FLOAT);
			out.writeFixed(Float.floatToRawIntBits(number), Float.BYTES);
		}
		else if (leaf instanceof Character character) {
			out.write(Tag.CHAR);
			out.writeVarInt(character);
		}
		else if (leaf instanceof Byte number) {
			out.write(Tag.BYTE);
			out.write(number);
		}
		else if (leaf instanceof Short number) {
			out.write(Tag.SHORT);
			out.writeZigzag(number);
		}
		else if (leaf instanceof BigInteger number) {
			out.write(Tag.BIG_INTEGER);
			writeBigInteger(number, out);
		}
		else if (leaf instanceof BigDecimal number) {
			out.write(Tag.BIG_DECIMAL);
			out.writeZigzag(number.scale());
			writeBigInteger(number.unscaledValue(), out);
		}
		else {
			throw new IllegalArgumentException(leaf.getClass().getName() + " is no leaf");
		}
	}

	private static void writeString(String text, WireOutput out) throws IOException {
		if (isLatin1(text)) {
			byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
			out.write(Tag.STRING_LATIN1);
			out.writeVarInt(bytes.length);
			out.write(bytes, 0, bytes.length);
		}
		else {
			out.write(Tag.STRING_UTF16);
			out.writeVarInt(text.length());
			PrimitiveArray.CHAR.writeElements(text.toCharArray(), text.length(), out);
		}
	}

	private static boolean isLatin1(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) > 0xff) {
				return false;
			}
		}
		return true;
	}

	private static void writeBigInteger(BigInteger number, WireOutput out) throws IOException {
		byte[] bytes = number.toByteArray();
		out.writeVarInt(bytes.length);
		out.write(bytes, 0, bytes.length);
	}

}
