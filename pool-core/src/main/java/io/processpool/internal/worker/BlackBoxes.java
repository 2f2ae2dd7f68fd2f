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

package io.processpool.internal.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import java.util.concurrent.locks.ReentrantLock;

import io.processpool.internal.channel.BlackBox;
import org.jspecify.annotations.Nullable;

/**
 * The black boxes of a pool. Java 17 cannot unmap memory on demand, so a box whose worker
 * is known to be dead serves the next worker, under a new epoch.
 */
final class BlackBoxes {

	private final Supplier<Path> directory;

	/** Guards the free list and the counter. */
	private final ReentrantLock lock = new ReentrantLock();

	private final Deque<BlackBox> free = new ArrayDeque<>();

	private int created;

	BlackBoxes(Supplier<Path> directory) {
		this.directory = directory;
	}

	BlackBox take() throws IOException {
		int number;
		this.lock.lock();
		try {
			@Nullable BlackBox box = this.free.poll();
			if (box != null) {
				return box;
			}
			number = ++this.created;
		}
		finally {
			this.lock.unlock();
		}
		return BlackBox.create(this.directory.get().resolve("box-" + number));
	}

	/** Only for boxes whose worker has been waited for. */
	void release(BlackBox box) {
		this.lock.lock();
		try {
			this.free.push(box);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * For boxes that somebody may still write to. Without its name nobody else finds it,
	 * and its memory goes when nobody maps it.
	 */
	void discard(BlackBox box) {
		try {
			Files.deleteIfExists(box.file());
		}
		catch (IOException ex) {
			// It goes with the directory
		}
	}

	/**
	 * Nothing will be taken any more. Whoever keeps a pool that is over does not keep its
	 * memory mapped.
	 */
	void clear() {
		this.lock.lock();
		try {
			this.free.clear();
		}
		finally {
			this.lock.unlock();
		}
	}

}
