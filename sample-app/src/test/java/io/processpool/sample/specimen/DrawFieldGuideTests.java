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

package io.processpool.sample.specimen;

import java.util.List;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DrawFieldGuide}, called here and now.
 */
class DrawFieldGuideTests {

	@Test
	void thePagesAreThereWithTheirWords() throws Exception {
		try (PDDocument document = Loader.loadPDF(new DrawFieldGuide().call())) {
			assertThat(document.getNumberOfPages()).isEqualTo(6);
			String text = new PDFTextStripper().getText(document);
			assertThat(text).contains(List.of("A field guide", "Why processes", "A second in the pool",
					"How workers end", "Hills of work", "Now try one of your own."));
		}
	}

}
