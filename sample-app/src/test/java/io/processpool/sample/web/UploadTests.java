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

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.processpool.sample.TestDocuments;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.web.ErrorResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Upload}.
 */
class UploadTests {

	private static final byte[] WORDS = "Dear reader".getBytes(StandardCharsets.US_ASCII);

	@ParameterizedTest
	@CsvSource({ "report.pdf, report.pdf", "C:\\papers\\report.pdf, report.pdf", "/home/me/report.pdf, report.pdf",
			"'  a b.png ', a b.png", "'', Untitled", "papers/, Untitled", "tab\there.pdf, tabhere.pdf" })
	void theNameIsTheLastPartOfThePath(String fileName, String name) throws IOException {
		assertThat(upload(fileName, "application/pdf", TestDocuments.pdf(1)).name()).isEqualTo(name);
	}

	@Test
	void aLongNameIsCutShort() throws IOException {
		assertThat(upload("x".repeat(500), null, TestDocuments.pdf(1)).name()).hasSize(121).endsWith("…");
	}

	@ParameterizedTest
	@CsvSource({ "notes.txt, text/plain, text/plain", "page.html,, text/html",
			"pack.zip, application/octet-stream, application/zip", "film, video/mp4, video/mp4" })
	void whatSaysThatItIsSomethingElseIsRefused(String fileName, @Nullable String type, String claimed) {
		assertThatExceptionOfType(ErrorResponseException.class).isThrownBy(() -> upload(fileName, type, WORDS))
			.satisfies((ex) -> {
				assertThat(ex.getStatusCode()).isEqualTo(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
				assertThat(ex.getBody().getDetail()).startsWith("Files of type " + claimed + " cannot be previewed.");
				assertThat(ex.getBody().getProperties()).containsKey("supported");
			});
	}

	@ParameterizedTest
	@CsvSource({ "torn.pdf, application/pdf", "torn.png, application/octet-stream", "torn,", "torn, not/a/type",
			"torn.bin, application/octet-stream" })
	void whatMayBeADocumentIsForAWorkerToFindOut(String fileName, @Nullable String type) throws IOException {
		assertThat(upload(fileName, type, WORDS).name()).isEqualTo(fileName);
	}

	@Test
	void whatLooksLikeADocumentIsTakenWhateverItSays() throws IOException {
		assertThat(upload("document.txt", "text/plain", TestDocuments.pdf(1)).name()).isEqualTo("document.txt");
	}

	@Test
	void anEmptyFileIsForAWorkerToFindOut() throws IOException {
		assertThat(upload("empty.txt", "text/plain", new byte[0]).name()).isEqualTo("empty.txt");
	}

	private static Upload upload(String fileName, @Nullable String type, byte[] content) throws IOException {
		return Upload.of(new MockMultipartFile("file", fileName, type, content));
	}

}
