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
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What {@code /proc} says about processes, where there is one.
 *
 * @param proc where the kernel shows processes
 */
record ProcessStatus(Path proc) {

	private static final String RESIDENT = "VmRSS:";

	/** The process's ids, from the outermost namespace of pids to its own. */
	private static final String IDS = "NSpid:";

	/**
	 * Reads how much memory a process has resident.
	 * @param pid the process
	 * @return bytes, empty if that cannot be read
	 */
	OptionalLong residentMemory(long pid) {
		String value = value(pid, RESIDENT).replace("kB", "").strip();
		try {
			return value.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value) * 1024);
		}
		catch (NumberFormatException ex) {
			return OptionalLong.empty();
		}
	}

	/**
	 * Finds a process that knows itself by another id, since a command has put it into a
	 * namespace of its own.
	 * @param started the process that was started
	 * @param ownPid the id by which the one to be found knows itself
	 * @return the process, or the one that was started if there is no other
	 */
	ProcessHandle find(ProcessHandle started, long ownPid) {
		if (started.pid() == ownPid) {
			return started;
		}
		Optional<ProcessHandle> found = started.descendants()
			.filter((each) -> endsWith(value(each.pid(), IDS), ownPid))
			.findFirst();
		return found.orElse(started);
	}

	private static boolean endsWith(String ids, long own) {
		String[] words = ids.strip().split("\\s+");
		return words[words.length - 1].equals(Long.toString(own));
	}

	private String value(long pid, String name) {
		try {
			for (String line : Files.readAllLines(this.proc.resolve(Long.toString(pid)).resolve("status"))) {
				if (line.startsWith(name)) {
					return line.substring(name.length());
				}
			}
		}
		catch (IOException | RuntimeException ex) {
			// Gone, or another operating system
		}
		return "";
	}

}
