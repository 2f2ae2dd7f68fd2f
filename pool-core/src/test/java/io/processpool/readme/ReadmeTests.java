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
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.processpool.ProcessPoolBuilder;
import io.processpool.TaskOptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the README to the code: what it shows is compiled, what it lists is there.
 */
class ReadmeTests {

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

	@Test
	void everyExampleIsCompiled() throws IOException {
		String compiled = Readme.compiled();
		assertThat(Readme.blocks("java")).hasSizeGreaterThan(10)
			.allSatisfy((block) -> assertThat(compiled.contains(Readme.withoutSpace(block))).as(block).isTrue());
	}

	@Test
	void everyCallInTheTableOfPythonsNamesIsCompiled() throws IOException {
		String compiled = Readme.compiled();
		List<String> calls = Readme.codeInColumn(Readme.section("Coming from `multiprocessing.Pool`"), 1);
		assertThat(calls).hasSizeGreaterThan(25)
			.allSatisfy((call) -> assertThat(compiled.contains(Readme.withoutSpace(call))).as(call).isTrue());
	}

	@Test
	void everySettingOfAPoolIsDescribed() throws IOException {
		Set<String> described = Pattern.compile("(?m)^- \\*\\*`(\\w+)`\\*\\*")
			.matcher(Readme.text())
			.results()
			.map((match) -> match.group(1))
			.collect(Collectors.toSet());
		Set<String> settings = Stream.of(ProcessPoolBuilder.class.getMethods())
			.map(Method::getName)
			.filter((name) -> !name.equals("build"))
			.collect(Collectors.toSet());
		assertThat(described).containsExactlyInAnyOrderElementsOf(settings);
	}

	@Test
	void everyOptionOfATaskIsDescribed() throws IOException {
		Set<String> options = Stream.of(TaskOptions.class.getMethods())
			.filter((method) -> method.getReturnType() == TaskOptions.class && method.getParameterCount() == 1)
			.map(Method::getName)
			.collect(Collectors.toSet());
		assertThat(Readme.codeInColumn(Readme.section("`TaskOptions`"), 0)).map((cell) -> cell.replace("| ", ""))
			.containsExactlyInAnyOrderElementsOf(options);
	}

	@Test
	void everyLinkLeadsSomewhere() throws IOException {
		String text = Readme.text();
		Set<String> anchors = text.lines()
			.filter((line) -> line.startsWith("#"))
			.map((line) -> "#" + anchor(line.replaceFirst("^#+ ", "")))
			.collect(Collectors.toSet());
		assertThat(LINK.matcher(text).results().map((match) -> match.group(1))).isNotEmpty()
			.allSatisfy((link) -> assertThat(
					anchors.contains(link) || Files.exists(Path.of("..", link.replaceFirst("#.*", ""))))
				.as(link)
				.isTrue());
	}

	private static String anchor(String heading) {
		return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-');
	}

}
