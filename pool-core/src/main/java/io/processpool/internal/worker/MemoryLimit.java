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

package io.processpool.internal.worker;

import java.time.Duration;
import java.util.OptionalLong;

import io.processpool.internal.launch.WorkerProcess;

/**
 * How much memory a worker's process may have resident after a task. Looks at most a
 * hundred times a second, as looking costs more than many a task. Confined to the agent.
 */
final class MemoryLimit {

	/** What a pool without a limit on memory has as its limit. */
	static final long UNLIMITED = Long.MAX_VALUE;

	private static final long INTERVAL = Duration.ofMillis(10).toNanos();

	private final long limit;

	private long lastLook = System.nanoTime() - INTERVAL;

	MemoryLimit(long limit) {
		this.limit = limit;
	}

	boolean isExceeded(WorkerProcess process, long now) {
		if (this.limit == UNLIMITED || now - this.lastLook < INTERVAL) {
			return false;
		}
		this.lastLook = now;
		OptionalLong resident = process.residentMemory();
		return resident.isPresent() && resident.getAsLong() > this.limit;
	}

}
