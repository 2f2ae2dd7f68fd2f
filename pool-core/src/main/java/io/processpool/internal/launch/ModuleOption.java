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

import java.lang.module.ModuleFinder;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Translates what a JVM was told of modules to a JVM that has the same classes on its
 * class path: there, all modules but the runtime's own are the unnamed one.
 */
final class ModuleOption {

	private static final String UNNAMED = "ALL-UNNAMED";

	/** The source: a module and perhaps a package; the targets: modules. */
	private static final Pattern ACCESS = Pattern.compile("(--add-(?:opens|exports|reads)=([^/=]+)(?:/[^=]+)?=)(.+)");

	private static final Pattern ADDED = Pattern.compile("(--add-modules=)(.+)");

	private static final Pattern NATIVE_ACCESS = Pattern.compile("(--enable-native-access=)(.+)");

	private static final Set<String> GROUPS = Set.of("ALL-DEFAULT", "ALL-SYSTEM");

	private ModuleOption() {
	}

	/**
	 * Translates an option.
	 * @param option any JVM option, in the form with an equals sign
	 * @param sameRuntime whether the other JVM is of the same runtime
	 * @return what to tell the other JVM, empty if it need not or must not know
	 */
	static Optional<String> onClassPath(String option, boolean sameRuntime) {
		Matcher access = ACCESS.matcher(option);
		if (access.matches()) {
			return isSystem(access.group(2)) ? Optional.of(access.group(1) + targets(access.group(3)))
					: Optional.empty();
		}
		if (!sameRuntime) {
			return Optional.empty();
		}
		Matcher added = ADDED.matcher(option);
		if (added.matches()) {
			String modules = Arrays.stream(added.group(2).split(","))
				.filter((module) -> GROUPS.contains(module) || isSystem(module))
				.collect(Collectors.joining(","));
			return modules.isEmpty() ? Optional.empty() : Optional.of(added.group(1) + modules);
		}
		Matcher nativeAccess = NATIVE_ACCESS.matcher(option);
		if (nativeAccess.matches()) {
			return Optional.of(nativeAccess.group(1) + targets(nativeAccess.group(2)));
		}
		return option.startsWith("--enable-") ? Optional.of(option) : Optional.empty();
	}

	private static String targets(String modules) {
		return Arrays.stream(modules.split(","))
			.map((module) -> isSystem(module) ? module : UNNAMED)
			.distinct()
			.collect(Collectors.joining(","));
	}

	private static boolean isSystem(String module) {
		return ModuleFinder.ofSystem().find(module).isPresent();
	}

}
