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
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class OffspringTests {

	private static final String MARKER = "1234:1:7";

	@TempDir
	private Path process;

	@Test
	void whatCarriesTheMarkerIsTheWorkersOwn() throws IOException {
		assertThat(carries("PATH=/bin\0PROCESSPOOL_WORKER=1234:1:7\0HOME=/\0")).isTrue();
		assertThat(carries("PROCESSPOOL_WORKER=1234:1:7\0")).isTrue();
		assertThat(carries("PROCESSPOOL_WORKER=1234:1:7")).isTrue();
	}

	@Test
	void soIsWhatPoolsInTheWorkerHaveStarted() throws IOException {
		assertThat(carries("PROCESSPOOL_WORKER=1234:1:7/5678:2:1\0")).isTrue();
	}

	@Test
	void whatCarriesAnotherMarkerIsNot() throws IOException {
		assertThat(carries("PROCESSPOOL_WORKER=1234:1:77\0")).isFalse();
		assertThat(carries("PROCESSPOOL_WORKER=0/1234:1:7\0")).isFalse();
		assertThat(carries("X=PROCESSPOOL_WORKER=1234:1:7\0")).isFalse();
		assertThat(carries("")).isFalse();
	}

	@Test
	void aProcessThatIsGoneIsNot() {
		assertThat(Offspring.carriesMarker(this.process.resolve("gone"), MARKER)).isFalse();
	}

	@Test
	void withoutAProcNobodyIsFound() {
		new Offspring(this.process.resolve("proc"), MARKER).kill();
		assertThat(ProcessHandle.current().isAlive()).isTrue();
	}

	private boolean carries(String environment) throws IOException {
		Files.writeString(this.process.resolve("environ"), environment);
		return Offspring.carriesMarker(this.process, MARKER);
	}

}
