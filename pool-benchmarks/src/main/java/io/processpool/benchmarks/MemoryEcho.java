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

package io.processpool.benchmarks;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * The other side of {@link MemoryLimit}: answers each request in a mapped page, and never
 * waits but by spinning.
 */
final class MemoryEcho {

	static final int SIZE = 4096;

	static final int MESSAGE_BYTES = 64;

	static final int REQUEST = 0;

	static final int ANSWER = 128;

	static final int REQUEST_BYTES = 256;

	static final int ANSWER_BYTES = 384;

	static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	/** Without a request for so long, nobody is there any more. */
	private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

	private static final int LOOKS = 10_000;

	private MemoryEcho() {
	}

	/**
	 * Runs in a JVM of its own.
	 * @param arguments the path of the file
	 * @throws IOException if the file cannot be mapped
	 */
	public static void main(String[] arguments) throws IOException {
		MappedByteBuffer page = map(Path.of(arguments[0]));
		byte[] message = new byte[MESSAGE_BYTES];
		for (long number = 1; await(page, REQUEST, number); number++) {
			page.get(REQUEST_BYTES, message);
			page.put(ANSWER_BYTES, message);
			LONGS.setRelease(page, ANSWER, number);
		}
	}

	static MappedByteBuffer map(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			return channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE);
		}
	}

	/** Spins until the number is there; {@code false} if it does not come. */
	static boolean await(MappedByteBuffer page, int offset, long number) {
		long start = System.nanoTime();
		do {
			for (int i = 0; i < LOOKS; i++) {
				if ((long) LONGS.getAcquire(page, offset) == number) {
					return true;
				}
				Thread.onSpinWait();
			}
		}
		while (System.nanoTime() - start < PATIENCE);
		return false;
	}

}
