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

import java.util.stream.Stream;

/**
 * How much of everything a run does. All contestants get the same.
 *
 * @param calls small calls measured, and as many before them to warm up
 * @param mapItems items of a map in default chunks
 * @param tasks items of a map or imap with chunks of one
 * @param bulkBytes size of the large array
 * @param echoes how many arrays of {@code echoBytes} go there and back
 * @param echoBytes size of the middling arrays
 * @param respawns tasks that each take a fresh worker
 * @param burnTasks tasks of 50 ms processor time
 * @param mixedItems items of mixed cost
 * @param warmUps how often a throughput workload runs before it is measured
 */
record Sizes(int calls, int mapItems, int tasks, int bulkBytes, int echoes, int echoBytes, int respawns, int burnTasks,
		int mixedItems, int warmUps) {

	static final int WORKERS = 2;

	static final int KILL_TASKS = 40;

	static final Sizes FULL = new Sizes(10_000, 1_000_000, 50_000, 64 << 20, 200, 1 << 20, 40, 64, 400, 5);

	static final Sizes QUICK = new Sizes(2_000, 1_000_000, 10_000, 64 << 20, 50, 1 << 20, 10, 16, 200, 2);

	static final Sizes TINY = new Sizes(20, 100, 50, 1 << 16, 2, 1 << 10, 2, 2, 20, 0);

	/**
	 * Returns the sizes as words for the command line of a script.
	 * @return numbers, in the order of this record's components
	 */
	Stream<String> words() {
		return Stream
			.of(this.calls, this.mapItems, this.tasks, this.bulkBytes, this.echoes, this.echoBytes, this.respawns,
					this.burnTasks, this.mixedItems, this.warmUps)
			.map(Object::toString);
	}

}
