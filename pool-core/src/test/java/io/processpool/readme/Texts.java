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

import java.util.Map;

import io.processpool.WorkerContext;

/**
 * The tasks of the README's examples.
 */
final class Texts {

	private Texts() {
	}

	static int countWords(String text) {
		return text.split("\\s+").length;
	}

	static String repeat(String text, int times) {
		return text.repeat(times);
	}

	static void index(String text) {
		WorkerContext.current().attributes().put(text, countWords(text));
	}

	static String parse(String file) {
		if (file.startsWith("bomb")) {
			Runtime.getRuntime().halt(1); // stands for any crash
		}
		return file + " is fine";
	}

	static void load() {
		WorkerContext.current().attributes().put("dictionary", Map.of("chien", "dog", "chat", "cat"));
	}

	static String translate(String word) {
		Map<?, ?> dictionary = (Map<?, ?>) WorkerContext.current().attributes().get("dictionary");
		return (String) dictionary.get(word);
	}

}
