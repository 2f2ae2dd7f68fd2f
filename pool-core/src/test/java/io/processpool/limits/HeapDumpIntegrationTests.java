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

package io.processpool.limits;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.processpool.ExitReason;
import io.processpool.PoolScope;
import io.processpool.ProcessPool;
import io.processpool.WorkerLostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Heap dumps of workers that ran out of memory.
 */
class HeapDumpIntegrationTests {

	@TempDir
	private Path directory;

	@Test
	void aDumpIsLeftWhateverAreaRanOutAndTheExceptionNamesIt() {
		try (PoolScope pool = ProcessPool.builder()
			.processes(1)
			.name("dumped")
			.maxHeap("32m")
			.heapDumpOnOutOfMemory(this.directory)
			.build()
			.terminateOnExit()) {
			assertDump(catchThrowableOfType(WorkerLostException.class, () -> pool.apply(() -> fillTheHeap())));
			assertDump(catchThrowableOfType(WorkerLostException.class, () -> pool.apply(() -> {
				throw new OutOfMemoryError("by hand");
			})));
		}
	}

	@Test
	void aDirectoryThatIsNotThereIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ProcessPool.builder().heapDumpOnOutOfMemory(this.directory.resolve("none")).build())
			.withMessageContaining("heapDumpOnOutOfMemory")
			.withMessageContaining("an existing directory");
	}

	private void assertDump(WorkerLostException lost) {
		assertThat(lost.reason()).isEqualTo(ExitReason.OUT_OF_MEMORY);
		Path dump = lost.heapDump().orElseThrow();
		assertThat(dump).isNotEmptyFile().isReadable();
		assertThat(dump.getParent()).isEqualTo(this.directory);
		assertThat(dump.getFileName().toString()).startsWith("heap-dumped-").endsWith(".hprof");
		assertThat(lost).hasMessageContaining("heap dump " + dump);
	}

	static int fillTheHeap() {
		List<long[]> all = new ArrayList<>();
		while (true) {
			all.add(new long[100_000]);
		}
	}

}
