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

import io.processpool.WorkerInitializer;
import io.processpool.sample.TestDocuments;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what clients hear when no worker can be started.
 */
@SpringBootTest(properties = { "pool.in-threads=true", "pool.start=lazy", "pool.initializer=failing",
		"sample.render-at-start=false" })
@AutoConfigureMockMvc
@DirtiesContext
class BrokenPoolTests {

	@Autowired
	private MockMvcTester mvc;

	@Test
	void aBrokenPoolTellsWhenItTriesAgain() {
		MvcTestResult refused = this.mvc.post()
			.uri("/documents")
			.multipart()
			.file(new MockMultipartFile("file", "document.pdf", null, TestDocuments.pdf(1)))
			.exchange();
		assertThat(refused).hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(refused).bodyJson().extractingPath("$.reason").isEqualTo("unavailable");
		// The first attempts come after a second or two: it is not the answer for no pool
		// at all
		assertThat(Integer.parseInt(String.valueOf(refused.getResponse().getHeader("Retry-After")))).isBetween(1, 29);
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Configuration {

		@Bean
		WorkerInitializer failing() {
			return () -> {
				throw new IllegalStateException("on purpose");
			};
		}

	}

}
