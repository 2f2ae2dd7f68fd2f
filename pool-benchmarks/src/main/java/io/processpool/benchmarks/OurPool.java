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

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Future;

import io.processpool.ProcessPool;
import io.processpool.ProcessPoolBuilder;
import io.processpool.TaskFunction;
import io.processpool.WorkerInfo;

/**
 * The pool that all this is about, with every setting at its default.
 */
final class OurPool implements TaskPool {

	private final ProcessPool pool;

	OurPool(int workers, int maxTasksPerChild) {
		ProcessPoolBuilder builder = ProcessPool.builder().processes(workers);
		if (maxTasksPerChild > 0) {
			builder.maxTasksPerChild(maxTasksPerChild);
		}
		this.pool = builder.build();
	}

	@Override
	public <T, R> Future<R> submit(TaskFunction<T, R> task, T argument) {
		return this.pool.applyAsync(task, argument);
	}

	@Override
	public <T, R> R apply(TaskFunction<T, R> task, T argument) {
		return this.pool.apply(task, argument);
	}

	@Override
	public <T, R> List<R> map(TaskFunction<T, R> task, List<T> items) {
		return this.pool.map(task, items);
	}

	@Override
	public <T, R> List<R> mapSingly(TaskFunction<T, R> task, List<T> items) {
		return this.pool.map(task, items, 1);
	}

	@Override
	public <T, R> Iterator<R> imap(TaskFunction<T, R> task, List<T> items) {
		return this.pool.imap(task, items);
	}

	@Override
	public <T, R> Iterator<R> imapUnordered(TaskFunction<T, R> task, List<T> items) {
		return this.pool.imapUnordered(task, items);
	}

	@Override
	public List<Long> pids() {
		return this.pool.workers().stream().map(WorkerInfo::pid).toList();
	}

	@Override
	public void close() {
		this.pool.terminate();
	}

}
