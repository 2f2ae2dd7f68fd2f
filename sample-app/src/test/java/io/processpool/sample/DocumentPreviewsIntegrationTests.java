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

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.processpool.ExitReason;
import io.processpool.ProcessPool;
import io.processpool.WorkerInfo;
import io.processpool.WorkerState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.EntityExchangeResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the whole application, with a real server and real workers.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "sample.render-at-start=false")
@ExtendWith(OutputCaptureExtension.class)
class DocumentPreviewsIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private ProcessPool pool;

	private SampleClient client;

	@BeforeEach
	void connect() {
		this.client = new SampleClient(this.port);
	}

	@Test
	void thePagesOfAPdfAreRenderedByWorkerProcesses() {
		String location = this.client.upload("twenty pages.pdf", TestDocuments.pdf(20));
		JsonNode document = this.client.settled(location);
		assertThat(document.get("status").asString()).isEqualTo("done");
		assertThat(document.get("ready").asInt()).isEqualTo(20);
		List<Long> workers = this.pool.workers().stream().map(WorkerInfo::pid).toList();
		assertThat(SampleClient.pids(document)).hasSize(20).isSubsetOf(workers);
		assertThat(workers).doesNotContain(ProcessHandle.current().pid());
		EntityExchangeResult<byte[]> picture = this.client.bytes(location + "/pages/20.png");
		assertThat(picture.getStatus()).isEqualTo(HttpStatus.OK);
		assertThat(picture.getResponseBody()).startsWith(0x89, 'P', 'N', 'G');
	}

	@Test
	void workersShareACacheOfFonts() {
		assertThat(this.pool.apply(() -> System.getProperty("pdfbox.fontcache"))).contains("pdfbox-fonts-")
			.startsWith(System.getProperty("java.io.tmpdir"));
	}

	@Test
	void anImageIsRendered() {
		JsonNode document = this.client
			.settled(this.client.upload("photo.jpg", TestDocuments.image("jpeg", 4000, 3000)));
		assertThat(document.at("/previews/0/picture/width").asInt()).isEqualTo(900);
		assertThat(document.at("/previews/0/picture/height").asInt()).isEqualTo(675);
	}

	static Stream<Arguments> unreadableDocuments() {
		return Stream.of(Arguments.of("garbage.pdf", "garbage".getBytes(StandardCharsets.US_ASCII), "neither a PDF"),
				Arguments.of("broken.pdf", TestDocuments.brokenPdf(), "PDFBox cannot read it"),
				Arguments.of("bomb.png", TestDocuments.pngThatClaims(50_000, 50_000), "50,000 x 50,000 pixels"),
				Arguments.of("encrypted.pdf", TestDocuments.encryptedPdf(), "encrypted"),
				Arguments.of("empty.pdf", new byte[0], "empty"));
	}

	@ParameterizedTest
	@MethodSource("unreadableDocuments")
	void whatCannotBeReadIsAProblemInWords(String name, byte[] content, String words) {
		EntityExchangeResult<JsonNode> refused = this.client.tryToUpload(name, content);
		assertThat(refused.getStatus()).isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
		assertThat(refused.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(refused.getResponseBody()).isNotNull();
		assertThat(refused.getResponseBody().get("detail").asString()).contains(words);
	}

	@Test
	void aFileThatIsTooLargeIsRefused() {
		EntityExchangeResult<JsonNode> refused = this.client.tryToUpload("large.pdf", new byte[22 * 1024 * 1024]);
		assertThat(refused.getStatus()).isEqualTo(HttpStatus.CONTENT_TOO_LARGE);
		assertThat(refused.getResponseBody()).isNotNull();
		assertThat(refused.getResponseBody().get("detail").asString()).isEqualTo("A file may have up to 20 MB.");
	}

	@Test
	void aPageThatNeedsTooMuchMemoryCostsAWorkerAndNothingElse() {
		String location = this.client.upload("huge.pdf", TestDocuments.hugePdf());
		JsonNode document = this.client.settled(location);
		assertThat(document.at("/previews/0/failure/reason").asString()).isEqualTo("out-of-memory");
		assertThat(document.at("/previews/1/status").asString()).isEqualTo("ready");
		assertThat(this.client.bytes(location + "/pages/1.png").getStatus())
			.isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
		assertThatAllIsWell();
	}

	@Test
	void aShelfFullOfHostileDocumentsCostsWorkersAndNothingElse(CapturedOutput output) {
		Map<String, String> locations = new LinkedHashMap<>();
		for (String id : List.of("nested-forms", "self-drawing", "native-crash", "exit", "huge-picture", "leak")) {
			locations.put(id, this.client.takeFromShelf(id));
		}
		Map<String, String> reasons = new LinkedHashMap<>();
		locations.forEach((id, location) -> reasons.put(id,
				this.client.settled(location).at("/previews/0/failure/reason").asString("none")));
		assertThat(reasons).containsExactlyInAnyOrderEntriesOf(
				Map.of("nested-forms", "timed-out", "self-drawing", "timed-out", "native-crash", "worker-lost", "exit",
						"worker-lost", "huge-picture", "out-of-memory", "leak", "none"));
		// On a slow machine a worker may be over its limit in the middle of a page
		assertThat(this.client.json(locations.get("leak")).get("ready").asInt()).isGreaterThan(10);
		assertThat(this.client.json(locations.get("native-crash")).at("/previews/0/failure/evidence").toString())
			.contains("signal 11", "SIGSEGV", "Unsafe");
		assertThat(this.pool.stats().exits()).containsKeys(ExitReason.TIMED_OUT, ExitReason.CRASHED, ExitReason.EXITED,
				ExitReason.OUT_OF_MEMORY);
		assertThat(this.pool.stats().exits().keySet()).containsAnyOf(ExitReason.RECYCLED, ExitReason.MEMORY_LIMIT);
		// PDFBox complains about each of the millions of attempts to draw a form within
		// itself
		assertThat(output.getAll().lines().filter((line) -> line.contains("pdfbox"))).hasSizeLessThan(200);
		assertThatAllIsWell();
	}

	@Test
	void aWorkerThatIsKilledCostsAPageAndNothingElse() {
		String location = this.client.upload("endless.pdf", TestDocuments.endlessPdf());
		long pid = await().until(this::pidOfRenderingWorker, Optional::isPresent).orElseThrow();
		ProcessHandle.of(pid).orElseThrow().destroyForcibly();
		JsonNode document = this.client.settled(location);
		assertThat(document.at("/previews/0/failure/reason").asString()).isEqualTo("worker-lost");
		assertThat(document.at("/previews/0/failure/message").asString()).contains("pid " + pid, "signal 9");
		assertThatAllIsWell();
	}

	private Optional<Long> pidOfRenderingWorker() {
		return this.pool.workers()
			.stream()
			.filter((worker) -> worker.state() == WorkerState.BUSY)
			.filter((worker) -> worker.currentTask().filter((task) -> task.name().equals("render-page")).isPresent())
			.map(WorkerInfo::pid)
			.findFirst();
	}

	private void assertThatAllIsWell() {
		JsonNode document = this.client.settled(this.client.upload("good.pdf", TestDocuments.pdf(2)));
		assertThat(document.get("ready").asInt()).isEqualTo(2);
		JsonNode health = this.client.json("/actuator/health");
		assertThat(health.get("status").asString()).isEqualTo("UP");
		assertThat(health.at("/components/processPool/status").asString()).isEqualTo("UP");
	}

}
