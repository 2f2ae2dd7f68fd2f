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

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells what a JVM option is about, so that two which cannot stand together are known.
 */
final class OptionSubject {

	private static final String HEAP_LIMIT = "MaxHeapSize";

	private static final Pattern FLAG = Pattern.compile("-XX:[+-]?([A-Za-z0-9]+)(=.*)?", Pattern.DOTALL);

	private static final Pattern COLLECTOR = Pattern
		.compile("Use(Serial|Parallel|G1|Z|Shenandoah|Epsilon|ConcMarkSweep)GC");

	/** Different ways to say the same, or halves of one decision. */
	private static final Map<String, String> SAME = Map.of("MaxRAM", HEAP_LIMIT, "MaxRAMPercentage", HEAP_LIMIT,
			"MaxRAMFraction", HEAP_LIMIT, "LoopStripMiningIter", "UseCountedLoopSafepoints");

	private OptionSubject() {
	}

	/**
	 * Returns what an option is about.
	 * @param option a JVM option
	 * @return its subject, or the empty string for one that may be given several times
	 */
	static String of(String option) {
		Matcher flag = FLAG.matcher(option);
		if (flag.matches()) {
			String name = flag.group(1);
			return COLLECTOR.matcher(name).matches() ? "collector" : SAME.getOrDefault(name, name);
		}
		if (option.startsWith("-Xmx")) {
			return HEAP_LIMIT;
		}
		if (option.startsWith("-Xshare:")) {
			return "-Xshare";
		}
		if (option.startsWith("-D")) {
			int end = option.indexOf('=');
			return (end < 0) ? option : option.substring(0, end);
		}
		return "";
	}

}
