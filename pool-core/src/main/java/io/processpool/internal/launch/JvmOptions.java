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

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts together what is in a worker's argument file. Later sources win: defaults, what
 * this JVM was started with, the pool's own settings, the user's arguments.
 */
final class JvmOptions {

	private final List<List<String>> sources = new ArrayList<>();

	private JvmOptions() {
	}

	static List<String> of(LaunchSettings settings, JavaExecutable java, ApplicationLayout layout) {
		JvmOptions options = new JvmOptions();
		options.sources.add(DefaultOptions.of(settings));
		options.sources.add(InheritedOptions.of(java, settings.workingDirectory() != null));
		options.sources.add(chosen(settings));
		options.sources.add(settings.jvmArguments());
		List<String> merged = options.merge();
		merged.addAll(layout.options());
		merged.add("-cp");
		merged.add(layout.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
		return merged;
	}

	private static List<String> chosen(LaunchSettings settings) {
		List<String> chosen = new ArrayList<>();
		if (settings.maxHeap() != null) {
			chosen.add("-Xmx" + settings.maxHeap());
		}
		settings.systemProperties().forEach((name, value) -> chosen.add("-D" + name + "=" + value));
		return chosen;
	}

	/**
	 * Leaves out what a later source also says. The JVM would take the last of two heap
	 * sizes anyway, but it refuses to start with two garbage collectors.
	 */
	private List<String> merge() {
		List<String> merged = new ArrayList<>();
		Set<String> said = new HashSet<>();
		for (int i = this.sources.size() - 1; i >= 0; i--) {
			List<String> source = this.sources.get(i);
			merged.addAll(0, source.stream().filter((option) -> !said.contains(OptionSubject.of(option))).toList());
			source.stream().map(OptionSubject::of).filter((subject) -> !subject.isEmpty()).forEach(said::add);
		}
		return merged;
	}

}
