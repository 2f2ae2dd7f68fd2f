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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

	private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

	@TempDir
	private Path temporary;

	private final Queue<String> log = new ConcurrentLinkedQueue<>();

	private Process application;

	private SampleClient client;

	@BeforeEach
	void start() throws IOException {
		Path jar = Path.of(System.getProperty("sample.jar"));
		assertThat(jar).exists();
		this.application = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + this.temporary, "-jar", jar.toString(),
				"--server.port=0")
			.redirectErrorStream(true)
			.start();
		this.application.getOutputStream().close();
		Thread reader = new Thread(this::readLog, "application-log");
		reader.setDaemon(true);
		reader.start();
		this.client = new SampleClient(await().atMost(2, TimeUnit.MINUTES).until(this::port, (port) -> port > 0));
	}

	@AfterEach
	void stop() {
		this.application.destroyForcibly();
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
		this.application.destroyForcibly();
		await().untilAsserted(() -> assertThat(workers).noneMatch(ProcessHandle::isAlive));
	}

	@Test
	void itReportsWhatItDoesAtStartAndLeavesNothingBehind() throws Exception {
		await().atMost(1, TimeUnit.MINUTES)
			.untilAsserted(() -> assertThat(this.log).anyMatch(
					(line) -> line.contains("'A field guide to worker processes.pdf': 6 of 6 pages rendered in ")));
		assertThat(this.log).filteredOn((line) -> line.matches(".*Page \\d of 6: worker \\d+, pid \\d+, \\d+ ms, .*"))
			.hasSize(6);
		List<ProcessHandle> workers = workers();
		assertThat(workers).isNotEmpty();

		this.application.destroy();
		assertThat(this.application.waitFor(1, TimeUnit.MINUTES)).isTrue();
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
		return this.application.children().toList();
	}

	private int port() {
		assertThat(this.application.isAlive()).as(() -> String.join("\n", this.log)).isTrue();
		return this.log.stream()
			.map(STARTED::matcher)
			.filter(Matcher::find)
			.findFirst()
			.map((matcher) -> Integer.parseInt(matcher.group(1)))
			.orElse(0);
	}

	private void readLog() {
		try (BufferedReader reader = this.application.inputReader()) {
			reader.lines().forEach(this.log::add);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
