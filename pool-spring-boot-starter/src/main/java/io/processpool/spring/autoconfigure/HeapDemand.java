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
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.sun.management.OperatingSystemMXBean;
import io.processpool.PoolState;
import io.processpool.PoolStats;
import io.processpool.ProcessPool;
import org.jspecify.annotations.Nullable;

/**
 * The heaps that the pools of an application ask for together, held against the memory
 * that is there.
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
	 * each pool chooses them so that they fit.
	 * @param pools the pools by the names of their beans
	 * @param properties what may have set the heaps
	 */
	void check(Map<String, ProcessPool> pools, ProcessPoolProperties properties) {
		List<Share> shares = pools.entrySet()
			.stream()
			.map((entry) -> Share.of(entry.getKey(), entry.getValue().stats()))
			.filter((share) -> share.heap() > 0)
			.toList();
		long workers = shares.stream().mapToLong((share) -> share.heap() * share.processes()).sum();
		if (shares.isEmpty() || workers + this.ownHeap / MEBIBYTE <= this.memory / MEBIBYTE) {
			return;
		}
		String property = property(shares, properties);
		throw new PoolConfigurationException(
				"The heaps do not fit into the memory: %s and %d MiB of the application itself make %d MiB, but the machine or container has %d MiB."
					.formatted(described(shares), this.ownHeap / MEBIBYTE, workers + this.ownHeap / MEBIBYTE,
							this.memory / MEBIBYTE),
				action(shares, property, properties), property, null);
	}

	private static String described(List<Share> shares) {
		return shares.stream()
			.map((share) -> (shares.size() > 1) ? "%s (bean '%s')".formatted(share, share.bean()) : share.toString())
			.collect(Collectors.joining(", "));
	}

	private static String action(List<Share> shares, @Nullable String property, ProcessPoolProperties properties) {
		String heap = "pool.jvm-arguments".equals(property) ? "-Xmx in pool.jvm-arguments" : property;
		if (shares.size() == 1 && heap != null) {
			Integer processes = properties.processes();
			return "Lower %s or pool.processes (%s), or the heap of the application (-Xmx).".formatted(heap,
					(processes != null) ? "now " + processes : "by default the number of processors");
		}
		String code = "maxHeap(\u2026) or processes(\u2026) in the code of the application";
		return "Lower %s, or the heap of the application (-Xmx)."
			.formatted((heap != null) ? heap + " or pool.processes, or what single pools set by " + code : code);
	}

	/** The property that has set the heap of one of them, if it was a property. */
	private static @Nullable String property(List<Share> shares, ProcessPoolProperties properties) {
		String argument = heapArgument(properties.jvmArguments());
		String heap = (argument != null) ? argument : properties.maxHeap();
		if (heap == null || shares.stream().noneMatch((share) -> share.heap() == mebibytes(heap))) {
			return null;
		}
		return (argument != null) ? "pool.jvm-arguments" : "pool.max-heap";
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

	private static long mebibytes(String heap) {
		try {
			return MemorySize.of(heap).bytes() / MEBIBYTE;
		}
		catch (IllegalArgumentException ex) {
			return -1;
		}
	}

	/**
	 * What the workers of one pool may want.
	 *
	 * @param bean the name of its bean
	 * @param processes the number of workers
	 * @param heap the heap of each in mebibytes, 0 if it does not count
	 */
	private record Share(String bean, int processes, long heap) {

		static Share of(String bean, PoolStats stats) {
			boolean over = stats.state() == PoolState.CLOSED || stats.state() == PoolState.TERMINATED;
			OptionalLong heap = over ? OptionalLong.empty() : stats.maxHeap();
			return new Share(bean, stats.processes(), heap.orElse(0) / MEBIBYTE);
		}

		@Override
		public String toString() {
			return (this.processes == 1) ? "1 worker of %d MiB".formatted(this.heap)
					: "%d workers of %d MiB each".formatted(this.processes, this.heap);
		}

	}

}
