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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CrashLogTests {

	@TempDir
	private Path directory;

	@Test
	void theLogOfAnotherPidIsFoundIfItIsNew() throws IOException {
		CrashLog log = CrashLog.of(worker(3));
		Path old = Files.writeString(this.directory.resolve("hs_err_worker3_2.log"), "old");
		Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(60)));
		assertThat(log.find(4711)).isNull();
		Path behindAPrefix = Files.writeString(this.directory.resolve("hs_err_worker3_9.log"), "new");
		assertThat(log.find(4711)).isEqualTo(behindAPrefix);
		Path own = Files.writeString(this.directory.resolve("hs_err_worker3_4711.log"), "own");
		assertThat(log.find(4711)).isEqualTo(own);
	}

	@Test
	void onlyTheLatestLogsOfAPoolAreKept() throws IOException {
		for (int i = 1; i <= 30; i++) {
			Path file = Files.writeString(this.directory.resolve("hs_err_worker" + i + "_7.log"), "crash");
			Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(100 - i)));
		}
		Path other = Files.writeString(this.directory.resolve("box-1"), "not a log");
		assertThat(CrashLog.of(worker(30)).find(7)).isNotNull();
		try (var files = Files.list(this.directory)) {
			assertThat(files).hasSize(21)
				.contains(other, this.directory.resolve("hs_err_worker30_7.log"),
						this.directory.resolve("hs_err_worker11_7.log"));
		}
	}

	private WorkerSpec worker(int id) {
		return new WorkerSpec("some-pool", id, this.directory, this.directory.resolve("boot"));
	}

}
