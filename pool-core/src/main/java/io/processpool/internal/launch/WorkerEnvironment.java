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

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The environment of workers: this JVM's without what would reconfigure their JVM, and
 * what the user adds.
 */
final class WorkerEnvironment {

	/** A debug port or a heap size meant for this JVM would break another. */
	private static final Set<String> NOT_INHERITED = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

	/**
	 * Spring Boot's launcher would take its settings from these, also written with dots.
	 */
	private static final String LOADER_PREFIX = "LOADER_";

	private WorkerEnvironment() {
	}

	/**
	 * Changes a copy of this JVM's environment into that of a worker.
	 * @param environment what the process builder has
	 * @param added the user's variables
	 * @param marker the worker's marker
	 */
	static void apply(Map<String, String> environment, Map<String, String> added, WorkerMarker marker) {
		environment.keySet().removeIf(WorkerEnvironment::isNotInherited);
		environment.putAll(added);
		environment.put(WorkerMarker.VARIABLE, marker.value());
	}

	private static boolean isNotInherited(String name) {
		String upper = name.toUpperCase(Locale.ROOT).replace('.', '_');
		return NOT_INHERITED.contains(upper) || upper.startsWith(LOADER_PREFIX);
	}

}
