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

package io.processpool.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the page about failures to the tests that it names.
 */
class FailuresPageTests {

	private static final Path PAGE = Path.of("..", "docs", "failures.md");

	private static final Path TESTS = Path.of("src", "test", "java");

	private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)?\\.?([a-z]\\w*)?`");

	private static final Pattern CONSTANT = Pattern.compile("`([A-Z_]+)`");

	@Test
	void everyRowOfTheTableNamesTestsThatAreThere() throws IOException {
		Map<String, String> sources = sources();
		assertThat(heldBy()).hasSizeGreaterThan(30).allSatisfy((cell) -> {
			String type = "";
			List<MatchResult> names = NAME.matcher(cell).results().toList();
			if (!cell.startsWith("the same")) {
				assertThat(names).as(cell).isNotEmpty();
			}
			for (MatchResult name : names) {
				type = (name.group(1) != null) ? name.group(1) : type;
				assertThat(sources).as(cell).containsKey(type);
				if (name.group(2) != null) {
					assertThat(sources.get(type)).as(cell).contains("void " + name.group(2) + "(");
				}
			}
			assertThat(CONSTANT.matcher(cell).results().map((match) -> match.group(1)))
				.allSatisfy((constant) -> assertThat(sources.get("Fault")).contains(constant));
		});
	}

	/** The last cell of each row. */
	private static List<String> heldBy() throws IOException {
		String table = Files.readString(PAGE).split("(?m)^## The table$", 2)[1].split("(?m)^## ", 2)[0];
		return table.lines()
			.filter((line) -> line.startsWith("| "))
			.skip(1)
			.map((line) -> line.replaceFirst(" \\|$", ""))
			.map((line) -> line.substring(line.lastIndexOf(" | ") + 3))
			.toList();
	}

	/** The tests, and what they use, by the name of their class. */
	private static Map<String, String> sources() throws IOException {
		try (Stream<Path> files = Files.walk(TESTS)) {
			return files.filter((file) -> file.toString().endsWith(".java"))
				.collect(Collectors.toMap((file) -> file.getFileName().toString().replace(".java", ""), Readme::read,
						(one, other) -> one + other));
		}
	}

}
