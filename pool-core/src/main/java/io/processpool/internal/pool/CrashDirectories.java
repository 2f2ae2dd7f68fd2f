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
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Directories of pools that are over, where crash logs are all that is left. People will
 * want to read those, but not for ever: they are kept for a week, and those of the last
 * ten pools.
 */
final class CrashDirectories {

	private static final int KEPT = 10;

	private static final Duration KEPT_FOR = Duration.ofDays(7);

	private static final String CRASH_LOG = "hs_err";

	private CrashDirectories() {
	}

	/**
	 * Deletes those that are too old or too many.
	 * @param own the directory of a pool of this user
	 * @param prefix how the names of such directories begin
	 * @param now the time
	 */
	static void sweep(Path own, String prefix, Instant now) {
		List<Remains> found = new ArrayList<>();
		Path parent = own.getParent();
		if (parent == null) {
			return;
		}
		try (DirectoryStream<Path> candidates = Files.newDirectoryStream(parent, prefix + "*")) {
			Object owner = Files.getOwner(own);
			for (Path candidate : candidates) {
				Remains remains = look(candidate, owner);
				if (remains != null) {
					found.add(remains);
				}
			}
		}
		catch (IOException | RuntimeException ex) {
			// What was found is enough
		}
		found.sort(Comparator.comparing(Remains::since).reversed());
		for (int i = 0; i < found.size(); i++) {
			if (i >= KEPT || found.get(i).since().isBefore(now.minus(KEPT_FOR))) {
				delete(found.get(i));
			}
		}
	}

	/** A pool that lives, or is just being made, has other files too, or none. */
	private static @Nullable Remains look(Path directory, Object owner) {
		List<Path> logs = new ArrayList<>();
		Instant since = Instant.MIN;
		if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
			return null;
		}
		try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
			if (!owner.equals(Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS))) {
				return null;
			}
			for (Path file : files) {
				if (!file.getFileName().toString().startsWith(CRASH_LOG)) {
					return null;
				}
				logs.add(file);
				Instant modified = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
				since = modified.isAfter(since) ? modified : since;
			}
		}
		catch (IOException | RuntimeException ex) {
			return null;
		}
		return logs.isEmpty() ? null : new Remains(directory, logs, since);
	}

	private static void delete(Remains remains) {
		try {
			for (Path log : remains.logs()) {
				Files.deleteIfExists(log);
			}
			Files.deleteIfExists(remains.directory());
		}
		catch (IOException ex) {
			// The next pool tries again
		}
	}

	private record Remains(Path directory, List<Path> logs, Instant since) {
	}

}
