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

package io.processpool.internal.child;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a worker's tasks have started. When the parent is gone, nobody else is left to end
 * it. Children are known to the process itself; those whose own parents have ended are
 * not, but they carry the worker's marker in their environment, which {@code /proc}
 * shows.
 *
 * @param proc where the kernel shows processes
 * @param marker the worker's marker, {@code null} if it has none
 */
record Offspring(Path proc, @Nullable String marker) {

	private static final String VARIABLE = "PROCESSPOOL_WORKER";

	/** A worker that is to end must end, whatever its tasks go on starting. */
	private static final long PATIENCE = Duration.ofSeconds(2).toNanos();

	private static final int MAX_ROUNDS = 5;

	static Offspring ofThisProcess() {
		return new Offspring(Path.of("/proc"), System.getenv(VARIABLE));
	}

	/** Kills all of it, in bounded time. */
	void kill() {
		long deadline = System.nanoTime() + PATIENCE;
		ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
		for (int round = 0; round < MAX_ROUNDS && killOrphans(deadline); round++) {
			// What they have started meanwhile
		}
	}

	private boolean killOrphans(long deadline) {
		boolean found = false;
		if (this.marker == null) {
			return false;
		}
		try (DirectoryStream<Path> processes = Files.newDirectoryStream(this.proc, "[0-9]*")) {
			for (Path process : processes) {
				if (System.nanoTime() - deadline > 0) {
					return false;
				}
				found |= carriesMarker(process, this.marker) && kill(process, this.marker);
			}
		}
		catch (IOException | RuntimeException ex) {
			// No /proc, or one that tells nothing
		}
		return found;
	}

	private static boolean kill(Path process, String marker) {
		long pid = Long.parseLong(process.getFileName().toString());
		if (pid == ProcessHandle.current().pid()) {
			return false;
		}
		// A handle knows if its pid has been reused, so the marker is read again
		return ProcessHandle.of(pid)
			.filter((handle) -> carriesMarker(process, marker))
			.map(ProcessHandle::destroyForcibly)
			.orElse(false);
	}

	/** Whether it is this worker's, or belongs to a worker of a pool in this worker. */
	static boolean carriesMarker(Path process, String marker) {
		try {
			// Each entry between NULs, so that none is taken for a part of another
			String environment = '\0'
					+ new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1) + '\0';
			String entry = '\0' + VARIABLE + '=' + marker;
			return environment.contains(entry + '\0') || environment.contains(entry + '/');
		}
		catch (IOException ex) {
			// It has ended meanwhile, or belongs to another user
			return false;
		}
	}

}
