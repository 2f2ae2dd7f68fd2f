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

package io.processpool.benchmarks;

import java.util.EnumSet;
import java.util.Set;

/**
 * A pool written in Java, which runs all workloads through {@link TaskPool}.
 *
 * @param name what the table calls it
 * @param workloads what the pool can do
 * @param factory makes the pool
 */
record PoolContestant(String name, Set<Workload> workloads, Factory factory) implements Contestant {

	static PoolContestant ours() {
		return new PoolContestant("Process Pool", EnumSet.allOf(Workload.class), OurPool::new);
	}

	static PoolContestant pp4j() {
		return new PoolContestant("PP4J", EnumSet.of(Workload.W1, Workload.W3, Workload.W5, Workload.W5B, Workload.W6,
				Workload.W7, Workload.W8, Workload.W9), Pp4jPool::new);
	}

	static PoolContestant threads() {
		return new PoolContestant("threads",
				EnumSet.complementOf(EnumSet.of(Workload.W6B, Workload.W7, Workload.W9, Workload.W5, Workload.W5B)),
				ThreadTaskPool::new);
	}

	@Override
	public Figure measure(Workload workload, Sizes sizes) throws Exception {
		return new PoolWorkloads(this.factory, sizes).measure(workload);
	}

	/**
	 * Makes pools.
	 */
	@FunctionalInterface
	interface Factory {

		/**
		 * Makes a pool, whose workers may still be starting.
		 * @param workers how many
		 * @param maxTasksPerChild how many tasks a worker may run, or 0
		 * @return the pool
		 */
		TaskPool open(int workers, int maxTasksPerChild);

	}

}
