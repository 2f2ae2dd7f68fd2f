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

package io.processpool.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Memory of processes, as Linux counts it.
 */
final class Memory {

	private Memory() {
	}

	/**
	 * Measures processes.
	 * @param pids at least one
	 * @return the mean of their resident sizes in MiB, with the mean proportional and
	 * private sizes in the note
	 * @throws IOException if the system does not tell
	 */
	static Figure of(List<Long> pids) throws IOException {
		double resident = 0;
		double proportional = 0;
		double own = 0;
		for (long pid : pids) {
			List<String> lines = Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"));
			resident += mebibytes(lines, "Rss:");
			proportional += mebibytes(lines, "Pss:");
			own += mebibytes(lines, "Private_Clean:") + mebibytes(lines, "Private_Dirty:");
		}
		int count = pids.size();
		return Figure.of(resident / count,
				String.format(Locale.ROOT, "proportional %.1f, private %.1f", proportional / count, own / count));
	}

	private static double mebibytes(List<String> lines, String name) {
		return lines.stream()
			.filter((line) -> line.startsWith(name))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")))
			.sum() / 1024.0;
	}

}
