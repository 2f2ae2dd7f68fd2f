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

package io.processpool.internal.child;

import java.io.IOException;
import java.lang.management.ManagementFactory;

import com.sun.management.HotSpotDiagnosticMXBean;

/**
 * Dumps the heap of this JVM where {@code HeapDumpOnOutOfMemoryError} would. HotSpot does
 * that by itself when the heap or the metaspace runs out, but not for memory that other
 * code refuses: direct buffers, threads, errors that somebody makes.
 */
final class HeapDump {

	private HeapDump() {
	}

	static void writeIfWanted() {
		try {
			HotSpotDiagnosticMXBean hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
			if (hotSpot != null && Boolean.parseBoolean(option(hotSpot, "HeapDumpOnOutOfMemoryError"))) {
				String path = option(hotSpot, "HeapDumpPath");
				if (path.endsWith(".hprof")) {
					hotSpot.dumpHeap(path, true);
				}
			}
		}
		catch (IOException | RuntimeException | OutOfMemoryError | LinkageError ex) {
			// It is a help, and no more; the worker must end
		}
	}

	private static String option(HotSpotDiagnosticMXBean hotSpot, String name) {
		return hotSpot.getVMOption(name).getValue();
	}

}
