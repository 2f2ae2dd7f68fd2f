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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ByteArrayResource;

/**
 * The configuration that the README shows.
 */
final class ReadmeYaml {

	static final Path README = Path.of("..", "README.md");

	private static final Pattern BLOCK = Pattern.compile("^```yaml\\R(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

	private ReadmeYaml() {
	}

	/** The blocks, each as a source of properties. */
	static List<EnumerablePropertySource<?>> read() throws IOException {
		List<EnumerablePropertySource<?>> sources = new ArrayList<>();
		Matcher block = BLOCK.matcher(Files.readString(README));
		while (block.find()) {
			ByteArrayResource yaml = new ByteArrayResource(block.group(1).getBytes(StandardCharsets.UTF_8));
			new YamlPropertySourceLoader().load("README, from character " + block.start(), yaml)
				.forEach((source) -> sources.add((EnumerablePropertySource<?>) source));
		}
		return sources;
	}

}
