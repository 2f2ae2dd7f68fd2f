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

package io.processpool;

/**
 * Builds messages of several lines: a sentence, and below it a titled block of text, such
 * as a stack trace, word for word. A blank block leaves no trace.
 */
final class Details {

	private final StringBuilder text;

	private Details(String message) {
		this.text = new StringBuilder(message);
	}

	static Details of(String message) {
		return new Details(message);
	}

	Details block(String title, String block) {
		if (!block.isBlank()) {
			this.text.append(System.lineSeparator())
				.append(title)
				.append(':')
				.append(System.lineSeparator())
				.append(block);
		}
		return this;
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
