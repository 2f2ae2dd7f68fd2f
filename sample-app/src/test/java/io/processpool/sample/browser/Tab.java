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

package io.processpool.sample.browser;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.awaitility.Awaitility.await;

/**
 * A tab of the browser. Used by one thread.
 */
final class Tab {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final JsonMapper json = JsonMapper.shared();

	private final ConcurrentMap<Integer, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();

	private final AtomicInteger ids = new AtomicInteger();

	private final WebSocket socket;

	private Tab(HttpClient http, URI uri) {
		this.socket = http.newWebSocketBuilder().buildAsync(uri, new Answers(this.pending)).join();
	}

	static Tab connect(HttpClient http, URI uri) {
		return new Tab(http, uri);
	}

	void screen(int width, int height, boolean dark) {
		call("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
		call("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
	}

	void visit(String url) {
		call("Page.navigate", Map.of("url", url));
		await().atMost(PATIENCE).until(() -> evaluate("document.readyState").asString("").equals("complete"));
	}

	/**
	 * Evaluates JavaScript.
	 * @return its value
	 */
	JsonNode evaluate(String expression) {
		JsonNode answer = call("Runtime.evaluate",
				Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
		if (answer.has("exceptionDetails")) {
			throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
		}
		return answer.at("/result/value");
	}

	/**
	 * Returns the text that a part of the page shows.
	 * @return the text, empty if there is no such part
	 */
	String text(String selector) {
		return evaluate("document.querySelector(`" + selector + "`)?.innerText ?? ''").asString();
	}

	void click(String selector) {
		evaluate("document.querySelector(`" + selector + "`).click()");
	}

	/** Presses a key, as somebody does who has no mouse. */
	void press(String key) {
		String text = key.equals("Enter") ? "\r" : "";
		call("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key, "code", key, "text", text,
				"windowsVirtualKeyCode", key.equals("Enter") ? 13 : 9));
		call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", key));
	}

	/** Chooses a file in a field for files. */
	void choose(String selector, Path file) {
		int document = call("DOM.getDocument", Map.of()).at("/root/nodeId").asInt();
		int node = call("DOM.querySelector", Map.of("nodeId", document, "selector", selector)).get("nodeId").asInt();
		call("DOM.setFileInputFiles", Map.of("nodeId", node, "files", List.of(file.toString())));
	}

	void screenshot(Path file) throws IOException {
		JsonNode picture = call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
		Files.write(file, Base64.getDecoder().decode(picture.get("data").asString()));
	}

	private JsonNode call(String method, Map<String, ?> parameters) {
		int id = this.ids.incrementAndGet();
		CompletableFuture<JsonNode> answer = new CompletableFuture<>();
		this.pending.put(id, answer);
		this.socket.sendText(json.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true)
			.join();
		JsonNode message = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
		if (message.has("error")) {
			throw new IllegalStateException(method + ": " + message.get("error"));
		}
		return message.get("result");
	}

	/** Brings answers to those who wait for them. Events are of no interest. */
	private record Answers(ConcurrentMap<Integer, CompletableFuture<JsonNode>> pending,
			StringBuilder text) implements WebSocket.Listener {

		Answers(ConcurrentMap<Integer, CompletableFuture<JsonNode>> pending) {
			this(pending, new StringBuilder());
		}

		@Override
		public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
			this.text.append(data);
			if (last) {
				JsonNode message = json.readTree(this.text.toString());
				this.text.setLength(0);
				CompletableFuture<JsonNode> answer = this.pending.remove(message.path("id").asInt(0));
				if (answer != null) {
					answer.complete(message);
				}
			}
			socket.request(1);
			return null;
		}

	}

}
