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

import java.util.concurrent.CountDownLatch;

import io.processpool.AsyncResult;
import io.processpool.ProcessPool;
import io.processpool.sample.TestDocuments;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what clients hear when the pool takes no tasks.
 */
@SpringBootTest(properties = { "pool.in-threads=true", "pool.processes=1", "pool.queue-capacity=1",
		"sample.render-at-start=false" })
@AutoConfigureMockMvc
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class UnavailablePoolTests {

	private static CountDownLatch started;

	private static CountDownLatch released;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private ProcessPool pool;

	@Test
	void aFullQueueIsSomethingToComeBackFor() throws Exception {
		started = new CountDownLatch(1);
		released = new CountDownLatch(1);
		AsyncResult<Void> running = this.pool.runAsync(UnavailablePoolTests::waitForRelease);
		started.await();
		AsyncResult<Void> waiting = this.pool.runAsync(UnavailablePoolTests::waitForRelease);
		MvcTestResult refused = upload();
		released.countDown();
		assertThat(refused).hasStatus(HttpStatus.TOO_MANY_REQUESTS)
			.hasHeader("Retry-After", "5")
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		running.get();
		waiting.get();
		assertThat(upload()).hasStatus(HttpStatus.CREATED);
	}

	@Test
	void aClosedPoolIsUnavailable() {
		this.pool.close();
		assertThat(upload()).hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
			.hasHeader("Retry-After", "30")
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	private MvcTestResult upload() {
		return this.mvc.post()
			.uri("/documents")
			.multipart()
			.file(new MockMultipartFile("file", "document.pdf", null, TestDocuments.pdf(1)))
			.exchange();
	}

	private static void waitForRelease() throws InterruptedException {
		started.countDown();
		released.await();
	}

}
