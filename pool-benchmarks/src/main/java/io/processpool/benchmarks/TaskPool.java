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

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Future;

import io.processpool.TaskFunction;

/**
 * What a pool written in Java must offer to take part.
 */
interface TaskPool extends AutoCloseable {

	/**
	 * As many items as Python's pool would put into a chunk.
	 */
	static int defaultChunk(int items) {
		return Math.max(1, (items + 4 * Sizes.WORKERS - 1) / (4 * Sizes.WORKERS));
	}

	<T, R> Future<R> submit(TaskFunction<T, R> task, T argument);

	default <T, R> R apply(TaskFunction<T, R> task, T argument) throws Exception {
		return submit(task, argument).get();
	}

	/**
	 * Runs a task for each item, in chunks of the pool's own choice.
	 */
	<T, R> List<R> map(TaskFunction<T, R> task, List<T> items) throws Exception;

	/**
	 * Runs a task for each item, each by itself.
	 */
	default <T, R> List<R> mapSingly(TaskFunction<T, R> task, List<T> items) throws Exception {
		List<Future<R>> futures = new ArrayList<>(items.size());
		for (T item : items) {
			futures.add(submit(task, item));
		}
		List<R> results = new ArrayList<>(items.size());
		for (Future<R> future : futures) {
			results.add(future.get());
		}
		return results;
	}

	<T, R> Iterator<R> imap(TaskFunction<T, R> task, List<T> items);

	<T, R> Iterator<R> imapUnordered(TaskFunction<T, R> task, List<T> items);

	/**
	 * Returns the processes of the workers.
	 * @return process ids; none if the workers are threads
	 */
	List<Long> pids();

	@Override
	void close();

}
