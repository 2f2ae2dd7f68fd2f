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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CrashDirectoriesTests {

	private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

	@TempDir
	private Path parent;

	private Path own;

	@BeforeEach
	void createOwn() throws IOException {
		this.own = pool("own", Duration.ZERO, "lock");
	}

	@Test
	void crashLogsAreKeptForAWeek() throws IOException {
		Path old = pool("old", Duration.ofDays(8), "hs_err_worker1_7.log", "hs_err_worker2_8.log");
		Path young = pool("young", Duration.ofDays(6), "hs_err_worker1_7.log");
		CrashDirectories.sweep(this.own, "processpool-", NOW);
		assertThat(old).doesNotExist();
		assertThat(young).isNotEmptyDirectory();
		assertThat(this.own).isNotEmptyDirectory();
	}

	@Test
	void onlyThoseOfTheLastPoolsAreKept() throws IOException {
		for (int i = 0; i < 14; i++) {
			pool("crashed" + i, Duration.ofMinutes(i), "hs_err_worker1_7.log");
		}
		CrashDirectories.sweep(this.own, "processpool-", NOW);
		for (int i = 0; i < 14; i++) {
			assertThat(Files.exists(this.parent.resolve("processpool-crashed" + i))).isEqualTo(i < 10);
		}
	}

	@Test
	void whatHasOtherFilesOrNoneIsNotTouched() throws IOException {
		Path living = pool("living", Duration.ofDays(30), "hs_err_worker1_7.log", "lock");
		Path young = pool("young", Duration.ofDays(30));
		Path foreign = Files.createDirectory(this.parent.resolve("other"));
		Files.createFile(foreign.resolve("hs_err_worker1_7.log"));
		Path link = Files.createSymbolicLink(this.parent.resolve("processpool-link"), foreign);
		Path file = Files.createFile(this.parent.resolve("processpool-file"));
		CrashDirectories.sweep(this.own, "processpool-", NOW);
		assertThat(living).isNotEmptyDirectory();
		assertThat(young).isEmptyDirectory();
		assertThat(foreign).isNotEmptyDirectory();
		assertThat(link).isSymbolicLink();
		assertThat(file).exists();
	}

	private Path pool(String name, Duration age, String... files) throws IOException {
		Path directory = Files.createDirectory(this.parent.resolve("processpool-" + name));
		for (String file : files) {
			Path path = Files.createFile(directory.resolve(file));
			Files.setLastModifiedTime(path, FileTime.from(NOW.minus(age)));
		}
		return directory;
	}

}
