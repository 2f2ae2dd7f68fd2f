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

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the properties in the README to the metadata.
 */
class ReadmePropertiesTests {

	/** A row of the table: the name, and what the last cell has in code. */
	private static final Pattern ROW = Pattern.compile("(?m)^\\| `(pool\\.[a-z.-]+)` \\|.*\\| (.*) \\|$");

	private static final Pattern MENTIONED = Pattern.compile("`((?:pool|management|spring)\\.[a-z.-]+)(?:: [^`]*)?`");

	/** The properties of all jars here, with their defaults. */
	private static final Map<String, String> metadata = new TreeMap<>();

	private static String readme;

	@BeforeAll
	@SuppressWarnings("unchecked")
	static void read() throws IOException {
		readme = Files.readString(ReadmeYaml.README);
		String file = "META-INF/spring-configuration-metadata.json";
		for (URL url : Collections.list(ReadmePropertiesTests.class.getClassLoader().getResources(file))) {
			try (InputStream in = url.openStream()) {
				Map<String, Object> content = JsonParserFactory.getJsonParser()
					.parseMap(new String(in.readAllBytes(), StandardCharsets.UTF_8));
				((List<Map<String, Object>>) content.get("properties"))
					.forEach((each) -> metadata.put((String) each.get("name"), defaultOf(each)));
			}
		}
	}

	private static String defaultOf(Map<String, Object> property) {
		return String.valueOf(property.getOrDefault("defaultValue", ""));
	}

	@Test
	void theTableHasEveryPropertyOfTheStarter() {
		assertThat(rows().map((row) -> row.group(1))).containsExactlyInAnyOrderElementsOf(
				metadata.keySet().stream().filter((name) -> name.startsWith("pool.")).toList());
	}

	@Test
	void theTableHasTheDefaults() {
		assertThat(rows()).filteredOn((row) -> !metadata.get(row.group(1)).isEmpty())
			.allSatisfy((row) -> assertThat(row.group(2)).isEqualTo("`" + metadata.get(row.group(1)) + "`"));
	}

	@Test
	void whatTheExamplesSetExists() throws IOException {
		assertThat(ReadmeYaml.read()).hasSize(2)
			.allSatisfy((source) -> assertThat(source.getPropertyNames()).isNotEmpty()
				.allSatisfy((name) -> assertThat(exists(name)).as(name).isTrue()));
	}

	@Test
	void whatTheTextMentionsExists() {
		Set<String> mentioned = MENTIONED.matcher(readme)
			.results()
			.map((match) -> match.group(1))
			.collect(Collectors.toSet());
		assertThat(mentioned).isNotEmpty().allSatisfy((name) -> assertThat(exists(name)).as(name).isTrue());
	}

	private static Stream<MatchResult> rows() {
		return ROW.matcher(readme).results();
	}

	/** By itself, or as an entry of a map. */
	private static boolean exists(String name) {
		return metadata.containsKey(name)
				|| metadata.keySet().stream().anyMatch((known) -> name.startsWith(known + "."));
	}

}
