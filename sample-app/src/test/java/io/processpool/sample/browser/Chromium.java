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
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.awaitility.Awaitility.await;

/**
 * A Chromium without a window, driven through its DevTools protocol: this needs no
 * library and no driver, only the browser.
 */
final class Chromium implements AutoCloseable {

	private static final JsonMapper json = JsonMapper.shared();

	/** No window, no sandbox (tests run as root in containers), no calls home. */
	private static final List<String> OPTIONS = List.of("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
			"--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
			"--disable-component-update", "--disable-sync", "--hide-scrollbars", "--remote-debugging-port=0");

	private final Process process;

	private final HttpClient http = HttpClient.newHttpClient();

	private final String address;

	private Chromium(Process process, String address) {
		this.process = process;
		this.address = address;
	}

	/**
	 * Finds the browser.
	 * @return its executable: the one that the system property {@code chromium} names, or
	 * one in a usual place
	 */
	static Optional<Path> executable() {
		return Stream.of(System.getProperty("chromium", ""), "/usr/bin/chromium", "/usr/bin/chromium-browser")
			.filter((name) -> !name.isEmpty())
			.map(Path::of)
			.filter(Files::isExecutable)
			.findFirst();
	}

	static boolean isPresent() {
		return executable().isPresent();
	}

	static Chromium start(Path executable, Path profile) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(executable.toString());
		builder.command().addAll(OPTIONS);
		builder.command().add("--user-data-dir=" + profile);
		builder.command().add("about:blank");
		Process process = builder.redirectErrorStream(true)
			.redirectOutput(profile.resolve("chromium.log").toFile())
			.start();
		Path port = profile.resolve("DevToolsActivePort");
		List<String> lines = await().atMost(Duration.ofMinutes(1))
			.ignoreExceptionsInstanceOf(IOException.class)
			.until(() -> Files.readAllLines(port), (content) -> content.size() > 1);
		return new Chromium(process, "127.0.0.1:" + lines.get(0));
	}

	/** Opens a tab. */
	Tab open() throws IOException, InterruptedException {
		URI uri = URI.create("http://" + this.address + "/json/new?about:blank");
		HttpRequest request = HttpRequest.newBuilder(uri).PUT(HttpRequest.BodyPublishers.noBody()).build();
		JsonNode tab = json.readTree(this.http.send(request, BodyHandlers.ofString()).body());
		return Tab.connect(this.http, URI.create(tab.get("webSocketDebuggerUrl").asString()));
	}

	@Override
	public void close() {
		List<ProcessHandle> all = Stream.concat(this.process.descendants(), Stream.of(this.process.toHandle()))
			.toList();
		all.forEach(ProcessHandle::destroy);
		await().atMost(Duration.ofSeconds(30)).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
	}

}
