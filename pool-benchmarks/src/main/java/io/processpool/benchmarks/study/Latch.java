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

package io.processpool.benchmarks.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Holds tasks in worker processes until all are let go at once. What holds them is that a
 * file exists.
 */
final class Latch implements AutoCloseable {

	private static final int LOOK_EVERY_MILLIS = 1;

	private final Path file;

	Latch() throws IOException {
		this.file = Files.createTempFile("latch", "");
	}

	/**
	 * Returns what a task must be given to be held.
	 */
	String name() {
		return this.file.toString();
	}

	/**
	 * The task.
	 */
	static Integer hold(String name) throws InterruptedException {
		while (Files.exists(Path.of(name))) {
			Thread.sleep(LOOK_EVERY_MILLIS);
		}
		return 0;
	}

	/**
	 * Lets the tasks go.
	 */
	void open() throws IOException {
		Files.deleteIfExists(this.file);
	}

	@Override
	public void close() throws IOException {
		open();
	}

}
