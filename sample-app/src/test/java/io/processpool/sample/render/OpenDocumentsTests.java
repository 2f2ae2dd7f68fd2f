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

package io.processpool.sample.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.processpool.WorkerContext;
import io.processpool.sample.TestDocuments;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link OpenDocuments}.
 */
class OpenDocumentsTests {

	@TempDir
	private Path directory;

	@AfterEach
	void leaveTheWorker() {
		TestWorker.leave();
	}

	@Test
	void aWorkerKeepsTheDocumentOpenThatItUsedLast() throws IOException {
		TestWorker.enter();
		Path first = write("first");
		Path second = write("second");
		OpenDocument opened = use(first);
		assertThat(use(first)).isSameAs(opened);
		assertThat(use(second)).isNotSameAs(opened);
		assertThat(use(first)).isNotSameAs(opened);
	}

	@Test
	void aWorkerDropsADocumentThatHasFailed() throws IOException {
		TestWorker.enter();
		Path file = write("file");
		OpenDocument opened = use(file);
		assertThatIllegalStateException().isThrownBy(() -> OpenDocuments.ofThisWorker().use(file, (document) -> {
			throw new IllegalStateException();
		}));
		assertThat(use(file)).isNotSameAs(opened);
	}

	@Test
	void outsideOfAWorkerNothingIsKept() throws IOException {
		Path file = write("file");
		assertThat(use(file)).isNotSameAs(use(file));
	}

	private Path write(String name) throws IOException {
		return Files.write(this.directory.resolve(name), TestDocuments.pdf(1));
	}

	private static OpenDocument use(Path file) throws IOException {
		return OpenDocuments.ofThisWorker().use(file, (document) -> document);
	}

	/**
	 * Makes the test's thread a worker.
	 */
	private static final class TestWorker extends WorkerContext {

		private final ConcurrentMap<String, Object> attributes = new ConcurrentHashMap<>();

		static void enter() {
			bindThread(new TestWorker());
		}

		static void leave() {
			bindThread(null);
		}

		@Override
		public String poolName() {
			return "test";
		}

		@Override
		public int workerId() {
			return 1;
		}

		@Override
		public long pid() {
			return ProcessHandle.current().pid();
		}

		@Override
		public ConcurrentMap<String, Object> attributes() {
			return this.attributes;
		}

		@Override
		public Map<String, String> headers() {
			return Map.of();
		}

	}

}
