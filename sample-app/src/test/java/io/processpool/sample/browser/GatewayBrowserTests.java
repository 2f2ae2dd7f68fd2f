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

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import io.processpool.sample.TestDocuments;
import io.processpool.sample.hostile.HostileDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the page, in a real browser, with a real server and real workers.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "sample.render-at-start=false")
@EnabledIf(value = "io.processpool.sample.browser.Chromium#isPresent",
		disabledReason = "There is no Chromium in /usr/bin, and the system property chromium names none")
class GatewayBrowserTests {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	/**
	 * What the page must say of each document, besides that this server is well. On a
	 * slow machine a leaking worker may be over its limit in the middle of a page.
	 */
	private static final Map<HostileDocument, String> outcomes = new EnumMap<>(
			Map.of(HostileDocument.HUGE_PICTURE, "ran out of it and was replaced", HostileDocument.NESTED_FORMS,
					"It took more than 10 seconds", HostileDocument.SELF_DRAWING, "It took more than 10 seconds",
					HostileDocument.NATIVE_CRASH, "crashed while it worked on this", HostileDocument.LEAK,
					"Recycled for the memory they occupied|grow beyond the memory", HostileDocument.EXIT,
					"exited with code 3"));

	private static final Map<HostileDocument, String> evidence = new EnumMap<>(
			Map.of(HostileDocument.HUGE_PICTURE, "OUT_OF_MEMORY", HostileDocument.NESTED_FORMS, "TaskTimeoutException",
					HostileDocument.SELF_DRAWING, "TaskTimeoutException: limit PT10S", HostileDocument.NATIVE_CRASH,
					"SIGSEGV", HostileDocument.LEAK, "", HostileDocument.EXIT, "EXITED"));

	@TempDir
	private static Path directory;

	private static Chromium chromium;

	private static Tab tab;

	@LocalServerPort
	private int port;

	@BeforeAll
	static void startBrowser() throws Exception {
		chromium = Chromium.start(Chromium.executable().orElseThrow(), directory);
		tab = chromium.open();
	}

	@AfterAll
	static void stopBrowser() {
		chromium.close();
	}

	@BeforeEach
	void visit() {
		tab.screen(1280, 900, false);
		tab.visit("http://localhost:" + this.port + "/");
		await().atMost(PATIENCE).untilAsserted(() -> {
			assertThat(tab.text("#health")).isEqualTo("UP");
			assertThat(tab.evaluate("document.querySelectorAll('.hostile').length").asInt()).isEqualTo(6);
		});
	}

	@Test
	void aDocumentIsUploadedAndItsPagesAppear() throws Exception {
		tab.choose("#files", Files.write(directory.resolve("three pages.pdf"), TestDocuments.pdf(3)));
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(tab
				.evaluate("[...document.querySelectorAll('.page.ready img')].filter(each => each.naturalWidth > 0)"
						+ ".length")
				.asInt()).isEqualTo(3));
		assertThat(tab.text("#name")).isEqualTo("three pages.pdf");
		assertThat(tab.text("#progress")).startsWith("3 pages rendered in ");
	}

	@Test
	void whatCannotBeReadIsSaid() throws Exception {
		tab.choose("#files", Files.write(directory.resolve("broken.pdf"), TestDocuments.brokenPdf()));
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(tab.text("#problems")).contains("broken.pdf", "PDFBox cannot read it"));
	}

	@ParameterizedTest
	@EnumSource
	void aHostileDocumentHasItsOutcomeAndTheServerIsWell(HostileDocument hostile) {
		String item = "#" + hostile.id();
		tab.click(item + " button");
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(tab.text(item + " .outcome")).contains("Meanwhile this server: UP"));
		assertThat(tab.text(item + " .outcome")).containsPattern(outcomes.get(hostile));
		assertThat(tab.evaluate("document.querySelector('" + item + " pre').textContent").asString())
			.contains(evidence.get(hostile));
		assertThat(tab.evaluate("fetch('actuator/health').then(answer => answer.json()).then(health => health.status)")
			.asString()).isEqualTo("UP");
	}

	@Test
	void theWorkersAreShownAndHowTheyEnded() {
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(pids()).hasSize(2).allMatch((pid) -> pid > 0));
		List<Long> before = pids();
		// With the keyboard
		tab.evaluate("document.querySelector('#exit button').focus()");
		tab.press("Enter");
		await().atMost(PATIENCE).untilAsserted(() -> {
			assertThat(tab.text("#ends")).contains("exited");
			assertThat(tab.text("#restarts")).contains("replaced so far");
			assertThat(pids()).hasSize(2).isNotEqualTo(before).allMatch((pid) -> pid > 0);
		});
	}

	@Test
	void theChartAndThePingsAreDrawn() {
		await().atMost(PATIENCE).untilAsserted(() -> {
			assertThat(tab.text("#ping")).endsWith(" ms");
			assertThat(tab.evaluate("document.querySelectorAll('#chart polyline').length").asInt()).isEqualTo(2);
			assertThat(tab.evaluate("document.querySelectorAll('#ping-chart polyline').length").asInt()).isOne();
		});
	}

	@ParameterizedTest
	@CsvSource({ "1280, false", "1280, true", "390, false", "390, true", "320, true" })
	void nothingIsWiderThanTheScreen(int width, boolean dark) {
		tab.screen(width, 844, dark);
		assertThat(tab.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(width);
		String ground = tab.evaluate("getComputedStyle(document.body).backgroundColor").asString();
		assertThat(ground).isEqualTo(dark ? "rgb(16, 18, 31)" : "rgb(246, 247, 252)");
	}

	private static List<Long> pids() {
		JsonNode texts = tab.evaluate("[...document.querySelectorAll('#workers .pid')].map(each => each.innerText)");
		return StreamSupport.stream(texts.spliterator(), false)
			.map((text) -> text.asString().replace("pid ", ""))
			.map((pid) -> pid.isEmpty() ? 0 : Long.parseLong(pid))
			.toList();
	}

}
