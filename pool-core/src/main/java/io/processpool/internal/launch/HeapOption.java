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

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads sizes of the heap from JVM options.
 */
enum HeapOption {

	/** What the heap may grow to. */
	LIMIT("-Xmx|-XX:MaxHeapSize="),

	/** What it begins with, which must not be more than the limit. */
	INITIAL("-Xms|-XX:InitialHeapSize=");

	private final Pattern pattern;

	HeapOption(String names) {
		this.pattern = Pattern.compile("(?:" + names + ")(\\d{1,18})([kmgt]?)", Pattern.CASE_INSENSITIVE);
	}

	/**
	 * Finds the size among other options.
	 * @param options JVM options, of which the last counts
	 * @return the size in bytes, 0 if it is not given
	 */
	long in(List<String> options) {
		long size = 0;
		for (String option : options) {
			Matcher matcher = this.pattern.matcher(option);
			if (matcher.matches()) {
				size = Long.parseLong(matcher.group(1)) << shift(matcher.group(2));
			}
		}
		return size;
	}

	private static int shift(String unit) {
		return switch (unit.toLowerCase(Locale.ROOT)) {
			case "k" -> 10;
			case "m" -> 20;
			case "g" -> 30;
			case "t" -> 40;
			default -> 0;
		};
	}

}
