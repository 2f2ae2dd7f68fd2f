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
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import io.processpool.internal.channel.PrivateFiles;

/**
 * A pool's files: sockets, black boxes, bootstrap files, crash logs, in a directory that
 * only this user can enter.
 * <p>
 * A lock on a file in it says that the pool lives. The operating system releases it with
 * the process, however that ends, so what a killed parent has left behind can be told
 * from what is in use, and every new pool sweeps it away.
 * <p>
 * When the JVM ends, the files are deleted by a shutdown hook. Other hooks run at the
 * same time and may still need workers, for instance to finish the requests of a web
 * server; workers that run do not miss the files, and for one that starts, the pool gets
 * another directory, which the next pool sweeps away.
 * <p>
 * Safe for any number of threads.
 */
final class PoolDirectory {

	private static final String PREFIX = "processpool-";

	private static final String LOCK = "lock";

	private static final String CRASH_LOGS = "hs_err*";

	/** What a socket's address may have at most, on the least generous system. */
	private static final int MAX_SOCKET_PATH = 100;

	private static final int LONGEST_NAME = 12;

	/** The directories of pools of this JVM that are not over. */
	private static final Set<PoolDirectory> open = ConcurrentHashMap.newKeySet();

	/**
	 * Held while directories are swept, and while one is made and becomes known as open.
	 * On POSIX systems a process loses its lock on a file when it closes any channel to
	 * that file, so nobody here may even look at the lock of a pool of this JVM.
	 */
	private static final ReentrantLock sweeping = new ReentrantLock();

	static {
		try {
			Runtime.getRuntime().addShutdownHook(new Thread(PoolDirectory::deleteAll, "processpool-clean-up"));
		}
		catch (IllegalStateException ex) {
			// The first pool is made while the JVM ends; what it leaves is swept later
		}
	}

	/** Guards the fields below, also while a directory is made or deleted. */
	private final ReentrantLock guard = new ReentrantLock();

	private final Path parent;

	private volatile Path path;

	private FileChannel lock;

	/** Whether the JVM ends and the directory has been deleted. */
	private boolean deletedAtExit;

	/** Directories that were deleted, into which a worker may have come all the same. */
	private final List<Path> former = new ArrayList<>(0);

	private PoolDirectory(Path parent, Path path, FileChannel lock) {
		this.parent = parent;
		this.path = path;
		this.lock = lock;
	}

	static PoolDirectory create() {
		PoolDirectory directory = createIn(parent());
		CrashDirectories.sweep(directory.path, PREFIX, Instant.now());
		return directory;
	}

	/** A directory elsewhere. */
	static PoolDirectory createIn(Path parent) {
		sweeping.lock();
		try {
			Path path = make(parent);
			PoolDirectory directory = new PoolDirectory(parent, path, lock(path));
			open.add(directory);
			sweep(parent, path);
			return directory;
		}
		finally {
			sweeping.unlock();
		}
	}

