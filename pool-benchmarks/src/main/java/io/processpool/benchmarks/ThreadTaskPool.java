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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;

import io.processpool.TaskFunction;

/**
 * A {@link ForkJoinPool} in this JVM: what the same work costs where neither copies nor
 * processes are needed.
 */
final class ThreadTaskPool implements TaskPool {

	private final ForkJoinPool pool;

	ThreadTaskPool(int workers, int maxTasksPerChild) {
		if (maxTasksPerChild > 0) {
			throw new IllegalArgumentException(
					"maxTasksPerChild is " + maxTasksPerChild + "; threads have none, pass 0");
		}
		this.pool = new ForkJoinPool(workers);
	}

	@Override
	public <T, R> Future<R> submit(TaskFunction<T, R> task, T argument) {
		return this.pool.submit(() -> task.apply(argument));
	}

	@Override
	public <T, R> List<R> map(TaskFunction<T, R> task, List<T> items) throws Exception {
		int size = TaskPool.defaultChunk(items.size());
		List<Future<List<R>>> chunks = new ArrayList<>();
		for (int from = 0; from < items.size(); from += size) {
			List<T> chunk = items.subList(from, Math.min(items.size(), from + size));
			chunks.add(this.pool.submit(() -> runAll(task, chunk)));
		}
		List<R> results = new ArrayList<>(items.size());
		for (Future<List<R>> chunk : chunks) {
			results.addAll(chunk.get());
		}
		return results;
	}

	private static <T, R> List<R> runAll(TaskFunction<T, R> task, List<T> items) throws Exception {
		List<R> results = new ArrayList<>(items.size());
		for (T item : items) {
			results.add(task.apply(item));
		}
		return results;
	}

	@Override
	public <T, R> Iterator<R> imap(TaskFunction<T, R> task, List<T> items) {
		return new ImapIterator<>(items.stream().map((item) -> submit(task, item)).toList().iterator());
	}

	@Override
	public <T, R> Iterator<R> imapUnordered(TaskFunction<T, R> task, List<T> items) {
		BlockingQueue<Future<R>> done = new LinkedBlockingQueue<>();
		for (T item : items) {
			this.pool.execute(() -> {
				FutureTask<R> future = new FutureTask<>(() -> task.apply(item));
				future.run();
				done.add(future);
			});
		}
		Iterator<T> input = items.iterator();
		return new ImapIterator<>(new Iterator<>() {

			@Override
			public boolean hasNext() {
				return input.hasNext();
			}

			@Override
			public Future<R> next() {
				input.next();
				try {
					return done.take();
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException("Interrupted while waiting for a result", ex);
				}
			}

		});
	}

	@Override
	public List<Long> pids() {
		return List.of();
	}

	@Override
	public void close() {
		this.pool.shutdownNow();
	}

	/**
	 * Waits for one future after the other.
	 */
	private record ImapIterator<R>(Iterator<Future<R>> futures) implements Iterator<R> {

		@Override
		public boolean hasNext() {
			return this.futures.hasNext();
		}

		@Override
		public R next() {
			try {
				return this.futures.next().get();
			}
			catch (Exception ex) {
				throw new IllegalStateException("A task has failed", ex);
			}
		}

	}

}
