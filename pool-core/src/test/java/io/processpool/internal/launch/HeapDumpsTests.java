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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class HeapDumpsTests {

	@TempDir
	private Path directory;

	@Test
	void everyWorkerHasAFileOfItsOwn() {
		HeapDumps dumps = new HeapDumps(this.directory);
		assertThat(String.valueOf(dumps.fileFor(worker(1)))).startsWith(this.directory + "/heap-some-pool-")
			.endsWith("-1.hprof");
		assertThat(dumps.fileFor(worker(1))).isNotEqualTo(dumps.fileFor(worker(2)))
			.isNotEqualTo(new HeapDumps(this.directory).fileFor(worker(1)));
	}

	@Test
	void afterFiveDumpsThereAreNoMore() throws IOException {
		HeapDumps dumps = new HeapDumps(this.directory);
		for (int id = 1; id <= 5; id++) {
			Files.createFile(dumps.fileFor(worker(id)));
		}
		assertThat(dumps.fileFor(worker(6))).isNull();
		assertThat(new HeapDumps(this.directory).fileFor(worker(6))).isNotNull();
	}

	@Test
	void withoutADirectoryOrWhenItIsGoneThereIsNone() {
		assertThat(new HeapDumps(null).fileFor(worker(1))).isNull();
		assertThat(new HeapDumps(this.directory.resolve("gone")).fileFor(worker(1))).isNull();
		assertThat(HeapDumps.jvmOptions(null)).isEmpty();
	}

	private static WorkerSpec worker(int id) {
		return new WorkerSpec("some-pool", id, Path.of("any"), Path.of("any"));
	}

}
