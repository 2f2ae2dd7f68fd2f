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

import com.sun.management.OperatingSystemMXBean;

/**
 * The heap that each worker may have so that all of them fit beside this JVM.
 *
 * @param bytes the limit of one worker's heap
 */
record HeapShare(long bytes) {

	private static final long MEGABYTE = 1024 * 1024;

	/** Smaller heaps are of little use; a JVM needs most of it for itself. */
	private static final long FLOOR = 64 * MEGABYTE;

	/** The rest is for what JVMs need besides the heap, and for others. */
	private static final double USABLE = 0.8;

	static HeapShare of(int processes) {
		OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		return of(system.getTotalMemorySize(), Runtime.getRuntime().maxMemory(), processes);
	}

	/**
	 * Divides the memory.
	 * @param total the memory of the machine, or of the container
	 * @param parentHeap the maximum heap of this JVM
	 * @param processes the number of workers
	 * @return what each gets: never less than the floor, and never more than a JVM would
	 * take by itself
	 */
	static HeapShare of(long total, long parentHeap, int processes) {
		long share = (long) ((total * USABLE - parentHeap) / processes);
		return new HeapShare(Math.max(FLOOR, Math.min(share, total / 4)));
	}

	long megabytes() {
		return this.bytes / MEGABYTE;
	}

}
