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
import java.io.StreamCorruptedException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.processpool.Args2;
import io.processpool.Args3;
import io.processpool.TaskCodec;
import org.jspecify.annotations.Nullable;

/**
 * Reads one message, as {@link ValueWriter} wrote it. One thread, one message.
 */
final class ValueReader {

	private final WireInput in;

	private final DecodeLimits limits;

	private final ClassRules rules;

	private final ClassLoader loader;

	private final LoadedClasses classes;

	private String position = "";

	private final @Nullable TaskCodec codec;

	private @Nullable ClassSource source;

	ValueReader(WireInput in, DecodeLimits limits, ClassRules rules, ClassLoader loader, LoadedClasses classes,
			@Nullable TaskCodec codec) {
		this.in = in;
		this.limits = limits;
		this.rules = rules;
		this.loader = loader;
		this.classes = classes;
		this.codec = codec;
	}

	@Nullable Object readMessage() throws IOException, ClassNotFoundException, CodecFailure {
		if (this.in.total() > this.limits.maxBytes()) {
			throw new StreamCorruptedException("the message is longer than the limit of " + this.limits.maxBytes());
		}
		int tag = this.in.readByte();
		Object value = switch (tag) {
			case Tag.ARGS2 -> new Args2<>(readAt(".first"), readAt(".second"));
			case Tag.ARGS3 -> new Args3<>(readAt(".first"), readAt(".second"), readAt(".third"));
			default -> read(tag);
		};
		this.position = "";
		if (this.in.read() >= 0) {
			throw new StreamCorruptedException("bytes are left over behind the value");
		}
		return value;
	}

	/**
	 * Returns where in the message the reader stands.
	 * @return a path below the message's root, empty for the root itself
	 */
	String position() {
		return this.position;
	}

	/**
	 * Returns what has found classes for the value that was read last.
	 * @return the source, {@code null} if none was needed
	 */
	@Nullable ClassSource source() {
		return this.source;
	}

	private @Nullable Object readAt(String component) throws IOException, ClassNotFoundException, CodecFailure {
		this.position = component;
		return read(this.in.readByte());
	}

	private @Nullable Object read(int tag) throws IOException, ClassNotFoundException, CodecFailure {
		return switch (tag) {
			case Tag.JDK -> readJdk();
			case Tag.CODEC -> readWithCodec();
			case Tag.BOOLEAN_ARRAY, Tag.BYTE_ARRAY, Tag.CHAR_ARRAY, Tag.SHORT_ARRAY, Tag.INT_ARRAY, Tag.LONG_ARRAY,
					Tag.FLOAT_ARRAY, Tag.DOUBLE_ARRAY ->
				PrimitiveArray.ofTag(tag).read(this.in, this.limits);
			case Tag.ARRAY_LIST -> readList();
			case Tag.IMMUTABLE_LIST -> List.of(readList().toArray());
			case Tag.IMMUTABLE_LIST_NULLS -> Arrays.stream(readList().toArray()).toList();
			default -> Buffers.isTag(tag) ? Buffers.read(tag, this.in, this.limits) : readLeaf(tag);
		};
	}

	@Nullable Object readLeaf() throws IOException {
		return readLeaf(this.in.readByte());
	}

	private @Nullable Object readLeaf(int tag) throws IOException {
		return switch (tag) {
			case Tag.NULL -> null;
			case Tag.FALSE -> Boolean.FALSE;
			case Tag.TRUE -> Boolean.TRUE;
			case Tag.BYTE -> (byte) this.in.readByte();
			case Tag.SHORT -> (short) this.in.readZigzagInt();
			case Tag.CHAR -> (char) this.in.readVarInt();
			case Tag.INT -> this.in.readZigzagInt();
			case Tag.LONG -> this.in.readZigzagLong();
			case Tag.FLOAT -> Float.intBitsToFloat((int) this.in.readFixed(Float.BYTES));
			case Tag.DOUBLE -> Double.longBitsToDouble(this.in.readFixed(Double.BYTES));
			case Tag.STRING_LATIN1 -> this.in.readLatin1(this.in.readLength(this.limits.maxArrayLength(), 1));
			case Tag.STRING_UTF16 -> new String((char[]) PrimitiveArray.CHAR.read(this.in, this.limits));
			case Tag.BIG_INTEGER -> readBigInteger();
			case Tag.BIG_DECIMAL -> readBigDecimal();
			default -> throw new StreamCorruptedException("0x%02x is no tag that can stand here".formatted(tag));
		};
	}

	private ArrayList<@Nullable Object> readList() throws IOException {
		int size = this.in.readLength(Math.min(this.limits.maxArrayLength(), this.limits.maxReferences()), 1);
		ArrayList<@Nullable Object> list = new ArrayList<>(this.in.nextCapacity(0, size, 1));
		for (int i = 0; i < size; i++) {
			list.add(readLeaf());
		}
		return list;
	}

	private BigInteger readBigInteger() throws IOException {
		return new BigInteger(this.in.readBytes(this.in.readLength(this.limits.maxArrayLength(), 1)));
	}

	private BigDecimal readBigDecimal() throws IOException {
		int scale = this.in.readZigzagInt();
		return new BigDecimal(readBigInteger(), scale);
	}

	private @Nullable Object readJdk() throws IOException, ClassNotFoundException {
		JdkInput jdk = new JdkInput(this.in, this.loader, this.classes, this.limits, this.rules);
		this.source = jdk;
		return jdk.readValue();
	}

	private Object readWithCodec() throws IOException, ClassNotFoundException, CodecFailure {
		TaskCodec codec = this.codec;
		if (codec == null) {
			throw new StreamCorruptedException("it was written by a codec, and this pool has none");
		}
		byte[] bytes = this.in.readChunks(this.limits.maxArrayLength());
		CodecClasses found = new CodecClasses(this.loader, this.rules);
		this.source = found;
		Throwable failure = null;
		try {
			Object value = codec.decode(bytes, found);
			if (found.refusal() == null) {
				return value;
			}
			failure = new SecurityException("a class was refused");
		}
		catch (Throwable ex) {
			failure = ex;
		}
		Failures.throwIfFatal(failure);
		ClassNotFoundException missing = found.missing();
		if (missing != null) {
			throw missing;
		}
		throw new CodecFailure(codec.name(), failure);
	}

}
