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

package io.processpool.spring.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Why a JVM has not started, in its own words, as they stand among the last lines of the
 * standard error of a worker.
 *
 * @param line what the JVM says
 * @param kind what that is about
 */
record JvmRefusal(String line, Kind kind) {

	/** After it comes the reason, on a line of its own. */
	private static final String BEFORE_REASON = "Error occurred during initialization of ";

	/** One of them there is whenever a JVM has not come as far as the worker's code. */
	private static final List<String> SIGNS = List.of(BEFORE_REASON, "Error: Could not create the Java Virtual Machine",
			"# There is insufficient memory for the Java Runtime Environment",
			"Error: Could not find or load main class", "Error: LinkageError occurred while loading main class");

	private static final String ERROR = "Error: ";

	/**
	 * Looks for such a reason.
	 * @param text what is known of the end of a worker
	 * @return the reason, or {@code null} if the text has none
	 */
	static @Nullable JvmRefusal find(String text) {
		List<String> lines = text.lines().map(String::strip).toList();
		if (lines.stream().noneMatch((line) -> SIGNS.stream().anyMatch(line::startsWith))) {
			return null;
		}
		for (Kind kind : Kind.values()) {
			for (String line : lines) {
				if (kind.words.stream().anyMatch(line::contains)) {
					return new JvmRefusal(withoutError(line), kind);
				}
			}
		}
		for (int i = 0; i + 1 < lines.size(); i++) {
			if (lines.get(i).startsWith(BEFORE_REASON)) {
				return new JvmRefusal(withoutError(lines.get(i + 1)), Kind.OPTION);
			}
		}
		return null;
	}

	private static String withoutError(String line) {
		return line.startsWith(ERROR) ? line.substring(ERROR.length()) : line;
	}

	/** What to do about it. */
	String action() {
		return this.kind.action;
	}

	/** The properties that may be to blame. */
	List<String> properties() {
		return this.kind.properties;
	}

	/** What the reasons are about; the first one with a word that is there counts. */
	enum Kind {

		/** A class file version that it does not know. */
		VERSION("Set pool.java-home to a Java installation of version 17 or later, which is also not older than what"
				+ " the application is compiled for.", List.of("pool.java-home"), "UnsupportedClassVersionError"),

		/** The size of the heap contradicts itself. */
		HEAP_SIZE("Make pool.max-heap and the sizes in pool.jvm-arguments (-Xms, -Xmx) fit each other.",
				List.of("pool.max-heap", "pool.jvm-arguments"), "Initial heap size set to a larger value",
				"Invalid initial heap size", "Invalid maximum heap size", "Too small maximum heap",
				"Too small initial heap", "Incompatible minimum and maximum heap sizes"),

		/** Not enough memory. */
		MEMORY("Lower pool.max-heap (or -Xmx in pool.jvm-arguments) or pool.processes, or give the machine or container"
				+ " more memory.", List.of("pool.max-heap", "pool.jvm-arguments", "pool.processes"),
				"Could not reserve enough space", "There is insufficient memory for the Java Runtime Environment",
				"Could not allocate metaspace", "Cannot create worker GC thread. Out of system resources",
				"Unable to allocate", "Failed to reserve memory", "os::commit_memory",
				"The size of the object heap + VM data exceeds the maximum representable size"),

		/** An option that it does not know or does not take. */
		OPTION("Remove or correct the option. Look for it in pool.jvm-arguments, in the code of the application"
				+ " (jvmArguments(\u2026)), and among the options of the application's own JVM that workers inherit (such as"
				+ " --add-modules). The JVM of the workers is the one at pool.java-home, by default that of the"
				+ " application.", List.of("pool.jvm-arguments", "pool.java-home"), "Unrecognized VM option",
				"Unrecognized option:", "Improperly specified VM option", "Missing +/- setting for VM option",
				"Unexpected +/- setting in VM option", "VM option '", "Conflicting collector combinations",
				"Multiple garbage collectors selected", "Conflicting options", "Invalid ",
				"Could not find agent library", "Error opening zip file or JAR manifest missing",
				"agent library failed"),

		/** The class path or the main class. */
		CLASS("Look for options in pool.jvm-arguments, and in the code of the application, that set another class path or"
				+ " module path.", List.of("pool.jvm-arguments"), "Could not find or load main class",
				"Could not find the main class");

		private final String action;

		private final List<String> properties;

		private final List<String> words;

		Kind(String action, List<String> properties, String... words) {
			this.action = action;
			this.properties = properties;
			this.words = Stream.of(words).toList();
		}

	}

}
