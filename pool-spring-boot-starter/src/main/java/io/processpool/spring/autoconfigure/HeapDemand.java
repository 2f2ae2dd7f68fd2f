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

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.management.OperatingSystemMXBean;
import org.jspecify.annotations.Nullable;

/**
 * The heaps that a configuration asks for, held against the memory that is there.
 *
 * @param memory what the machine or container has, in bytes
 * @param ownHeap the limit of this JVM's heap in bytes
 */
record HeapDemand(long memory, long ownHeap) {

	private static final Pattern HEAP = Pattern.compile("(?:-Xmx|-XX:MaxHeapSize=)(.+)");

	private static final long MEBIBYTE = 1024 * 1024;

	/**
	 * Asks the JVM, which knows the limits of containers.
	 */
	static HeapDemand here() {
		OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		return new HeapDemand(system.getTotalMemorySize(), Runtime.getRuntime().maxMemory());
	}

	/**
	 * Refuses heaps that cannot all be filled. Heaps that nobody has set are no matter:
	 * the pool chooses them so that they fit.
	 * @param properties the properties to look at
	 */
	void check(ProcessPoolProperties properties) {
		String heapArgument = heapArgument(properties.jvmArguments());
		String maxHeap = (heapArgument != null) ? heapArgument : properties.maxHeap();
		if (maxHeap == null || properties.inThreads()) {
			return;
		}
		Integer set = properties.processes();
		int processes = (set != null) ? set : Runtime.getRuntime().availableProcessors();
		long heap = bytes(maxHeap);
		if (heap > (this.memory - this.ownHeap) / Math.max(1, processes)) {
			throw new PoolConfigurationException(
					"The heaps do not fit into the memory: %d workers of %d MiB each and %d MiB of the application itself make %d MiB, but the machine or container has %d MiB."
						.formatted(processes, heap / MEBIBYTE, this.ownHeap / MEBIBYTE,
								heap / MEBIBYTE * processes + this.ownHeap / MEBIBYTE, this.memory / MEBIBYTE),
					"Lower %s or pool.processes (%s), or the heap of the application (-Xmx).".formatted(
							(heapArgument != null) ? "-Xmx in pool.jvm-arguments" : "pool.max-heap",
							(set != null) ? "now " + set : "by default the number of processors"),
					(heapArgument != null) ? "pool.jvm-arguments" : "pool.max-heap", null);
		}
	}

	/** The last one counts, and it wins over what the pool sets itself. */
	private static @Nullable String heapArgument(List<String> arguments) {
		return arguments.stream()
			.map(HEAP::matcher)
			.filter(Matcher::matches)
			.map((matcher) -> matcher.group(1))
			.reduce((first, second) -> second)
			.orElse(null);
	}

	/** What is no amount of memory is for the builder to refuse. */
	private static long bytes(String heap) {
		try {
			return MemorySize.of(heap).bytes();
		}
		catch (IllegalArgumentException ex) {
			return 0;
		}
	}

}
