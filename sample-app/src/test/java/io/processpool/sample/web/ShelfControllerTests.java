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

import java.util.concurrent.Executor;

import io.processpool.sample.hostile.HostileDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShelfController}, where nothing is ever rendered.
 */
@SpringBootTest(properties = { "pool.in-threads=true", "sample.render-at-start=false" })
@AutoConfigureMockMvc
class ShelfControllerTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void theShelfTellsWhatIsOnIt() {
		MvcTestResult shelf = this.mvc.get().uri("/shelf").exchange();
		assertThat(shelf).hasStatusOk().bodyJson().extractingPath("$.length()").isEqualTo(6);
		assertThat(shelf).bodyJson()
			.extractingPath("$[0]")
			.asMap()
			.containsEntry("id", "huge-picture")
			.containsEntry("expected", "out of memory");
	}

	@ParameterizedTest
	@EnumSource
	void eachIsTakenInLikeAnUpload(HostileDocument hostile) {
		MvcTestResult created = this.mvc.post().uri("/shelf/" + hostile.id()).exchange();
		assertThat(created).hasStatus(HttpStatus.CREATED);
		assertThat(created.getResponse().getHeader("Location")).startsWith("http://localhost/documents/");
		assertThat(created).bodyJson().extractingPath("$.name").isEqualTo(hostile.title() + ".pdf");
	}

	@Test
	void eachCanBeHadAsAFile() {
		MvcTestResult file = this.mvc.get().uri("/shelf/nested-forms.pdf").exchange();
		assertThat(file).hasStatusOk()
			.hasContentType(MediaType.APPLICATION_PDF)
			.hasHeader("Content-Disposition", "attachment; filename=\"nested-forms.pdf\"");
		assertThat(file.getResponse().getContentAsByteArray()).isEqualTo(HostileDocument.NESTED_FORMS.content());
	}

	@Test
	void whatIsNotOnTheShelfIsNotFound() {
		assertThat(this.mvc.post().uri("/shelf/nonsense")).hasStatus(HttpStatus.NOT_FOUND)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(this.mvc.get().uri("/shelf/nonsense.pdf")).hasStatus(HttpStatus.NOT_FOUND);
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Configuration {

		@Bean
		Executor applicationTaskExecutor() {
			return (command) -> {
			};
		}

	}

}
