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

package io.processpool.failures;

import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A file with a line for each time that an item was run, in whatever process. It tells
 * what happened, where the pool can only tell what it knows.
 */
final class Ledger implements Serializable {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String file;

	private Ledger(Path file) {
		this.file = file.toString();
	}

	static Ledger in(Path directory) throws IOException {
		return new Ledger(Files.createTempFile(directory, "ledger", ".txt"));
	}

	static Ledger at(Path file) {
		return new Ledger(file);
	}

	Path path() {
		return Path.of(this.file);
	}

	/** Called in tasks. */
	void record(Object entry) {
		try {
			Files.writeString(Path.of(this.file), entry + "\n", StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	List<String> entries() {
		try {
			return Files.readAllLines(Path.of(this.file));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Called in tasks: waits until a test, or another task, has made the entry. */
	void awaitEntry(Object entry) throws InterruptedException {
		while (!contains(entry)) {
			Thread.sleep(10);
		}
	}

	boolean contains(Object entry) {
		return entries().contains(String.valueOf(entry));
	}

	/** How often each item was run. */
	Map<Integer, Long> runs() {
		return entries().stream().collect(Collectors.groupingBy(Integer::valueOf, Collectors.counting()));
	}

}
