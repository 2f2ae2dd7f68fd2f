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

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.processpool.StartContext;
import org.jspecify.annotations.Nullable;

/**
 * Launch settings of which a test names only those it is about.
 *
 * @param value the settings
 */
record Settings(LaunchSettings value) {

	static Settings defaults() {
		return new Settings(new LaunchSettings(StartContext.SPAWN, 2, null, List.of(), "64m", List.of(), Map.of(),
				Map.of(), null, List.of(), null, false, null));
	}

	Settings javaHome(Path home) {
		return with(home, this.value.jvmArguments(), this.value.maxHeap(), this.value.classPath());
	}

	Settings jvmArguments(String... arguments) {
		return with(this.value.javaHome(), List.of(arguments), this.value.maxHeap(), this.value.classPath());
	}

	Settings maxHeap(String maxHeap) {
		return with(this.value.javaHome(), this.value.jvmArguments(), maxHeap, this.value.classPath());
	}

	Settings classPath(List<Path> classPath) {
		return with(this.value.javaHome(), this.value.jvmArguments(), this.value.maxHeap(), classPath);
	}

	private Settings with(@Nullable Path javaHome, List<String> jvmArguments, @Nullable String maxHeap,
			List<Path> classPath) {
		return new Settings(new LaunchSettings(this.value.context(), this.value.processes(), javaHome, jvmArguments,
				maxHeap, classPath, this.value.environment(), this.value.systemProperties(),
				this.value.workingDirectory(), this.value.commandPrefix(), this.value.heapDumps(), false,
				this.value.classLoader()));
	}

	Settings environment(Map<String, String> environment) {
		return with(environment, this.value.systemProperties(), this.value.workingDirectory(),
				this.value.commandPrefix());
	}

	Settings systemProperties(Map<String, String> properties) {
		return with(this.value.environment(), properties, this.value.workingDirectory(), this.value.commandPrefix());
	}

	Settings workingDirectory(Path directory) {
		return with(this.value.environment(), this.value.systemProperties(), directory, this.value.commandPrefix());
	}

	Settings commandPrefix(String... prefix) {
		return with(this.value.environment(), this.value.systemProperties(), this.value.workingDirectory(),
				List.of(prefix));
	}

	private Settings with(Map<String, String> environment, Map<String, String> properties, @Nullable Path directory,
			List<String> prefix) {
		return new Settings(new LaunchSettings(this.value.context(), this.value.processes(), this.value.javaHome(),
				this.value.jvmArguments(), this.value.maxHeap(), this.value.classPath(), environment, properties,
				directory, prefix, this.value.heapDumps(), false, this.value.classLoader()));
	}

}
