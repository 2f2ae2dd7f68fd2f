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

import java.util.ArrayList;
import java.util.List;

/**
 * What makes a worker's JVM a good citizen among others of its kind.
 */
final class DefaultOptions {

	/**
	 * One task at a time needs one processor's worth of compiler and collector threads.
	 * Without safepoints in counted loops a task could hold up its own stack trace. Perf
	 * data stays on, as {@code jps} finds a JVM by it.
	 */
	private static final List<String> FIXED = List.of("-XX:+UseSerialGC", "-XX:ActiveProcessorCount=1",
			"-XX:+UseCountedLoopSafepoints", "-XX:LoopStripMiningIter=1000", "-XX:+ExitOnOutOfMemoryError",
			"-XX:+DisplayVMOutputToStderr", "-XX:-CreateCoredumpOnCrash", "-Xshare:auto", "-Djava.awt.headless=true");

	/**
	 * What a JVM does although nothing happens, 26 times a second on JDK 17, to be done
	 * seldom: an idle pool should use no processor.
	 */
	private static final List<String> QUIET = List.of("-XX:+UnlockDiagnosticVMOptions",
			"-XX:AsyncDeflationInterval=10000", "-XX:GuaranteedSafepointInterval=60000");

	/**
	 * JVMs up to this one sample their perf data; later ones warn of an option for it.
	 */
	private static final int LAST_THAT_SAMPLES = 21;

	private static final long MIB = 1024 * 1024;

	/** Room for the classes of a large application. */
	private static final long SMALLEST_METASPACE = 256 * MIB;

	private static final long SMALLEST_DIRECT_MEMORY = 64 * MIB;

	private DefaultOptions() {
	}

	/**
	 * Returns the defaults.
	 * @param maxHeap the limit of the heap in bytes
	 * @param sameRuntime whether the worker's JVM is of the same kind as this one
	 * @return JVM options
	 */
	static List<String> of(long maxHeap, boolean sameRuntime) {
		List<String> options = new ArrayList<>(FIXED);
		options.addAll(QUIET);
		if (sameRuntime && Runtime.version().feature() <= LAST_THAT_SAMPLES) {
			options.add("-XX:PerfDataSamplingInterval=10000");
		}
		options.add("-Xmx" + maxHeap / 1024 + "k");
		return options;
	}

	/**
	 * Returns the bounds of what grows besides the heap. By itself the JVM allows as much
	 * direct memory again as there is heap, and classes without end.
	 * @param heap what the heap may grow to, in bytes
	 * @return JVM options
	 */
	static List<String> besides(long heap) {
		return List.of("-XX:MaxMetaspaceSize=" + Math.max(SMALLEST_METASPACE, heap / 4) / 1024 + "k",
				"-XX:MaxDirectMemorySize=" + Math.max(SMALLEST_DIRECT_MEMORY, heap / 2) / 1024 + "k");
	}

}
