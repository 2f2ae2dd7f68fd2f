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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes the kernel take a worker rather than this JVM when memory runs out. Only Linux
 * can be told so.
 *
 * @param proc where the kernel shows processes
 */
record OomScore(Path proc) {

	/** Out of 1000: as if the worker used that much more of the memory. */
	private static final int RAISED_BY = 300;

	private static final int MAX = 1000;

	void raise(long pid) {
		try {
			int own = Integer.parseInt(Files.readString(adjustment("self")).trim());
			Files.writeString(adjustment(Long.toString(pid)), Integer.toString(Math.min(MAX, own + RAISED_BY)));
		}
		catch (IOException | NumberFormatException ex) {
			// Not there, or not allowed: then the kernel decides by itself
		}
	}

	private Path adjustment(String process) {
		return this.proc.resolve(process).resolve("oom_score_adj");
	}

}
