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

import java.nio.charset.StandardCharsets;

import io.processpool.sample.TestDocuments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DocumentFormat}.
 */
class DocumentFormatTests {

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PDF")
	void imagesAreRecognisedByHowTheyBegin(DocumentFormat format) {
		assertThat(DocumentFormat.of(TestDocuments.image(format.name(), 20, 10))).contains(format);
	}

	@Test
	void aPdfIsRecognisedAlsoBehindSomeRubbish() {
		byte[] pdf = TestDocuments.pdf(1);
		assertThat(DocumentFormat.of(pdf)).contains(DocumentFormat.PDF);
		assertThat(DocumentFormat.of("\r\n\u0000rubbish%PDF-1.4".getBytes(StandardCharsets.US_ASCII)))
			.contains(DocumentFormat.PDF);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "%PDF", "P", "hello", "PK\u0003\u0004", "<html>" })
	void anythingElseIsNot(String beginning) {
		assertThat(DocumentFormat.of(beginning.getBytes(StandardCharsets.US_ASCII))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "application/pdf, PDF", "image/png, PNG", "IMAGE/JPEG, JPEG", "image/svg+xml,", "text/plain," })
	void mediaTypesHaveFormats(String mediaType, DocumentFormat format) {
		assertThat(DocumentFormat.ofMediaType(mediaType).orElse(null)).isEqualTo(format);
	}

}
