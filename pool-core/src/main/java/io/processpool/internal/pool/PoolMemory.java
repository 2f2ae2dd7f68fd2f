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

package io.processpool.internal.pool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

import io.processpool.internal.channel.Rings;
import org.jspecify.annotations.Nullable;

/**
 * Where a pool keeps the memory that messages travel through: in a file system that is
 * memory, if there is one with room enough, else with its other files. Containers often
 * have no more than 64 MiB of it, which others want to use as well.
 * <p>
 * Safe for any number of threads.
 */
final class PoolMemory {

	/** {@code socket} lets everything travel over sockets. */
	static final String CHANNEL_PROPERTY = "io.processpool.channel";

	private static final Path SHARED_MEMORY = Path.of("/dev/shm");

	/** The rings of a pool may take this part of what is free. */
	private static final int PART = 4;

	private final PoolDirectory directory;

	/** Workers, and as many successors. */
	private final long needed;

	private final boolean elsewhere;

	private final boolean used;

	/** Guards the fields below. */
	private final ReentrantLock lock = new ReentrantLock();

	private boolean decided;

	private @Nullable PoolDirectory own;

	/**
	 * Memory for a pool.
	 * @param directory the pool's files
	 * @param settings its settings
	 */
	PoolMemory(PoolDirectory directory, PoolSettings settings) {
		this.directory = directory;
		this.needed = 2L * settings.processes() * Rings.SIZE * PART;
		// Another command may let workers see other files, but lets them see the
		// directory
		this.elsewhere = settings.launch().commandPrefix().isEmpty() && Files.isWritable(SHARED_MEMORY);
		// Workers that are threads live on when they are killed, and would go on using it
		this.used = !settings.inThreads() && !"socket".equals(System.getProperty(CHANNEL_PROPERTY));
	}

	/** The directory, which is there when this returns; {@code null} for sockets only. */
	@Nullable Path path() {
		if (!this.used) {
			return null;
		}
		PoolDirectory own;
		this.lock.lock();
		try {
			if (!this.decided) {
				this.decided = true;
				this.own = hasRoom() ? make() : null;
			}
			own = this.own;
		}
		finally {
			this.lock.unlock();
		}
		return ((own != null) ? own : this.directory).path();
	}

	private boolean hasRoom() {
		try {
			if (!this.elsewhere) {
				return false;
			}
			// What killed parents have left there may be what takes the room
			this.directory.sweepAlso(SHARED_MEMORY);
			return Files.getFileStore(SHARED_MEMORY).getUsableSpace() >= this.needed;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static @Nullable PoolDirectory make() {
		try {
			return PoolDirectory.createIn(SHARED_MEMORY);
		}
		catch (UncheckedIOException ex) {
			return null;
		}
	}

	/** Deletes what was made. Idempotent. */
	void delete() {
		this.lock.lock();
		try {
			if (this.own != null) {
				this.own.delete();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}
