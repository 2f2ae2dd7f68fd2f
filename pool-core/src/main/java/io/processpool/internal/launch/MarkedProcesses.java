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
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Finds and kills what dead workers have left running. It looks through {@code /proc} for
 * their markers, and finds nothing where there is none.
 *
 * @param proc where the kernel shows processes
 */
record MarkedProcesses(Path proc) {

	/**
	 * New processes may appear while the list is read; whoever outruns this goes free.
	 */
	private static final int MAX_ROUNDS = 10;

	/**
	 * Kills the processes that carry a marker of the given workers.
	 * @param workers the markers of workers that are dead
	 */
	void kill(Set<WorkerMarker> workers) {
		for (int round = 0; round < MAX_ROUNDS && killOnce(workers); round++) {
			// Until none is found
		}
	}

	private boolean killOnce(Set<WorkerMarker> workers) {
		boolean found = false;
		try (DirectoryStream<Path> processes = Files.newDirectoryStream(this.proc, "[0-9]*")) {
			for (Path process : processes) {
				found |= isMarked(process, workers) && kill(process, workers);
			}
		}
		catch (IOException | RuntimeException ex) {
			// No /proc, or one that tells nothing: then nothing can be found here
		}
		return found;
	}

	private boolean kill(Path process, Set<WorkerMarker> workers) {
		long pid = Long.parseLong(process.getFileName().toString());
		if (pid == ProcessHandle.current().pid() || !isOfThisUser(process)) {
			return false;
		}
		// A handle knows if its pid has been reused, so the marker is read again
		Optional<ProcessHandle> handle = ProcessHandle.of(pid);
		return handle.isPresent() && isMarked(process, workers) && handle.get().destroyForcibly();
	}

	private boolean isMarked(Path process, Set<WorkerMarker> workers) {
		WorkerMarker marker = marker(process);
		return marker != null && marker.belongsTo(workers);
	}

	private static @Nullable WorkerMarker marker(Path process) {
		try {
			byte[] environment = Files.readAllBytes(process.resolve("environ"));
			return WorkerMarker.in(new String(environment, StandardCharsets.ISO_8859_1));
		}
		catch (IOException ex) {
			// It has ended meanwhile, or belongs to another user
			return null;
		}
	}

	private boolean isOfThisUser(Path process) {
		try {
			return owner(process).equals(owner(this.proc.resolve("self")));
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static Object owner(Path process) throws IOException {
		return Files.getAttribute(process, "unix:uid");
	}

}
