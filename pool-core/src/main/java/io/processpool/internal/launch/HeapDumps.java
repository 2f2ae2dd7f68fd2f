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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Where the workers of a pool dump their heaps when memory runs out. A heap is large, and
 * a task that exhausts one does so again: after a few dumps there are no more.
 */
final class HeapDumps {

	private static final int MAX_DUMPS = 5;

	private final @Nullable Path directory;

	/** Tells the dumps of this pool from those of others. */
	private final String id = UUID.randomUUID().toString().substring(0, 8);

	/**
	 * Creates the dumps of a pool.
	 * @param directory where they go, {@code null} for none
	 */
	HeapDumps(@Nullable Path directory) {
		this.directory = directory;
	}

	/**
	 * Names the dump of a worker that is about to start.
	 * @param spec the worker
	 * @return the file, or {@code null} if it is to write none
	 */
	@Nullable Path fileFor(WorkerSpec spec) {
		if (this.directory == null) {
			return null;
		}
		String prefix = "heap-" + spec.poolName() + "-" + this.id + "-";
		try (Stream<Path> files = Files.list(this.directory)) {
			long dumps = files.filter((file) -> file.getFileName().toString().startsWith(prefix)).count();
			return (dumps < MAX_DUMPS) ? this.directory.toAbsolutePath().resolve(prefix + spec.workerId() + ".hprof")
					: null;
		}
		catch (IOException | UncheckedIOException ex) {
			return null;
		}
	}

	static List<String> jvmOptions(@Nullable Path file) {
		return (file != null) ? List.of("-XX:+HeapDumpOnOutOfMemoryError", "-XX:HeapDumpPath=" + file) : List.of();
	}

}
