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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the page in {@code static}, as far as they need no browser.
 */
class PageTests {

	private static final String HTML = read("index.html");

	@Test
	void everythingThatThePageUsesIsThere() {
		List<String> used = Stream
			.concat(matches(HTML, "(?:src|href)=\"([^\"]+)\""),
					Stream.concat(matches(read("app.js"), "from '\\./([^']+)'"),
							matches(read("view.js"), "from '([^']+)'")))
			.filter((file) -> !file.startsWith("actuator/"))
			.toList();
		assertThat(used).contains("style.css", "app.js", "api.js", "view.js")
			.allSatisfy((file) -> assertThat(new ClassPathResource("static/" + file).exists()).as(file).isTrue());
	}

	@ParameterizedTest
	@ValueSource(strings = { "app.js", "view.js" })
	void theScriptsFindTheirElements(String script) {
		Set<String> ids = matches(HTML, "\\bid=\"([^\"]+)\"").collect(Collectors.toSet());
		assertThat(matches(read(script), "(?:\\$|fromTemplate)\\('([^']+)'\\)")).isNotEmpty().isSubsetOf(ids);
	}

	@ParameterizedTest
	@ValueSource(strings = { "index.html", "style.css", "app.js", "api.js", "view.js" })
	void nothingComesFromElsewhere(String file) {
		assertThat(read(file)).doesNotContain("http://", "https://", "innerHTML", "@import");
	}

	private static Stream<String> matches(String text, String pattern) {
		return Pattern.compile(pattern).matcher(text).results().map((MatchResult match) -> match.group(1));
	}

	private static String read(String file) {
		try {
			return new ClassPathResource("static/" + file).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
