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

package io.processpool.sample;

import io.processpool.ProcessPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the switch that shows what becomes of a server without the pool.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "sample.render-at-start=false", "sample.renderer=in-process" })
@ExtendWith(OutputCaptureExtension.class)
class RenderingInProcessTests {

	@LocalServerPort
	private int port;

	@Autowired
	private ObjectProvider<ProcessPool> pool;

	@Test
	void documentsAreRenderedInTheWebServerWhichWarnsOfIt(CapturedOutput output) {
		assertThat(this.pool.getIfAvailable()).isNull();
		assertThat(output).contains("one hostile document can end it");
		SampleClient client = new SampleClient(this.port);
		JsonNode document = client.settled(client.upload("two pages.pdf", TestDocuments.pdf(2)));
		assertThat(document.get("ready").asInt()).as("%s", document).isEqualTo(2);
		assertThat(SampleClient.pids(document)).containsOnly(ProcessHandle.current().pid());
		assertThat(client.json("/actuator/health").get("status").asString()).isEqualTo("UP");
	}

}
