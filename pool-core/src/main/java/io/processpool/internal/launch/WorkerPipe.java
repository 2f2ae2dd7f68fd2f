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

package io.processpool.internal.launch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

/**
 * The pipe behind one standard stream of a worker. A thread that reads it cannot be
 * interrupted, closing the stream does not wake it, and while it reads, the JDK's own
 * reaper of processes waits for it. When some process that nobody knows of has inherited
 * the pipe and lives on, both would wait as long as that lives. What helps, where
 * {@code /proc} shows pipes, is to write something into the pipe.
 *
 * @param proc where the kernel shows processes
 * @param identity what the kernel calls the pipe, {@code null} if it cannot be known
 */
record WorkerPipe(Path proc, @Nullable Path identity) {

	static final int STDOUT = 1;

	static final int STDERR = 2;

	/**
	 * Identifies a pipe while its process is there.
	 * @param proc where the kernel shows processes
	 * @param pid the worker's process id
	 * @param descriptor the file descriptor that the pipe has there
	 * @return the pipe
	 */
	static WorkerPipe of(Path proc, long pid, int descriptor) {
		return new WorkerPipe(proc, link(proc.resolve(Long.toString(pid)).resolve("fd/" + descriptor)));
	}

	/**
	 * Lets a read of the pipe that is blocked return.
	 */
	void wakeReader() {
		Path pipe = this.identity;
		if (pipe == null || !pipe.toString().startsWith("pipe:")) {
			return;
		}
		try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(this.proc.resolve("self/fd"))) {
			for (Path descriptor : descriptors) {
				if (pipe.equals(link(descriptor)) && write(descriptor, pipe)) {
					return;
				}
			}
		}
		catch (IOException ex) {
			// There is no other way
		}
	}

	private static boolean write(Path descriptor, Path pipe) throws IOException {
		try (FileChannel channel = FileChannel.open(descriptor, StandardOpenOption.WRITE)) {
			// The number might have come to mean another file just before it was opened
			if (!pipe.equals(link(descriptor))) {
				return false;
			}
			channel.write(ByteBuffer.wrap(new byte[] { '\n' }));
			return true;
		}
	}

	private static @Nullable Path link(Path descriptor) {
		try {
			return Files.readSymbolicLink(descriptor);
		}
		catch (IOException | UnsupportedOperationException ex) {
			return null;
		}
	}

}
