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

import java.util.List;

/**
 * One question about the pool, answered by figures. Each round has fresh workers, which
 * have ended when the round has.
 */
interface Study {

	/**
	 * Returns what the command line and the files call it.
	 */
	String name();

	String title();

	/**
	 * Returns how it is measured, for readers of the figures.
	 */
	String about();

	/**
	 * Measures one round.
	 * @param effort how much to do
	 * @param findings where the figures go
	 * @throws Exception if there are none, be it that an answer was wrong
	 */
	void measure(Effort effort, Findings findings) throws Exception;

	/**
	 * Returns what follows from the figures of all rounds so far, one sentence or two
	 * each.
	 */
	default List<String> conclusions(Findings findings) {
		return List.of();
	}

	/**
	 * Tells whether further rounds add anything.
	 */
	default boolean repeats() {
		return true;
	}

}
