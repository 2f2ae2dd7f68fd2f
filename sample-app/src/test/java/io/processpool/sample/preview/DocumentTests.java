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
import java.time.Duration;

import io.processpool.sample.preview.Document.Status;
import io.processpool.sample.render.DocumentFacts;
import io.processpool.sample.render.DocumentFormat;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Document}.
 */
class DocumentTests {

	private final Document document = new Document("id", "name", 1, new DocumentFacts(DocumentFormat.PDF, 5), 2,
			Path.of("directory"));

	@Test
	void aDocumentIsDoneWhenEachPageHasItsOutcome() throws InterruptedException {
		assertThat(this.document.status()).isEqualTo(Status.RENDERING);
		this.document.settle(ready(2));
		assertThat(this.document.status()).isEqualTo(Status.RENDERING);
		assertThat(this.document.await(Duration.ZERO)).isFalse();
		this.document.settle(failed(1));
		assertThat(this.document.status()).isEqualTo(Status.DONE);
		assertThat(this.document.await(Duration.ZERO)).isTrue();
		assertThat(this.document.previews()).containsExactly(failed(1), ready(2));
	}

	@Test
	void aDocumentHasFailedWhenNoPageCouldBeRendered() {
		this.document.settle(failed(1));
		this.document.settle(failed(2));
		assertThat(this.document.status()).isEqualTo(Status.FAILED);
	}

	@Test
	void onlyTheFirstOutcomeOfAPageCounts() {
		this.document.settle(ready(1));
		this.document.settle(failed(1));
		assertThat(this.document.previews()).containsExactly(ready(1), new Page.Waiting(2));
	}

	private static Page ready(int number) {
		return new Page.Ready(number, Path.of("png"), 3, 4, 1, 4711, 12);
	}

	private static Page failed(int number) {
		return new Page.Failed(number, Failure.SHUTTING_DOWN);
	}

}
