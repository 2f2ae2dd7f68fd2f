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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import io.processpool.sample.TestDocuments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link InspectDocument}, called here and now.
 */
class InspectDocumentTests {

	@TempDir
	private Path directory;

	@Test
	void thePagesAreCounted() throws Exception {
		assertThat(inspect(TestDocuments.pdf(7))).isEqualTo(new DocumentFacts(DocumentFormat.PDF, 7));
		assertThat(inspect(TestDocuments.tiff(3))).isEqualTo(new DocumentFacts(DocumentFormat.TIFF, 3));
		assertThat(inspect(TestDocuments.image("png", 5, 5))).isEqualTo(new DocumentFacts(DocumentFormat.PNG, 1));
	}

	@Test
	void anEmptyFileIsUnreadable() {
		assertUnreadable(new byte[0], "The file is empty.");
	}

	@Test
	void garbageIsUnreadable() {
		assertUnreadable("garbage".getBytes(StandardCharsets.US_ASCII),
				"It is neither a PDF nor an image of a known format (PNG, JPEG, GIF, BMP, TIFF).");
	}

	@Test
	void aBrokenPdfIsUnreadable() {
		assertUnreadable(TestDocuments.brokenPdf(), "It begins like a PDF, but PDFBox cannot read it: ");
	}

	@Test
	void anEncryptedPdfIsUnreadable() {
		assertUnreadable(TestDocuments.encryptedPdf(),
				"The PDF is encrypted and cannot be opened without its password.");
	}

	@Test
	void aPdfWithoutPagesIsUnreadable() {
		assertUnreadable(TestDocuments.pdfWithoutPages(), "The PDF has no pages.");
	}

	@Test
	void aBrokenImageIsUnreadable() {
		byte[] onlyItsMark = { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3 };
		assertUnreadable(onlyItsMark, "It begins like a PNG, but ImageIO cannot read it: ");
	}

	@Test
	void anImageThatClaimsToBeHugeIsUnreadable() {
		assertUnreadable(TestDocuments.pngThatClaims(50_000, 50_000),
				"The picture claims to be 50,000 x 50,000 pixels; at most 100,000,000 are rendered.");
	}

	private void assertUnreadable(byte[] document, String message) {
		assertThatExceptionOfType(UnreadableDocumentException.class).isThrownBy(() -> inspect(document))
			.withMessageStartingWith(message);
	}

	private DocumentFacts inspect(byte[] document) throws Exception {
		Path file = Files.write(this.directory.resolve("document"), document);
		return new InspectDocument(DocumentFile.at(file)).call();
	}

}
