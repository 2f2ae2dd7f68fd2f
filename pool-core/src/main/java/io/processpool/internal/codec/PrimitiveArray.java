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
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Arrays of primitives, moved in bulk. Bytes go out without being copied; the others
 * through a scratch buffer, whatever their length.
 */
enum PrimitiveArray {

	BOOLEAN(Tag.BOOLEAN_ARRAY, boolean.class, 1) {

		@Override
		void put(Object array, int from, int count, ByteBuffer target) {
			boolean[] values = (boolean[]) array;
			for (int i = from; i < from + count; i++) {
				target.put((byte) (values[i] ? 1 : 0));
			}
		}

		@Override
		void get(ByteBuffer source, Object array, int from, int count) {
			boolean[] values = (boolean[]) array;
			for (int i = from; i < from + count; i++) {
				values[i] = source.get() != 0;
			}
		}

	},

	BYTE(Tag.BYTE_ARRAY, byte.class, 1) {

		@Override
		void put(Object array, int from, int count, ByteBuffer target) {
			target.put((byte[]) array, from, count);
		}

		@Override
		void get(ByteBuffer source, Object array, int from, int count) {
			source.get((byte[]) array, from, count);
		}

	},

	CHAR(Tag.CHAR_ARRAY, char.class, 2) {

		@Override
		void put(Object array, int from, int count, ByteBuffer target) {
			target.asCharBuffer().put((char[]) array, from, count);
		}

		@Override
		void get(ByteBuffer source, Object array, int from, int count) {
			source.asCharBuffer().get((char[]) array, from, count);
		}

	},

	SHORT(Tag.SHORT_ARRAY, short.class, 2) {

		@Override
		void put(Object array, int from, int count, ByteBuffer target) {
			target.asShortBuffer().put((short[]) array, from, count);
		}

		@Override
		void get(ByteBuffer source, Object array, int from, int count) {
			source.asShortBuffer().get((short[]) array, from, count);
		}

	},

	INT(Tag.INT_ARRAY, int.class, 4) {

		@Override
		void put(Object array, int from, int count, ByteBuffer target) {
			target.asIntBuffer().put((int[]) array, from, count);
		}

		@Override
		void get(ByteBuffer source, Object array, int from, int count) {
			source.asIntBuffer().get((int[]) array, from, count);
		}

	},

	LONG(Tag.LONG_ARRAY, long.class, 8) {

		@Override
		void put(Object array, int from, int count, ByteBuffer target) {
			target.asLongBuffer().put((long[]) array, from, count);
		}

		@Override
		void get(ByteBuffer source, Object array, int from, int count) {
			source.asLongBuffer().get((long[]) array, from, count);
		}

	},

	FLOAT(Tag.FLOAT_ARRAY, float.class, 4) {

		@Override
		void put(Object array, int from, int count, ByteBuffer target) {
			target.asFloatBuffer().put((float[]) array, from, count);
		}

		@Override
		void get(ByteBuffer source, Object array, int from, int count) {
			source.asFloatBuffer().get((float[]) array, from, count);
		}

	},

	DOUBLE(Tag.DOUBLE_ARRAY, double.class, 8) {

		@Override
		void put(Object array, int from, int count, ByteBuffer target) {
			target.asDoubleBuffer().put((double[]) array, from, count);
		}

		@Override
		void get(ByteBuffer source, Object array, int from, int count) {
			source.asDoubleBuffer().get((double[]) array, from, count);
		}

	};

	private static final int SCRATCH = 32 * 1024;

	/** In the order of the tags. */
	private static final PrimitiveArray[] BY_TAG = values();

	private static final Map<Class<?>, PrimitiveArray> BY_CLASS = Arrays.stream(values())
		.collect(Collectors.toUnmodifiableMap((form) -> form.type.arrayType(), Function.identity()));

	private final int tag;

	private final Class<?> type;

	private final int size;

	PrimitiveArray(int tag, Class<?> type, int size) {
		this.tag = tag;
		this.type = type;
		this.size = size;
	}

	static @Nullable PrimitiveArray of(Class<?> arrayClass) {
		return BY_CLASS.get(arrayClass);
	}

	static PrimitiveArray ofTag(int tag) {
		return BY_TAG[tag - Tag.BOOLEAN_ARRAY];
	}

	int size() {
		return this.size;
	}

	Object allocate(int length) {
		return Array.newInstance(this.type, length);
	}

	Object copy(Object array) {
		int length = Array.getLength(array);
		Object copy = allocate(length);
		System.arraycopy(array, 0, copy, 0, length);
		return copy;
	}

	abstract void put(Object array, int from, int count, ByteBuffer target);

	abstract void get(ByteBuffer source, Object array, int from, int count);

	void write(Object array, WireOutput out) throws IOException {
		int length = Array.getLength(array);
		out.write(this.tag);
		out.writeVarInt(length);
		writeElements(array, length, out);
	}

	void writeElements(Object array, int length, WireOutput out) throws IOException {
		if (array instanceof byte[] bytes) {
			out.write(bytes, 0, length);
			return;
		}
		byte[] scratch = scratch(length);
		ByteBuffer view = ByteBuffer.wrap(scratch).order(ByteOrder.LITTLE_ENDIAN);
		int step = scratch.length / this.size;
		for (int from = 0; from < length; from += step) {
			int count = Math.min(step, length - from);
			put(array, from, count, view.clear());
			out.write(scratch, 0, count * this.size);
		}
	}

	Object read(WireInput in, DecodeLimits limits) throws IOException {
		int length = in.readLength(limits.maxArrayLength(), this.size);
		return (this == BYTE) ? in.readBytes(length) : readElements(length, in);
	}

	private Object readElements(int length, WireInput in) throws IOException {
		Object array = Array.newInstance(this.type, in.nextCapacity(0, length, this.size));
		byte[] scratch = scratch(length);
		ByteBuffer view = ByteBuffer.wrap(scratch).order(ByteOrder.LITTLE_ENDIAN);
		int step = scratch.length / this.size;
		int done = 0;
		while (done < length) {
			int capacity = Array.getLength(array);
			if (done == capacity) {
				Object larger = Array.newInstance(this.type, in.nextCapacity(done, length, this.size));
				System.arraycopy(array, 0, larger, 0, done);
				array = larger;
				capacity = Array.getLength(array);
			}
			int count = Math.min(step, capacity - done);
			in.readFully(scratch, 0, count * this.size);
			get(view.clear(), array, done, count);
			done += count;
		}
		return array;
	}

	private byte[] scratch(int length) {
		return new byte[(int) Math.min(SCRATCH, (long) length * this.size)];
	}

}
