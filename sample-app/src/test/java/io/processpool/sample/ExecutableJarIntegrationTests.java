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

package io.processpool.sample;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the executable jar, run as people run it.
 */
class ExecutableJarIntegrationTests {

	@TempDir
	private Path temporary;

	private RunningSample application;

	private SampleClient client;

	@BeforeEach
	void start() throws Exception {
		this.application = RunningSample
			.start(Layout.EXECUTABLE_JAR.prepare(this.temporary, this.temporary, List.of("--server.port=0")));
		this.client = this.application.client();
	}

	@AfterEach
	void stop() {
		if (this.application != null) {
			this.application.close();
		}
	}

	@Test
	void itRendersDocumentsAndNoWorkerOutlivesItsKill() {
		JsonNode sample = this.client.settled("/documents/" + firstDocument());
		assertThat(sample.get("ready").asInt()).isEqualTo(6);
		assertThat(sample.get("failed").asInt()).isZero();
		JsonNode uploaded = this.client.settled(this.client.upload("three.pdf", TestDocuments.pdf(3)));
		assertThat(uploaded.get("ready").asInt()).isEqualTo(3);

		List<ProcessHandle> workers = workers();
		assertThat(workers).extracting(ProcessHandle::pid).containsAll(SampleClient.pids(uploaded));
		this.application.process().destroyForcibly();
		await().untilAsserted(() -> assertThat(workers).noneMatch(ProcessHandle::isAlive));
	}

	@Test
	void itReportsWhatItDoesAtStartAndLeavesNothingBehind() throws Exception {
		await().atMost(1, TimeUnit.MINUTES)
			.untilAsserted(() -> assertThat(this.application.log()).anyMatch(
					(line) -> line.contains("'A field guide to worker processes.pdf': 6 of 6 pages rendered in ")));
		assertThat(this.application.log())
			.filteredOn((line) -> line.matches(".*Page \\d of 6: worker \\d+, pid \\d+, \\d+ ms, .*"))
			.hasSize(6);
		List<ProcessHandle> workers = workers();
		assertThat(workers).isNotEmpty();

		this.application.process().destroy();
		assertThat(this.application.process().waitFor(1, TimeUnit.MINUTES)).isTrue();
		await().untilAsserted(() -> assertThat(workers).noneMatch(ProcessHandle::isAlive));
		try (Stream<Path> left = Files.list(this.temporary)) {
			assertThat(left.map(Path::getFileName).map(Path::toString))
				.allMatch((name) -> name.startsWith("pdfbox-fonts-") || name.startsWith("hsperfdata"));
		}
	}

	private String firstDocument() {
		return await().atMost(1, TimeUnit.MINUTES)
			.until(() -> this.client.json("/documents"), (documents) -> !documents.isEmpty())
			.get(0)
			.get("id")
			.asString();
	}

	private List<ProcessHandle> workers() {
		return this.application.process().children().toList();
	}

}
