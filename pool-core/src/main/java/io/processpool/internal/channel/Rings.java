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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Shared memory between the parent and one worker: a file that both map, with one ring of
 * bytes for each direction. A header page holds the positions, each on a cache line of
 * its own, so that the two sides do not take lines from each other that they do not
 * share:
 *
 * <pre>
 * offset  meaning (longs)
 *      0  to the worker: bytes written    +128 bytes read   +256 reader rests   +384 writer rests
 *   1024  to the parent: the same
 *   2048  how long the worker may spin, in nanoseconds; written by the parent
 *   2176  epoch: which worker this belongs to now
 *   4096  bytes to the worker, {@value #CAPACITY}
 *    ...  bytes to the parent, {@value #CAPACITY}
 * </pre>
 *
 * Java 17 cannot unmap memory on demand, so the file serves the next worker when this one
 * is known to be dead, under a new epoch.
 */
public final class Rings {

	/** Bytes of each ring, a power of two and enough for several frames. */
	static final int CAPACITY = 256 * 1024;

	/** Bytes of the file. */
	public static final int SIZE = 4096 + 2 * CAPACITY;

	private static final int TO_WORKER = 0;

	private static final int TO_PARENT = 1024;

	private static final int SPIN = 2048;

	private static final int EPOCH = 2176;

	private static final int DATA = 4096;

	private final Path file;

	private final ByteBuffer memory;

	private Rings(Path file, ByteBuffer memory) {
		this.file = file;
		this.memory = memory.order(ByteOrder.LITTLE_ENDIAN);
	}

	/**
	 * Creates the file and maps it, in the parent.
	 * @param file the file, which must not exist
	 * @return the rings
	 * @throws IOException if the file cannot be made
	 */
	public static Rings create(Path file) throws IOException {
		PrivateFiles.create(file);
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			ByteBuffer zeros = ByteBuffer.allocate(SIZE);
			// Written, not only extended: a full disk must show here and not as a fault
			while (zeros.hasRemaining()) {
				channel.write(zeros);
			}
			return new Rings(file, channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE));
		}
		catch (IOException | RuntimeException ex) {
			Files.deleteIfExists(file);
			throw ex;
		}
	}

	/**
	 * Maps an existing file, in the worker.
	 * @param file the file
	 * @param epoch the epoch that the parent announced
	 * @return the rings
	 * @throws IOException if the file cannot be mapped or belongs to another worker
	 */
	public static Rings open(Path file, int epoch) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			if (channel.size() != SIZE) {
				throw new ProtocolException("the rings " + file + " have " + channel.size() + " bytes, not " + SIZE);
			}
			Rings rings = new Rings(file, channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE));
			if (RingMemory.get(rings.memory, EPOCH) != epoch) {
				throw new ProtocolException("the rings " + file + " belong to another worker");
			}
			return rings;
		}
	}

	public Path file() {
		return this.file;
	}

	/**
	 * Prepares the rings for a worker, in the parent, and only when no other process uses
	 * them any more.
	 * @param epoch the epoch that the worker is told
	 */
	public void renew(int epoch) {
		for (int offset = 0; offset < DATA; offset += Long.BYTES) {
			RingMemory.set(this.memory, offset, 0);
		}
		RingMemory.set(this.memory, EPOCH, epoch);
	}

	/**
	 * Gives the memory back to the system at once, although it stays mapped until it is
	 * collected. Nothing here may be touched afterwards. Parent only.
	 */
	public void discard() {
		try (FileChannel channel = FileChannel.open(this.file, StandardOpenOption.WRITE)) {
			channel.truncate(0);
			Files.deleteIfExists(this.file);
		}
		catch (IOException ex) {
			// It goes with its directory
		}
	}

	/**
	 * Whether somebody has cut the file off. To touch what is missing is a fault, which
	 * the JVM reports somewhere later in the thread, as an {@link InternalError}.
	 * @return whether nothing may be touched any more; {@code false} if the file has no
	 * name any more, which does it no harm
	 */
	public boolean isCut() {
		try {
			return Files.size(this.file) < SIZE;
		}
		catch (IOException ex) {
			return false;
		}
	}

	RingReader readerOfParent() {
		return new RingReader(this.memory, TO_PARENT, DATA + CAPACITY);
	}

	RingWriter writerOfParent() {
		return new RingWriter(this.memory, TO_WORKER, DATA);
	}

	RingReader readerOfWorker() {
		return new RingReader(this.memory, TO_WORKER, DATA);
	}

	RingWriter writerOfWorker() {
		return new RingWriter(this.memory, TO_PARENT, DATA + CAPACITY);
	}

	/** How long the worker may spin, in nanoseconds. */
	long spin() {
		return RingMemory.get(this.memory, SPIN);
	}

	/** Allows the worker to spin, or forbids it. Parent only. */
	void allowSpin(long nanos) {
		RingMemory.set(this.memory, SPIN, nanos);
	}

}
