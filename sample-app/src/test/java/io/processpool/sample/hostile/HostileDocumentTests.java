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

package io.processpool.sample.hostile;

import java.nio.file.Files;
import java.nio.file.Path;

import io.processpool.sample.render.DocumentFacts;
import io.processpool.sample.render.DocumentFile;
import io.processpool.sample.render.DocumentFormat;
import io.processpool.sample.render.InspectDocument;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HostileDocument}. What the documents do is for integration tests.
 */
class HostileDocumentTests {

	@ParameterizedTest
	@EnumSource
	void eachIsASmallPdfThatLooksHarmless(HostileDocument hostile, @TempDir Path directory) throws Exception {
		byte[] content = hostile.content();
		assertThat(content).hasSizeLessThan(6000);
		Path file = Files.write(directory.resolve("document"), content);
		DocumentFacts facts = new InspectDocument(DocumentFile.at(file)).call();
		assertThat(facts).isEqualTo(new DocumentFacts(DocumentFormat.PDF, (hostile == HostileDocument.LEAK) ? 16 : 1));
	}

}
