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

import java.lang.management.ManagementFactory;
import java.util.List;

import com.sun.management.OperatingSystemMXBean;
import org.jspecify.annotations.Nullable;

/**
 * The memory that the heaps of this JVM and of all workers must share.
 *
 * @param total what the machine has, or the container, in bytes
 * @param parentHeap the limit of this JVM's heap in bytes
 * @param processes the number of workers
 */
record HeapBudget(long total, long parentHeap, int processes) {

	/** A smaller heap is of little use: the JVM around it needs more than that. */
	static final long FLOOR = 64L * 1024 * 1024;

	/** The rest is for what JVMs need besides their heaps, and for others. */
	private static final double USABLE = 0.8;

	/**
	 * Asks the JVM, which knows how to read the limits of containers.
	 * @param processes the number of workers
	 * @return the budget
	 */
	static HeapBudget of(int processes) {
		OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		return new HeapBudget(system.getTotalMemorySize(), Runtime.getRuntime().maxMemory(), processes);
	}

	/**
	 * Returns what each worker's heap may grow to.
	 * @return a number of bytes: not less than the floor, even if that is too much, and
	 * not more than the quarter of the memory that a JVM takes by itself
	 */
	long share() {
		long share = (usable() - this.parentHeap) / this.processes;
		return Math.max(FLOOR, Math.min(share, this.total / 4));
	}

	/**
	 * Tells what is wrong with a heap limit.
	 * @param heap the limit of each worker's heap in bytes
	 * @param others what the workers of the other pools of this JVM may want
	 * @return why the heaps are too large together, {@code null} if they are not
	 */
	@Nullable String complaint(long heap, List<HeapLedger.Demand> others) {
		long sum = this.parentHeap + heap * this.processes
				+ others.stream().mapToLong((other) -> other.heap() * other.processes()).sum();
		if (sum <= usable()) {
			return null;
		}
		StringBuilder heaps = new StringBuilder(workers(this.processes, heap));
		others.forEach((other) -> heaps.append(", of ")
			.append(workers(other.processes(), other.heap()))
			.append(" in pool '")
			.append(other.pool())
			.append('\''));
		return "the heaps of " + heaps + " and of this JVM (" + megabytes(this.parentHeap) + " MiB) may grow to "
				+ megabytes(sum) + " MiB, of " + megabytes(this.total)
				+ " MiB that the machine or container has. Set a "
				+ "lower maxHeap, fewer processes, or a lower -Xmx for this JVM";
	}

	private static String workers(int processes, long heap) {
		return (processes == 1) ? "1 worker of " + megabytes(heap) + " MiB"
				: processes + " workers of " + megabytes(heap) + " MiB each";
	}

	private long usable() {
		return (long) (this.total * USABLE);
	}

	private static long megabytes(long bytes) {
		return bytes / (1024 * 1024);
	}

}
