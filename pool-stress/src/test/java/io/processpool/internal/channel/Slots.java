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
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Memory for many small channels at once. It is one file that is mapped twice, as parent
 * and worker map theirs: what one side stores at one address the other side loads at
 * another.
 */
final class Slots {

	/**
	 * More than jcstress has states, twice over: while it makes new ones it looks at old
	 * ones.
	 */
	private static final int COUNT = 6 * 1024;

	private static final int HEADER = 4096;

	/** How far the data of one ring lies from that of the next. */
	private static final int DATA = 64;

	private static final int SIZE = COUNT * (HEADER + DATA) + Rings.CAPACITY;

	private static final VarHandle WRITER_WRITTEN = position(RingWriter.class, "written");

	private static final VarHandle WRITER_READ = position(RingWriter.class, "read");

	private static final VarHandle READER_READ = position(RingReader.class, "read");

	private static final Path NO_FILE = Path.of("slot");

	private static final byte[] ZEROS = new byte[HEADER];

	private static final Slots COMMON = new Slots();

	private final ByteBuffer parents;

	private final ByteBuffer workers;

	/** Whose turn it is. */
	private final AtomicInteger turn = new AtomicInteger();

	private Slots() {
		try {
			Path file = Files.createTempFile("stress", null);
			try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
				this.parents = channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE).order(ByteOrder.LITTLE_ENDIAN);
				this.workers = channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE).order(ByteOrder.LITTLE_ENDIAN);
			}
			finally {
				Files.delete(file);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The next one, full of zeros where it is not shared with others. */
	static Slot next() {
		int index = Math.floorMod(COMMON.turn.getAndIncrement(), COUNT);
		Slot slot = new Slot(COMMON.parents, COMMON.workers, index * HEADER, COUNT * HEADER + index * DATA);
		COMMON.parents.put(slot.header, ZEROS);
		COMMON.parents.put(slot.data, ZEROS, 0, DATA);
		return slot;
	}

	private static VarHandle position(Class<?> end, String name) {
		try {
			return MethodHandles.privateLookupIn(end, MethodHandles.lookup()).findVarHandle(end, name, long.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * One of them.
	 *
	 * @param parents the memory as the parent maps it
	 * @param workers the memory as the worker maps it
	 * @param header where the header begins
	 * @param data where the data of a ring begins, of which only the first few bytes
	 * belong to this slot alone
	 */
	record Slot(ByteBuffer parents, ByteBuffer workers, int header, int data) {

		BlackBox parentsBox() {
			return box(this.parents);
		}

		BlackBox workersBox() {
			return box(this.workers);
		}

		private BlackBox box(ByteBuffer memory) {
			return new BlackBox(NO_FILE, memory.slice(this.header, HEADER));
		}

		/**
		 * The end of a ring that leads to the worker. It is past some bytes already,
		 * which were never written, as that would take most of the time.
		 */
		RingWriter writer(long written, long read) {
			RingWriter writer = new RingWriter(this.parents, this.header, this.data);
			WRITER_WRITTEN.set(writer, written);
			WRITER_READ.set(writer, read);
			RingMemory.set(this.parents, this.header + RingMemory.WRITTEN, written);
			RingMemory.set(this.parents, this.header + RingMemory.READ, read);
			return writer;
		}

		/** The other end. */
		RingReader reader(long read) {
			RingReader reader = new RingReader(this.workers, this.header, this.data);
			READER_READ.set(reader, read);
			return reader;
		}

	}

}
