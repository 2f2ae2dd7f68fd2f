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

package io.processpool.spring.readme;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import javax.imageio.ImageIO;

import io.processpool.ProcessPool;
import io.processpool.spring.readme.ReadmeApplication.WorkersSeen;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.EnumerablePropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Runs the README's examples for Spring Boot, with the configuration that it shows.
 */
class ReadmeApplicationIntegrationTests {

	private static final HttpClient http = HttpClient.newHttpClient();

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() throws IOException {
		SpringApplicationBuilder application = new SpringApplicationBuilder(ReadmeApplication.class);
		for (EnumerablePropertySource<?> source : ReadmeYaml.read()) {
			application.initializers((each) -> each.getEnvironment().getPropertySources().addFirst(source));
		}
		context = application.run("--server.port=0", "--management.endpoint.health.show-details=always",
				"--management.endpoints.web.exposure.include=health,pool",
				"--management.endpoint.pool.access=unrestricted");
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@Test
	void theControllerAnswersWithAPictureFromAWorker() throws Exception {
		ByteArrayOutputStream picture = new ByteArrayOutputStream();
		ImageIO.write(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB), "png", picture);
		HttpResponse<byte[]> response = http.send(
				request("/thumbnails").POST(BodyPublishers.ofByteArray(picture.toByteArray())).build(),
				BodyHandlers.ofByteArray());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(ImageIO.read(new ByteArrayInputStream(response.body())).getWidth()).isEqualTo(Thumbnails.SIZE);
		assertThat(context.getBean(ProcessPool.class).stats().completedTasks()).isEqualTo(1);
	}

	@Test
	void thePoolHasWhatTheConfigurationSays() {
		assertThat(context.getBean(ProcessPool.class).stats().processes()).isEqualTo(4);
	}

	@Test
	void theOtherPoolStandsBesideIt() {
		ProcessPool reports = context.getBean("reports", ProcessPool.class);
		assertThat(reports.name()).isEqualTo("reports");
		assertThat(reports.stats().processes()).isEqualTo(1);
	}

	@Test
	void theCustomizerHasAddedTheListener() {
		assertThat(context.getBean(WorkersSeen.class).ready()).isPositive();
	}

	@Test
	void readinessIncludesThePools() throws Exception {
		HttpResponse<String> response = http.send(request("/actuator/health/readiness").build(),
				BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).contains("\"processPool\"").contains("\"readinessState\"");
	}

	@Test
	void theEndpointAnswersAtTheAddressesThatAreShown() throws Exception {
		ProcessPool reports = context.getBean("reports", ProcessPool.class);
		int worker = reports.workers().get(0).id();
		assertThat(http.send(request("/actuator/pool").build(), BodyHandlers.ofString()).body())
			.contains("\"processPool\"", "\"reports\"");
		assertThat(http.send(request("/actuator/pool/reports/" + worker).build(), BodyHandlers.ofString()).body())
			.contains("\"task\"");
		HttpRequest recycle = request("/actuator/pool/reports").POST(BodyPublishers.noBody()).build();
		assertThat(http.send(recycle, BodyHandlers.ofString()).statusCode()).isEqualTo(204);
		await().until(() -> reports.workers().stream().noneMatch((each) -> each.id() == worker));
	}

	private static HttpRequest.Builder request(String path) {
		String port = context.getEnvironment().getProperty("local.server.port");
		return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
	}

}
