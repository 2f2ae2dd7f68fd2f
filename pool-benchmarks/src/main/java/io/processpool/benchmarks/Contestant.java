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

import java.util.Set;

/**
 * What is measured: a pool, ours or a peer's, or a bare limit.
 */
interface Contestant {

	String name();

	/**
	 * Returns what this contestant can do at all.
	 * @return the workloads, none if what it needs is not on this machine
	 */
	Set<Workload> workloads();

	/**
	 * Measures once, with fresh workers, which have ended when this returns.
	 * @param workload one of {@link #workloads()}
	 * @param sizes how much to do
	 * @return the figure
	 * @throws Exception if there is none, be it that an answer was wrong
	 */
	Figure measure(Workload workload, Sizes sizes) throws Exception;

}
