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

package io.processpool.sample.preview;

import java.nio.file.Path;

import io.processpool.sample.render.DocumentFacts;
import io.processpool.sample.render.DocumentFormat;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DocumentStore}.
 */
class DocumentStoreTests {

	private final DocumentStore store = new DocumentStore(new SampleProperties(2, 100, 900, 1300, false));

	@Test
	void documentsAreFoundAndTheNewestComesFirst() {
		Document first = add("first");
		Document second = add("second");
		assertThat(this.store.all()).containsExactly(second, first);
		assertThat(this.store.find("first")).containsSame(first);
		assertThat(this.store.find("third")).isEmpty();
	}

	@Test
	void theOldestThatIsFinishedHasToGo() {
		Document first = add("first");
		Document second = add("second");
		second.settle(new Page.Failed(1, Failure.SHUTTING_DOWN));
		Document third = document("third");
		assertThat(this.store.add(third)).containsSame(second);
		assertThat(this.store.all()).containsExactly(third, first);
	}

	@Test
	void whatIsBeingRenderedStays() {
		add("first");
		add("second");
		assertThatExceptionOfType(PreviewException.class).isThrownBy(() -> add("third"))
			.withMessage("2 documents are being rendered. Try again in a moment.")
			.satisfies((ex) -> assertThat(ex.failure().kind()).isEqualTo(Failure.Kind.BUSY));
		assertThat(this.store.all()).hasSize(2);
	}

	private Document add(String id) {
		Document document = document(id);
		assertThat(this.store.add(document)).isEmpty();
		return document;
	}

	private static Document document(String id) {
		return new Document(id, id + ".pdf", 1, new DocumentFacts(DocumentFormat.PDF, 1), 1, Path.of(id));
	}

}
