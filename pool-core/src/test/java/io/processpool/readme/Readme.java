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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text of the README, and the classes that hold its examples.
 */
final class Readme {

	static final Path FILE = Path.of("..", "README.md");

	/** Where the examples are compiled, seen from each module. */
	private static final List<Path> EXAMPLES = List.of(Path.of("../pool-core/src/test/java/io/processpool/readme"),
			Path.of("../pool-spring-boot-starter/src/test/java/io/processpool/spring/readme"));

	private static final Pattern CODE_SPAN = Pattern.compile("`([^`]+)`");

	private Readme() {
	}

	static String text() throws IOException {
		return Files.readString(FILE);
	}

	/** The code blocks of a language, in order. */
	static List<String> blocks(String language) throws IOException {
		return Pattern.compile("^```" + language + "\\R(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
			.matcher(text())
			.results()
			.map((match) -> match.group(1))
			.toList();
	}

	/** What stands between a heading and the next one. */
	static String section(String heading) throws IOException {
		String[] parts = text().split("(?m)^#+ " + Pattern.quote(heading) + "$", 2);
		return parts[1].split("(?m)^#+ ", 2)[0];
	}

	/** The pieces of code in a cell of each row of a table. */
	static List<String> codeInColumn(String table, int column) {
		return table.lines()
			.filter((line) -> line.startsWith("| "))
			.skip(1)
			.map((line) -> line.split(" \\| ")[column])
			.flatMap((cell) -> CODE_SPAN.matcher(cell).results().map((MatchResult match) -> match.group(1)))
			.toList();
	}

	/** All that is compiled, without white space. */
	static String compiled() throws IOException {
		StringBuilder all = new StringBuilder();
		for (Path directory : EXAMPLES) {
			try (Stream<Path> files = Files.list(directory)) {
				all.append(files.sorted().map(Readme::read).collect(Collectors.joining()));
			}
		}
		return withoutSpace(all.toString());
	}

	static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String withoutSpace(String text) {
		return text.replaceAll("\\s+", "");
	}

}