	private static Path make(Path parent) {
		Path path;
		try {
			path = PrivateFiles.createTempDirectory(parent, PREFIX);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The pool needs a directory for its files and cannot create one in " + parent
					+ ": make it writable, or set -Djava.io.tmpdir to one that is", ex);
		}
		if (PrivateFiles.isPrivateDirectory(path, path)) {
			return path;
		}
		delete(path);
		throw new UncheckedIOException(new IOException("The pool needs a directory that nobody else can enter, and "
				+ parent
				+ " is on a file system that does not keep the mode 0700: set -Djava.io.tmpdir to one that does"));
	}

	private static Path parent() {
		Path temp = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
		int random = 20;
		int length = temp.toString().getBytes(StandardCharsets.UTF_8).length;
		Path fallback = Path.of("/tmp");
		if (length + PREFIX.length() + random + LONGEST_NAME > MAX_SOCKET_PATH && Files.isWritable(fallback)) {
			return fallback;
		}
		return temp;
	}

	/** The lock is taken before the file has its name: nobody can sweep in between. */
	private static FileChannel lock(Path path) {
		Path unnamed = path.resolve(LOCK + "-new");
		try {
			PrivateFiles.create(unnamed);
			FileChannel channel = FileChannel.open(unnamed, StandardOpenOption.WRITE);
			try {
				channel.lock();
				Files.move(unnamed, path.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
				return channel;
			}
			catch (IOException ex) {
				channel.close();
				throw ex;
			}
		}
		catch (IOException ex) {
			deleteQuietly(unnamed);
			delete(path);
			throw new UncheckedIOException("The pool cannot make and lock a file in its directory " + path
					+ ": make room there, or set -Djava.io.tmpdir to a directory that has some", ex);
		}
	}

	private static void sweep(Path parent, Path own) {
		try (DirectoryStream<Path> candidates = Files.newDirectoryStream(parent, PREFIX + "*")) {
			for (Path candidate : candidates) {
				sweepIfDead(candidate, own);
			}
		}
		catch (IOException | RuntimeException ex) {
			// The next pool tries again
		}
	}

	/**
	 * Others may put what they like into a directory for temporary files: a link to a
	 * directory that is dear to this user, a lock that is a pipe. What is not ours, or
	 * could be entered by others, is not even looked into.
	 */
	private static void sweepIfDead(Path candidate, Path own) {
		if (open.stream().anyMatch((directory) -> directory.path.equals(candidate))
				|| !PrivateFiles.isPrivateDirectory(candidate, own)
				|| !Files.isRegularFile(candidate.resolve(LOCK), LinkOption.NOFOLLOW_LINKS)) {
			return;
		}
		try (FileChannel channel = FileChannel.open(candidate.resolve(LOCK), StandardOpenOption.WRITE,
				LinkOption.NOFOLLOW_LINKS); FileLock lock = channel.tryLock()) {
			if (lock != null) {
				delete(candidate);
			}
		}
		catch (IOException | OverlappingFileLockException ex) {
			// Not ours, not complete, or in use
		}
	}

	/** Deletes what dead pools of this user have left elsewhere. */
	void sweepAlso(Path elsewhere) {
		sweeping.lock();
		try {
			sweep(elsewhere, path());
		}
		finally {
			sweeping.unlock();
		}
	}

	/** The directory, which is there when this returns. */
	Path path() {
		this.guard.lock();
		try {
			if (this.deletedAtExit) {
				this.deletedAtExit = false;
				this.former.add(this.path);
				this.path = make(this.parent);
				this.lock = lock(this.path);
			}
			return this.path;
		}
		finally {
			this.guard.unlock();
		}
	}

	/** Deletes everything but crash logs, which people will want to read. Idempotent. */
	void delete() {
		if (open.contains(this)) {
			deleteNow(false);
			open.remove(this);
		}
	}

	private void deleteNow(boolean atExit) {
		this.guard.lock();
		try {
			this.deletedAtExit = atExit;
			this.former.forEach(PoolDirectory::delete);
			delete(this.path);
			this.lock.close();
		}
		catch (IOException ex) {
			// The lock goes with the process
		}
		finally {
			this.guard.unlock();
		}
	}

	private static void deleteAll() {
		open.forEach((directory) -> directory.deleteNow(true));
	}

	/** If it fails, the others can go all the same. */
	private static void deleteUnlessLock(Path file) {
		if (!file.endsWith(LOCK)) {
			deleteQuietly(file);
		}
	}

	/** What is not empty, since a worker came in between, is left to be swept. */
	private static void deleteEmpty(Path path) throws IOException {
		try {
			Files.deleteIfExists(path);
		}
		catch (DirectoryNotEmptyException ex) {
			PrivateFiles.create(path.resolve(LOCK));
		}
	}

	private static void delete(Path path) {
		try {
			boolean crashed;
			try (DirectoryStream<Path> logs = Files.newDirectoryStream(path, CRASH_LOGS)) {
				crashed = logs.iterator().hasNext();
			}
			try (DirectoryStream<Path> files = Files.newDirectoryStream(path,
					(file) -> !file.getFileName().toString().startsWith("hs_err"))) {
				files.forEach(PoolDirectory::deleteUnlessLock);
			}
			// Last, since only what has a lock is swept
			Files.deleteIfExists(path.resolve(LOCK));
			if (!crashed) {
				deleteEmpty(path);
			}
		}
		catch (IOException | DirectoryIteratorException ex) {
			// It cannot be listed, for want of file descriptors perhaps, but may be
			// empty;
			// else the next pool's sweep tries again, if the lock is still there
			deleteQuietly(path);
		}
	}

	private static void deleteQuietly(Path path) {
		try {
			Files.deleteIfExists(path);
		}
		catch (IOException ex) {
			// It stays
		}
	}

}
