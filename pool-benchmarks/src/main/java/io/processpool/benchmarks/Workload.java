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

/**
 * What is measured: one line of the table of targets each.
 */
enum Workload {

	/**
	 * One small call after another.
	 */
	W1("apply(identity, int), one after another", "µs", false, "limit: socket"),

	/**
	 * Many small items in chunks of the pool's own choice.
	 */
	W2("map(square, ints), default chunks", "items/s", true, "limit: call"),

	/**
	 * Many small items, each a chunk of its own.
	 */
	W3("map(square, ints), chunksize 1", "tasks/s", true, "threads"),

	/**
	 * Many small items, lazily and in order.
	 */
	W4("imap(square, ints), chunksize 1", "tasks/s", true, "threads"),

	/**
	 * Many small items, lazily and in the order in which they are done.
	 */
	W4U("imap_unordered(square, ints), chunksize 1", "tasks/s", true, "threads"),

	/**
	 * One large array there and back.
	 */
	W5("echo of 64 MiB of bytes, both ways counted", "MB/s", true, "limit: socket"),

	/**
	 * Arrays of 1 MiB there and back, one after another.
	 */
	W5B("echoes of 1 MiB of bytes, both ways counted", "MB/s", true, "limit: socket"),

	/**
	 * From no pool to a result.
	 */
	W6("new pool of two to its first result", "ms", false, "limit: socket"),

	/**
	 * A fresh worker for every task.
	 */
	W6B("map with maxtasksperchild=1, chunksize 1", "tasks/s", true, ""),

	/**
	 * Memory of a worker that waits for its second task.
	 */
	W7("idle worker, resident (proportional, private in the note)", "MiB", false, "limit: socket"),

	/**
	 * What the second worker gains.
	 */
	W8("tasks of 50 ms processor time, speed of two workers over one", "times", true, ""),

	/**
	 * A worker is killed in the middle of 40 tasks.
	 */
	W9("kill -9 of a worker, until the first failure is known", "ms", false, ""),

	/**
	 * 1 % of the items take 100 times as long as the rest.
	 */
	MIXED("map, 1 % of items take 100 times the rest, time over the ideal", "times", false, "");

	private final String title;

	private final String unit;

	private final boolean higherIsBetter;

	private final String limit;

	Workload(String title, String unit, boolean higherIsBetter, String limit) {
		this.title = title;
		this.unit = unit;
		this.higherIsBetter = higherIsBetter;
		this.limit = limit;
	}

	String title() {
		return this.title;
	}

	String unit() {
		return this.unit;
	}

	boolean higherIsBetter() {
		return this.higherIsBetter;
	}

	/**
	 * Returns the contestant that shows what no pool can beat.
	 * @return its name, or an empty text if there is none
	 */
	String limit() {
		return this.limit;
	}

}
