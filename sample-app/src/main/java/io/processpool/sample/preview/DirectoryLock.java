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

package io.processpool.sample.preview;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Says that a directory is in use. The operating system lets go of the lock when the
 * process ends, in whatever way.
 */
final class DirectoryLock implements Closeable {

	/**
	 * A process that closes any channel of a file loses its lock on it, so it must not
	 * look at its own.
	 */
	private static final Set<Path> own = ConcurrentHashMap.newKeySet();

	private final Path directory;

	private final FileChannel channel;

	private DirectoryLock(Path directory, FileChannel channel) {
		this.directory = directory;
		this.channel = channel;
	}

	static DirectoryLock on(Path directory) throws IOException {
		own.add(directory);
		Path unlocked = directory.resolve("lock-to-be");
		FileChannel channel = FileChannel.open(unlocked, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
		channel.lock();
		// The file has its name only now: nobody finds it unlocked
		Files.move(unlocked, lockOf(directory), StandardCopyOption.ATOMIC_MOVE);
		return new DirectoryLock(directory, channel);
	}

	/**
	 * Deals with a directory if the process that has locked it is no more.
	 * @param directory the directory
	 * @param action what to do with it
	 */
	static void ifAbandoned(Path directory, Consumer<Path> action) {
		if (own.contains(directory)) {
			return;
		}
		try (FileChannel channel = FileChannel.open(lockOf(directory), StandardOpenOption.WRITE)) {
			FileLock lock = channel.tryLock();
			if (lock != null) {
				action.accept(directory);
			}
		}
		catch (IOException ex) {
			// It is another user's, or in the making
		}
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
		own.remove(this.directory);
	}

	private static Path lockOf(Path directory) {
		return directory.resolve("lock");
	}

}
