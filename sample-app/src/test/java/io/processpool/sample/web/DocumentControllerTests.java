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

package io.processpool.sample.web;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import io.processpool.sample.TestDocuments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DocumentController}, with a pool in threads.
 */
@SpringBootTest(properties = { "pool.in-threads=true", "sample.render-at-start=false", "sample.max-pages=3",
		"sample.max-documents=4" })
@AutoConfigureMockMvc
class DocumentControllerTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private HeldExecutor applicationTaskExecutor;

	@Test
	void aDocumentIsTakenInAndItsPagesComeLater() {
		MvcTestResult created = upload("two pages.pdf", TestDocuments.pdf(2));
		assertThat(created).hasStatus(HttpStatus.CREATED).hasContentType(MediaType.APPLICATION_JSON);
		assertThat(created).bodyJson().isLenientlyEqualTo("""
				{"name": "two pages.pdf", "format": "pdf", "status": "rendering", "pages": 2, "ready": 0, "failed": 0,
				"previews": [{"number": 1, "status": "rendering"}, {"number": 2, "status": "rendering"}]}""");
		String location = locationOf(created);
		MvcTestResult waiting = get(location + "/pages/2.png");
		assertThat(waiting).hasStatus(HttpStatus.ACCEPTED)
			.hasHeader("Retry-After", "1")
			.hasContentType(MediaType.APPLICATION_JSON);
		assertThat(waiting).bodyJson().isLenientlyEqualTo("""
				{"number": 2, "status": "rendering"}""");

		this.applicationTaskExecutor.letGo();
		assertThat(get(location)).hasStatusOk().bodyJson().isLenientlyEqualTo("""
				{"status": "done", "pages": 2, "ready": 2, "failed": 0, "previews": [
				{"number": 1, "status": "ready", "picture": {"width": 899, "height": 1272}},
				{"number": 2, "status": "ready", "picture": {"width": 899, "height": 1272}}]}""");
		MvcTestResult picture = get(location + "/pages/2.png");
		assertThat(picture).hasStatusOk().hasContentType(MediaType.IMAGE_PNG);
		assertThat(picture.getResponse().getContentAsByteArray()).startsWith(0x89, 'P', 'N', 'G');
		assertThat(get("/documents")).hasStatusOk()
			.bodyJson()
			.hasPathSatisfying("$[0]",
					(document) -> document.assertThat()
						.asMap()
						.containsEntry("name", "two pages.pdf")
						.containsEntry("thumbnail", location + "/pages/1.png")
						.doesNotContainKey("previews"));
	}

	@Test
	void onlyTheFirstPagesOfALongDocumentAreRendered() {
		String location = locationOf(upload("long.pdf", TestDocuments.pdf(5)));
		this.applicationTaskExecutor.letGo();
		assertThat(get(location)).bodyJson().isLenientlyEqualTo("""
				{"status": "done", "pages": 5, "ready": 3}""");
		assertThat(get(location + "/pages/4.png")).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void theOldestDocumentGoesWhenThereAreTooMany() {
		String oldest = locationOf(upload("oldest.pdf", TestDocuments.pdf(1)));
		this.applicationTaskExecutor.letGo();
		for (int i = 0; i < 4; i++) {
			assertThat(get(oldest)).hasStatusOk();
			upload("another.pdf", TestDocuments.pdf(1));
			this.applicationTaskExecutor.letGo();
		}
		assertThat(get(oldest)).hasStatus(HttpStatus.NOT_FOUND);
		assertThat(get(oldest + "/pages/1.png")).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void aStoreFullOfUnfinishedDocumentsTakesNoMore() {
		for (int i = 0; i < 4; i++) {
			assertThat(upload("unfinished.pdf", TestDocuments.pdf(1))).hasStatus(HttpStatus.CREATED);
		}
		MvcTestResult refused = upload("one too many.pdf", TestDocuments.pdf(1));
		this.applicationTaskExecutor.letGo();
		assertThat(refused).hasStatus(HttpStatus.TOO_MANY_REQUESTS)
			.hasHeader("Retry-After", "5")
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	static Stream<Arguments> unreadableDocuments() {
		byte[] words = "Dear reader".getBytes(StandardCharsets.US_ASCII);
		return Stream.of(Arguments.of("broken.pdf", TestDocuments.brokenPdf(), "PDFBox cannot read it"),
				Arguments.of("words.pdf", words, "neither a PDF nor an image"),
				Arguments.of("words", words, "neither a PDF nor an image"),
				Arguments.of("encrypted.pdf", TestDocuments.encryptedPdf(), "encrypted"),
				Arguments.of("empty.pdf", new byte[0], "empty"),
				Arguments.of("bomb.png", TestDocuments.pngThatClaims(50_000, 50_000), "50,000 x 50,000 pixels"));
	}

	@ParameterizedTest
	@MethodSource("unreadableDocuments")
	void whatCannotBeReadIsAProblemInWords(String name, byte[] content, String words) {
		MvcTestResult refused = upload(name, content);
		assertThat(refused).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(refused).bodyJson().isLenientlyEqualTo("""
				{"title": "The document cannot be read", "status": 422, "reason": "unreadable"}""");
		assertThat(refused).bodyJson().extractingPath("$.detail").asString().contains(words);
	}

	@Test
	void aPageThatCannotBeRenderedIsAProblemInWords() {
		String location = locationOf(upload("torn.png", TestDocuments.truncated(TestDocuments.image("png", 400, 400))));
		this.applicationTaskExecutor.letGo();
		assertThat(get(location)).bodyJson().isLenientlyEqualTo("""
				{"status": "failed", "ready": 0, "failed": 1, "previews": [{"number": 1, "status": "failed",
				"failure": {"reason": "unreadable"}}]}""");
		MvcTestResult page = this.mvc.get().uri(location + "/pages/1.png").accept(MediaType.IMAGE_PNG).exchange();
		assertThat(page).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void whatIsSomethingElseIsRefused() {
		assertThat(upload("notes.txt", "Dear reader".getBytes(StandardCharsets.US_ASCII)))
			.hasStatus(HttpStatus.UNSUPPORTED_MEDIA_TYPE)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void anUploadWithoutAFileIsABadRequest() {
		assertThat(this.mvc.post().uri("/documents").multipart().param("name", "nothing"))
			.hasStatus(HttpStatus.BAD_REQUEST)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/documents/nonsense", "/documents/nonsense/pages/1.png", "/documents/%2e%2e" })
	void whatIsNotThereIsNotFound(String path) {
		assertThat(get(path)).hasStatus(HttpStatus.NOT_FOUND).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "2", "999999999", "x", "-1" })
	void aPageThatADocumentDoesNotHaveIsNotFound(String page) {
		String location = locationOf(upload("one page.pdf", TestDocuments.pdf(1)));
		this.applicationTaskExecutor.letGo();
		assertThat(get(location + "/pages/" + page + ".png")).hasStatus(HttpStatus.NOT_FOUND)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	private MvcTestResult upload(String name, byte[] content) {
		return this.mvc.post()
			.uri("/documents")
			.multipart()
			.file(new MockMultipartFile("file", name, null, content))
			.exchange();
	}

	private MvcTestResult get(String path) {
		return this.mvc.get().uri(path).exchange();
	}

	private static String locationOf(MvcTestResult created) {
		assertThat(created).hasStatus(HttpStatus.CREATED);
		String location = created.getResponse().getHeader("Location");
		assertThat(location).startsWith("http://localhost/documents/");
		return location.substring("http://localhost".length());
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Configuration {

		@Bean
		HeldExecutor applicationTaskExecutor() {
			return new HeldExecutor();
		}

	}

}
