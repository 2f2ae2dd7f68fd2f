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

package io.processpool.internal.launch;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The last lines of a stream, for the obituary of its worker.
 */
final class OutputTail {

	static final int MAX_LINES = 20;

	static final int MAX_CHARACTERS = 4 * 1024;

	/** Guarded by itself, together with the number of characters. */
	private final Deque<String> lines = new ArrayDeque<>();

	private int characters;

	void add(String line) {
		String kept = (line.length() > MAX_CHARACTERS) ? line.substring(line.length() - MAX_CHARACTERS) : line;
		synchronized (this.lines) {
			this.lines.addLast(kept);
			this.characters += kept.length();
			while (this.lines.size() > MAX_LINES || this.characters > MAX_CHARACTERS) {
				this.characters -= this.lines.removeFirst().length();
			}
		}
	}

	String text() {
		synchronized (this.lines) {
			return String.join("\n", this.lines);
		}
	}

}
