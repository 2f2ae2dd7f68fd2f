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

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the application in each layout in which people start one.
 */
@Tag("packaging")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PackagingIntegrationTests {

	private static final List<String> ARGUMENTS = List.of("--server.port=0", "--sample.render-at-start=false",
			"--pool.task-timeout=60s", "--management.endpoints.web.exposure.include=health,pool");

	@TempDir
	private Path directory;

	@TempDir
	private Path temporary;

	@ParameterizedTest
	@EnumSource
	void rendersInWorkersAndLeavesNothingBehind(Layout layout) throws Exception {
		List<String> log = renderAndEnd(layout, Map.of());
		assertThat(log).noneMatch((line) -> line.contains("Picked up"));
	}

	@ParameterizedTest
	@EnumSource
	void isNotHarmedByWhatIsInTheEnvironment(Layout layout) throws Exception {
		// Maven's own JVM would take a certain port before the application can
		int port = (layout.jvms() == 1) ? freePort() : 0;
		String debug = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + port;
		List<String> log = renderAndEnd(layout,
				Map.of("JAVA_TOOL_OPTIONS", debug, "_JAVA_OPTIONS", "-XX:+UseParallelGC -Xmx400m", "POOL_SIZE", "many",
						"POOL_MAX_CONNECTIONS", "-1", "POOL_NAME", "of-the-environment", "LOADER_MAIN", "no.such.Main",
						"LOADER_PATH", "no/such/path"));
		// The output of workers is in the log, too
		assertThat(log).filteredOn((line) -> line.contains("Picked up JAVA_TOOL_OPTIONS")).hasSize(layout.jvms());
		assertThat(log).filteredOn((line) -> line.contains("Picked up _JAVA_OPTIONS")).hasSize(layout.jvms());
		assertThat(log).filteredOn((line) -> line.contains("Listening for transport")).hasSize(layout.jvms());
		assertThat(log).filteredOn((line) -> line.contains("Environment variables set pool.name.")).hasSize(1);
	}

	private List<String> renderAndEnd(Layout layout, Map<String, String> environment) throws Exception {
		ProcessBuilder builder = layout.prepare(this.directory, this.temporary, ARGUMENTS);
		builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS"));
		builder.environment().putAll(environment);
		try (RunningSample sample = RunningSample.start(builder)) {
			try {
				return renderAndEnd(sample);
			}
			finally {
				keep(sample.log(), layout + (environment.isEmpty() ? "" : "-environment"));
			}
		}
	}

	private List<String> renderAndEnd(RunningSample sample) throws Exception {
		assertThatWorkersRender(sample);
		List<ProcessHandle> started = sample.process().descendants().toList();
		int before = sample.log().size();
		// By its handle: Process.destroy() would close the streams with the end of the
		// log in them
		sample.process().toHandle().destroy();
		assertThat(sample.process().waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(sample.process().exitValue()).isEqualTo(128 + 15);
		await().atMost(1, TimeUnit.MINUTES).untilAsserted(() -> assertThat(started).noneMatch(ProcessHandle::isAlive));
		assertThatNothingIsLeft();
		List<String> log = sample.wholeLog();
		assertThat(log).noneMatch((line) -> line.contains(" ERROR "));
		assertThat(log.subList(before, log.size())).as("what is logged while it shuts down")
			.anyMatch((line) -> line.contains("Graceful shutdown complete"))
			.noneMatch((line) -> line.contains(" WARN "));
		return log;
	}

	private static void keep(List<String> log, String name) throws IOException {
		Path directory = Path.of(System.getProperty("sample.jar")).resolveSibling("packaging");
		Files.write(Files.createDirectories(directory).resolve(name.toLowerCase(Locale.ROOT) + ".log"), log);
	}

	private void assertThatWorkersRender(RunningSample sample) {
		SampleClient client = sample.client();
		await().atMost(1, TimeUnit.MINUTES)
			.untilAsserted(() -> assertThat(client.json("/actuator/health").get("status").asString()).isEqualTo("UP"));
		String location = client.upload("three.pdf", TestDocuments.pdf(3));
		JsonNode document = client.settled(location);
		assertThat(document.get("ready").asInt()).as("%s", document).isEqualTo(3);
		assertThat(client.bytes(location + "/pages/3.png").getResponseBody()).startsWith(0x89, 'P', 'N', 'G');

		JsonNode pool = client.json("/actuator/pool").at("/pools/processPool");
		List<Long> workers = StreamSupport.stream(pool.get("workers").spliterator(), false)
			.map((worker) -> worker.get("pid").asLong())
			.toList();
		assertThat(workers).hasSize(2).doesNotContain(sample.application().pid());
		assertThat(SampleClient.pids(document)).hasSize(3).isSubsetOf(workers);
		assertThat(sample.application().children()).extracting(ProcessHandle::pid).containsAll(workers);
		assertThat(pool.get("startedWorkers").asInt()).as("%s", pool).isEqualTo(2);
	}

	private void assertThatNothingIsLeft() throws IOException {
		try (Stream<Path> left = Files.list(this.temporary)) {
			assertThat(left.map(Path::getFileName).map(Path::toString))
				.allMatch((name) -> name.startsWith("pdfbox-fonts-") || name.startsWith("hsperfdata"));
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
