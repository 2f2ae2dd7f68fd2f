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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Byte buffers. What travels are the bytes between position and limit; at the other end
 * they are all there is. Whether the memory is direct, whether it is read-only, and the
 * order of bytes are bits of the tag.
 */
final class Buffers {

	private static final int DIRECT = 1;

	private static final int READ_ONLY = 2;

	private static final int LITTLE_ENDIAN = 4;

	private static final int ALL = DIRECT | READ_ONLY | LITTLE_ENDIAN;

	private static final int SCRATCH = 32 * 1024;

	private Buffers() {
	}

	static boolean isTag(int tag) {
		return (tag & ~ALL) == Tag.BYTE_BUFFER;
	}

	/** Whether such a buffer has a byte array behind it. */
	static boolean isOfArray(int tag) {
		return isTag(tag) && (tag & DIRECT) == 0;
	}

	/** Writes what is in a buffer, whose position does not change. */
	static void write(ByteBuffer buffer, WireOutput out) throws IOException {
		int length = buffer.remaining();
		out.write(Tag.BYTE_BUFFER | (buffer.isDirect() ? DIRECT : 0) | (buffer.isReadOnly() ? READ_ONLY : 0)
				| ((buffer.order() == ByteOrder.LITTLE_ENDIAN) ? LITTLE_ENDIAN : 0));
		out.writeVarInt(length);
		if (buffer.hasArray()) {
			out.write(buffer.array(), buffer.arrayOffset() + buffer.position(), length);
			return;
		}
		ByteBuffer rest = buffer.duplicate();
		byte[] scratch = new byte[Math.min(SCRATCH, length)];
		while (rest.hasRemaining()) {
			int count = Math.min(scratch.length, rest.remaining());
			rest.get(scratch, 0, count);
			out.write(scratch, 0, count);
		}
	}

	static ByteBuffer read(int tag, WireInput in, DecodeLimits limits) throws IOException {
		int length = in.readLength(limits.maxArrayLength(), 1);
		if (isOfArray(tag) || in.nextCapacity(0, length, 1) < length) {
			return of(tag, in.readBytes(length));
		}
		ByteBuffer buffer = ByteBuffer.allocateDirect(length);
		byte[] scratch = new byte[Math.min(SCRATCH, length)];
		while (buffer.hasRemaining()) {
			int count = Math.min(scratch.length, buffer.remaining());
			in.readFully(scratch, 0, count);
			buffer.put(scratch, 0, count);
		}
		return finish(tag, buffer.flip());
	}

	/** A buffer of these bytes, which nobody else has. */
	static ByteBuffer of(int tag, byte[] bytes) {
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		return finish(tag, isOfArray(tag) ? buffer : ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
	}

	private static ByteBuffer finish(int tag, ByteBuffer buffer) {
		ByteBuffer kept = ((tag & READ_ONLY) != 0) ? buffer.asReadOnlyBuffer() : buffer;
		return kept.order(((tag & LITTLE_ENDIAN) != 0) ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
	}

}
