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

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Puts together the options of a worker's JVM. Later sources win: the defaults, what this
 * JVM was started with, the pool's own settings, the user's arguments.
 */
final class JvmOptions {

	private static final String HEAP_LIMIT = "MaxHeapSize";

	private static final Pattern FLAG = Pattern.compile("-XX:[+-]?([A-Za-z0-9_]+)(=.*)?", Pattern.DOTALL);

	private static final Pattern COLLECTOR = Pattern.compile("Use(Serial|Parallel|G1|Z|Shenandoah|Epsilon)GC");

	/** Other names of the same decision, or halves of it. */
	private static final Map<String, String> SAME = Map.of("MaxRAM", HEAP_LIMIT, "MaxRAMPercentage", HEAP_LIMIT,
			"MaxRAMFraction", HEAP_LIMIT, "LoopStripMiningIter", "UseCountedLoopSafepoints");

	private JvmOptions() {
	}

	/**
	 * Puts sources of options together. An option is left out when a later source says
	 * something on the same subject: the JVM would take the last of two heap sizes
	 * anyway, but it refuses to start with two garbage collectors.
	 * @param sources options, the strongest source last
	 * @return the options, in order
	 */
	static List<String> merge(List<List<String>> sources) {
		List<String> merged = new ArrayList<>();
		Set<String> decided = new HashSet<>();
		for (int i = sources.size() - 1; i >= 0; i--) {
			List<String> kept = new ArrayList<>();
			Set<String> subjects = new HashSet<>();
			for (String option : sources.get(i)) {
				String subject = subject(option);
				if (subject == null || !decided.contains(subject)) {
					kept.add(option);
				}
				if (subject != null) {
					subjects.add(subject);
				}
			}
			decided.addAll(subjects);
			merged.addAll(0, kept);
		}
		return merged;
	}

	/** Returns what an option decides, {@code null} if it may stand beside any other. */
	private static @Nullable String subject(String option) {
		Matcher flag = FLAG.matcher(option);
		if (flag.matches()) {
			String name = flag.group(1);
			if (name.startsWith("Unlock")) {
				// It must stand before what it unlocks
				return null;
			}
			return COLLECTOR.matcher(name).matches() ? "collector" : SAME.getOrDefault(name, name);
		}
		if (option.startsWith("-Xmx")) {
			return HEAP_LIMIT;
		}
		if (option.startsWith("-Xshare:")) {
			return "-Xshare";
		}
		return option.startsWith("-D") ? option.split("=", 2)[0] : null;
	}

}
