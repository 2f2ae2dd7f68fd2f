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

package io.processpool.internal.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Reads how much memory a process has resident, where there is a {@code /proc}.
 */
final class ResidentMemory {

	private static final String LINE = "VmRSS:";

	private ResidentMemory() {
	}

	static OptionalLong of(long pid) {
		if (pid <= 0) {
			return OptionalLong.empty();
		}
		try {
			for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
				if (line.startsWith(LINE)) {
					String kilobytes = line.substring(LINE.length()).replace("kB", "").strip();
					return OptionalLong.of(Long.parseLong(kilobytes) * 1024);
				}
			}
		}
		catch (IOException | RuntimeException ex) {
			// Gone, or another operating system
		}
		return OptionalLong.empty();
	}

}
