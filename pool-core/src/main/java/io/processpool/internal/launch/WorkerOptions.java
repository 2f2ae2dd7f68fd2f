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
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What every worker's JVM of a pool is told.
 */
final class WorkerOptions {

	private final List<String> options;

	private final ApplicationLayout layout;

	private final HeapBudget budget;

	WorkerOptions(LaunchSettings settings, boolean sameRuntime, ApplicationLayout layout) {
		this.layout = layout;
		this.budget = HeapBudget.of(settings.processes());
		long maxHeap = Math.max(this.budget.share(), HeapOption.INITIAL.in(settings.jvmArguments()));
		List<String> options = JvmOptions.merge(List.of(DefaultOptions.of(maxHeap, sameRuntime),
				InheritedOptions.of(sameRuntime, settings.workingDirectory() == null), chosen(settings),
				settings.jvmArguments()));
		long heap = HeapOption.LIMIT.in(options);
		this.options = JvmOptions.merge(List.of(DefaultOptions.besides((heap > 0) ? heap : maxHeap), options));
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
	 * Returns the options and the class path.
	 * @param workerClass the worker's main class
	 * @param directory the pool's directory
	 * @return what goes into the argument file
	 */
	List<String> arguments(String workerClass, Path directory) {
		List<String> arguments = new ArrayList<>(this.options);
		arguments.addAll(this.layout.options(workerClass, directory));
		arguments.add("-cp");
		arguments
			.add(this.layout.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
		return arguments;
	}

	/**
	 * Returns what each worker's heap may grow to.
	 * @return the limit in bytes
	 */
	long heap() {
		return HeapOption.LIMIT.in(this.options);
	}

	/**
	 * Tells whether the workers may want more memory than there is.
	 * @param others what the workers of other pools may want
	 * @return a warning, or {@code null} if there is no reason for one
	 */
	@Nullable String warning(List<HeapLedger.Demand> others) {
		return this.budget.complaint(heap(), others);
	}

}
