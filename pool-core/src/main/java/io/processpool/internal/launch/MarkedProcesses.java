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
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Kills what a dead worker has left running. It looks through {@code /proc} for the
 * worker's marker, and does nothing where there is none.
 */
final class MarkedProcesses {

	/**
	 * New processes may appear while the list is read; whoever outruns this goes free.
	 */
	private static final int MAX_ROUNDS = 10;

	private final Path proc;

	private final WorkerMarker marker;

	MarkedProcesses(Path proc, WorkerMarker marker) {
		this.proc = proc;
		this.marker = marker;
	}

	void kill() {
		for (int round = 0; round < MAX_ROUNDS && killOnce(); round++) {
			// Until none is found
		}
	}

	private boolean killOnce() {
		boolean found = false;
		try (DirectoryStream<Path> processes = Files.newDirectoryStream(this.proc, "[0-9]*")) {
			Object user = owner(this.proc.resolve("self"));
			for (Path process : processes) {
				found |= killIfMarked(process, user);
			}
		}
		catch (IOException | RuntimeException ex) {
			// No /proc, or one that tells nothing: then nothing can be found here
		}
		return found;
	}

	private boolean killIfMarked(Path process, Object user) {
		try {
			long pid = Long.parseLong(process.getFileName().toString());
			if (pid == ProcessHandle.current().pid() || !owner(process).equals(user)) {
				return false;
			}
			// Taken before the marker is read: a handle knows if its pid has been reused
			Optional<ProcessHandle> handle = ProcessHandle.of(pid);
			byte[] environment = Files.readAllBytes(process.resolve("environ"));
			if (handle.isEmpty() || !this.marker.isIn(new String(environment, StandardCharsets.ISO_8859_1))) {
				return false;
			}
			return handle.get().destroyForcibly();
		}
		catch (IOException | RuntimeException ex) {
			// It has ended meanwhile, or is none of ours
			return false;
		}
	}

	private static Object owner(Path process) throws IOException {
		return Files.getAttribute(process, "unix:uid");
	}

}
