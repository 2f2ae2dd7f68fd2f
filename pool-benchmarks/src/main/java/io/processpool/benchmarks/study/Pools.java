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

package io.processpool.benchmarks.study;

import java.time.Duration;

import io.processpool.ProcessPool;
import io.processpool.ProcessPoolBuilder;

/**
 * Pools to be studied: every setting at its default, but for small heaps, so that many
 * workers fit the machine.
 */
final class Pools {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private Pools() {
	}

	static ProcessPoolBuilder builder(int workers) {
		return ProcessPool.builder().processes(workers).startTimeout(PATIENCE);
	}

	/**
	 * Makes a pool, and waits until all its workers have started.
	 */
	static ProcessPool ready(ProcessPoolBuilder builder) throws InterruptedException {
		ProcessPool pool = builder.build();
		if (!pool.awaitReady(PATIENCE)) {
			pool.terminate();
			throw new IllegalStateException("The workers have not started in " + PATIENCE);
		}
		return pool;
	}

	static ProcessPool ready(int workers) throws InterruptedException {
		return ready(builder(workers).maxHeap("128m"));
	}

}
