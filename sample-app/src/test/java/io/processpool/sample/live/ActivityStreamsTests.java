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

package io.processpool.sample.live;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.processpool.sample.SampleApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ActivityStreams}, with a real server.
 */
class ActivityStreamsTests {

	@Test
	@Timeout(value = 2, unit = TimeUnit.MINUTES)
	void aStreamTellsWhatGoesOnAndEndsBeforeTheServerWaitsForIt() throws Exception {
		// Graceful shutdown would wait for an hour
		ConfigurableApplicationContext application = SpringApplication.run(SampleApplication.class, "--server.port=0",
				"--pool.in-threads=true", "--sample.render-at-start=false", "--server.shutdown=graceful",
				"--spring.lifecycle.timeout-per-shutdown-phase=1h");
		URI uri = URI
			.create("http://localhost:" + application.getEnvironment().getProperty("local.server.port") + "/activity");
		try (application;
				BufferedReader stream = new BufferedReader(new InputStreamReader(HttpClient.newHttpClient()
					.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream())
					.body(), StandardCharsets.UTF_8))) {
			assertThat(until(stream, "event:activity")).isEqualTo("event:activity");
			assertThat(stream.readLine()).startsWith("data:{")
				.contains("\"health\":\"UP\"", "\"inProcess\":false", "\"state\":\"RUNNING\"", "\"workers\":[{\"id\":");
			application.close();
			assertThat(until(stream, "nothing that is ever sent")).isNull();
		}
	}

	private static String until(BufferedReader stream, String wanted) throws Exception {
		String line = stream.readLine();
		while (line != null && !line.equals(wanted)) {
			line = stream.readLine();
		}
		return line;
	}

}
