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
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The file in which a worker's JVM describes its crash.
 *
 * @param directory where it is written
 * @param prefix how its name begins; the process id follows
 * @param since when the worker was started
 */
record CrashLog(Path directory, String prefix, FileTime since) {

	private static final String NAME = "hs_err_worker";

	private static final String SUFFIX = ".log";

	/** How many a pool keeps. */
	private static final int MAX_LOGS = 20;

	static CrashLog of(WorkerSpec spec) {
		return new CrashLog(spec.directory().toAbsolutePath(), NAME + spec.workerId() + "_",
				FileTime.from(Instant.now()));
	}

	String jvmOption() {
		String literal = this.directory.toString().replace("%", "%%");
		return "-XX:ErrorFile=" + Path.of(literal, this.prefix + "%p" + SUFFIX);
	}

	/**
	 * Looks for the file.
	 * @param pid the process id as it is seen from here; behind a command prefix the JVM
	 * may have another one
	 * @return the file, or {@code null} if there is none
	 */
	@Nullable Path find(long pid) {
		Path expected = this.directory.resolve(this.prefix + pid + SUFFIX);
		Path found = Files.exists(expected) ? expected : findSince();
		if (found != null) {
			deleteOld();
		}
		return found;
	}

	/** A task that crashes every worker it meets must not fill the disk. */
	private void deleteOld() {
		try (Stream<Path> files = Files.list(this.directory)) {
			List<Path> logs = files.filter((file) -> file.getFileName().toString().startsWith(NAME))
				.sorted(Comparator.comparing(CrashLog::lastModified).reversed())
				.toList();
			for (Path old : logs.subList(Math.min(MAX_LOGS, logs.size()), logs.size())) {
				Files.deleteIfExists(old);
			}
		}
		catch (IOException | UncheckedIOException ex) {
			// The next one that is found tries again
		}
	}

	private static FileTime lastModified(Path file) {
		try {
			return Files.getLastModifiedTime(file);
		}
		catch (IOException ex) {
			return FileTime.fromMillis(0);
		}
	}

	private @Nullable Path findSince() {
		try (DirectoryStream<Path> logs = Files.newDirectoryStream(this.directory, this.prefix + "*" + SUFFIX)) {
			for (Path log : logs) {
				if (Files.getLastModifiedTime(log).compareTo(this.since) >= 0) {
					return log;
				}
			}
		}
		catch (IOException | DirectoryIteratorException ex) {
			// As good as none
		}
		return null;
	}

}
