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

import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

import tools.jackson.databind.JsonNode;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A client of a running sample application.
 */
final class SampleClient {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final RestTestClient http;

	SampleClient(int port) {
		this.http = RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
	}

	/**
	 * Uploads a document that is expected to be taken in.
	 * @return its address
	 */
	String upload(String name, byte[] content) {
		EntityExchangeResult<JsonNode> result = tryToUpload(name, content);
		assertThat(result.getStatus()).as("%s", result.getResponseBody()).isEqualTo(HttpStatus.CREATED);
		return String.valueOf(result.getResponseHeaders().getLocation());
	}

	EntityExchangeResult<JsonNode> tryToUpload(String name, byte[] content) {
		Resource file = new ByteArrayResource(content) {

			@Override
			public String getFilename() {
				return name;
			}

		};
		MultiValueMap<String, Object> parts = new LinkedMultiValueMap<>();
		parts.add("file", file);
		return this.http.post()
			.uri("/documents")
			.contentType(MediaType.MULTIPART_FORM_DATA)
			.body(parts)
			.exchange()
			.returnResult(JsonNode.class);
	}

	/**
	 * Has a hostile document taken in.
	 * @return its address
	 */
	String takeFromShelf(String id) {
		return String.valueOf(this.http.post()
			.uri("/shelf/" + id)
			.exchange()
			.returnResult(JsonNode.class)
			.getResponseHeaders()
			.getLocation());
	}

	/**
	 * Waits until each page of a document has its outcome.
	 */
	JsonNode settled(String location) {
		return await().atMost(PATIENCE)
			.until(() -> json(location), (document) -> !"rendering".equals(document.get("status").asString()));
	}

	JsonNode json(String path) {
		JsonNode body = this.http.get().uri(path).exchange().returnResult(JsonNode.class).getResponseBody();
		assertThat(body).as(path).isNotNull();
		return body;
	}

	EntityExchangeResult<byte[]> bytes(String path) {
		return this.http.get().uri(path).exchange().returnResult(byte[].class);
	}

	static List<Long> pids(JsonNode document) {
		return StreamSupport.stream(document.get("previews").spliterator(), false)
			.map((page) -> page.at("/picture/pid").asLong())
			.toList();
	}

}
