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
import java.util.OptionalLong;

import io.processpool.StartContext;
import org.jspecify.annotations.Nullable;

/**
 * What all workers of a pool have in common.
 *
 * @param context how workers start
 * @param processes how many of them run at a time, for the share of memory each gets
 * @param javaHome the Java runtime they run on, or {@code null} for this JVM's
 * @param jvmArguments flags for their JVMs; they win over all others
 * @param maxHeap their maximum heap as {@code -Xmx} takes it, such as {@code 256m}, or
 * {@code null} for a share of what the machine or container has
 * @param classPath their class path, or empty to take this application's
 * @param environment variables to add to their environment, or to replace in it
 * @param systemProperties system properties of their JVMs
 * @param workingDirectory the directory they start in, or {@code null} for this JVM's
 * @param commandPrefix what to put before the command, such as {@code nice -n 10}
 * @param heapDumps where workers dump their heaps when memory runs out, or {@code null}
 * @param memoryLimited whether the pool itself limits the memory of its workers
 * @param classLoader the loader of the application's classes, or {@code null} for the
 * context loader of the thread that creates the launcher
 */
public record LaunchSettings(StartContext context, int processes, @Nullable Path javaHome, List<String> jvmArguments,
		@Nullable String maxHeap, List<Path> classPath, Map<String, String> environment,
		Map<String, String> systemProperties, @Nullable Path workingDirectory, List<String> commandPrefix,
		@Nullable Path heapDumps, boolean memoryLimited, @Nullable ClassLoader classLoader) {

	public LaunchSettings {
		jvmArguments = List.copyOf(jvmArguments);
		classPath = List.copyOf(classPath);
		environment = Map.copyOf(environment);
		systemProperties = Map.copyOf(systemProperties);
		commandPrefix = List.copyOf(commandPrefix);
	}

	/**
	 * Returns the limit of each worker's heap, where somebody has set one.
	 * @return a number of bytes, or empty where the workers get a share of the memory
	 */
	public OptionalLong heapLimit() {
		long argument = HeapOption.LIMIT.in(this.jvmArguments);
		long limit = (argument > 0 || this.maxHeap == null) ? argument
				: HeapOption.LIMIT.in(List.of("-Xmx" + this.maxHeap));
		return (limit > 0) ? OptionalLong.of(limit) : OptionalLong.empty();
	}

	/** Without values that may be secrets. */
	@Override
	public String toString() {
		return "LaunchSettings[context=" + this.context + ", processes=" + this.processes + ", javaHome="
				+ this.javaHome + ", environment=" + this.environment.keySet() + "]";
	}

}
