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
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import io.processpool.internal.channel.BlackBox;
import io.processpool.internal.channel.Rings;
import org.jspecify.annotations.Nullable;

/**
 * The memory that a pool shares with its workers: a black box for each, and rings where
 * they can be had. Java 17 cannot unmap memory on demand, so what a worker had that is
 * known to be dead serves the next one, under a new epoch.
 */
final class WorkerMemories {

	private static final Logger logger = System.getLogger("io.processpool");

	private final WorkerResources resources;

	/** Guards the fields below. */
	private final ReentrantLock lock = new ReentrantLock();

	private final Deque<WorkerMemory> free = new ArrayDeque<>();

	private int created;

	private boolean complained;

	WorkerMemories(WorkerResources resources) {
		this.resources = resources;
	}

	WorkerMemory take() throws IOException {
		int number;
		this.lock.lock();
		try {
			WorkerMemory memory = this.free.poll();
			if (memory != null) {
				return memory;
			}
			number = ++this.created;
		}
		finally {
			this.lock.unlock();
		}
		BlackBox box = BlackBox.create(this.resources.directory().get().resolve("box-" + number));
		return new WorkerMemory(box, rings(number));
	}

	/** Without rings everything works, only not as fast. */
	private @Nullable Rings rings(int number) {
		try {
			Path directory = this.resources.ringDirectory().get();
			return (directory != null) ? Rings.create(directory.resolve("rings-" + number)) : null;
		}
		catch (IOException | UncheckedIOException ex) {
			complain(ex);
			return null;
		}
	}

	private void complain(Exception cause) {
		this.lock.lock();
		try {
			if (this.complained) {
				return;
			}
			this.complained = true;
		}
		finally {
			this.lock.unlock();
		}
		logger.log(Level.INFO, () -> "Pool '" + this.resources.poolName()
				+ "' has no shared memory for some of its workers and uses their sockets, which is slower: " + cause);
	}

	/** Only for what a worker had that has been waited for. */
	void release(WorkerMemory memory) {
		if (memory.isCut()) {
			abandon(memory);
			return;
		}
		this.lock.lock();
		try {
			this.free.push(memory);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * For what somebody may still write to. Without its name nobody else finds it, and
	 * the memory goes when nobody maps it.
	 */
	void abandon(WorkerMemory memory) {
		unlink(memory.blackBox().file());
		if (memory.rings() != null) {
			unlink(memory.rings().file());
		}
	}

	private static void unlink(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			// It goes with the directory
		}
	}

	/**
	 * Nothing will be taken any more. Whoever keeps a pool that is over does not keep its
	 * memory.
	 */
	void clear() {
		List<WorkerMemory> all;
		this.lock.lock();
		try {
			all = List.copyOf(this.free);
			this.free.clear();
		}
		finally {
			this.lock.unlock();
		}
		all.forEach(WorkerMemory::discard);
	}

	/**
	 * What is shared with one worker.
	 *
	 * @param blackBox tells what it does
	 * @param rings what messages travel through, or {@code null} if over sockets
	 */
	record WorkerMemory(BlackBox blackBox, @Nullable Rings rings) {

		/** Prepares both for a worker, and returns the epoch that it must be told. */
		int renew() {
			int epoch = this.blackBox.renew();
			if (this.rings != null) {
				this.rings.renew(epoch);
			}
			return epoch;
		}

		/** Whether its worker has cut off a part of it. */
		boolean isCut() {
			return !this.blackBox.isWhole() || (this.rings != null && this.rings.isCut());
		}

		void discard() {
			if (this.rings != null) {
				this.rings.discard();
			}
		}

	}

}
