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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Atomic access to the longs in the header of the rings, and the offsets of those of one
 * ring.
 */
final class RingMemory {

	static final int WRITTEN = 0;

	static final int READ = 128;

	static final int READER_RESTS = 256;

	static final int WRITER_RESTS = 384;

	private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private RingMemory() {
	}

	/** What the other side has written before this was set is seen after. */
	static long get(ByteBuffer memory, int offset) {
		return (long) LONGS.getAcquire(memory, offset);
	}

	/** Whoever sees this sees what was written before. */
	static void publish(ByteBuffer memory, int offset, long value) {
		LONGS.setRelease(memory, offset, value);
	}

	/** What is looked at after this is not older than this. */
	static void set(ByteBuffer memory, int offset, long value) {
		LONGS.setVolatile(memory, offset, value);
		// It is looked at with less than volatile access
		VarHandle.fullFence();
	}

	/**
	 * Takes down the sign of a side that rests. Whoever has done so has to wake it. What
	 * was published before this is seen by a side that puts up its sign after this, and
	 * looks again then.
	 * <p>
	 * If the other side takes its sign down itself at the same time and puts up another
	 * one, that one may be taken down here too, which does no harm, since it is woken for
	 * it. A compare-and-set would tell the two apart, but where the file was cut off it
	 * is a crash of the JVM and not an error, as plain access is.
	 */
	static boolean takeSign(ByteBuffer memory, int offset) {
		VarHandle.fullFence();
		if ((long) LONGS.getVolatile(memory, offset) == 0) {
			return false;
		}
		LONGS.setVolatile(memory, offset, 0L);
		return true;
	}

}
