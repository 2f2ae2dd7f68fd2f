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

package io.processpool.internal.pool;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.processpool.AsyncResult;
import io.processpool.PoolClosedException;
import io.processpool.ProcessPool;
import io.processpool.TaskCallable;
import io.processpool.internal.worker.Durations;
import org.jspecify.annotations.Nullable;

/**
 * A pool as an {@link java.util.concurrent.ExecutorService}. Shutting it down shuts only
 * this view. Safe for any number of threads.
 */
final class ExecutorView extends AbstractExecutorService {

	private final ProcessPool pool;

	/** What was submitted through this view and is not done. */
	private final Set<AsyncResult<?>> open = ConcurrentHashMap.newKeySet();

	private final CompletableFuture<@Nullable Void> terminated = new CompletableFuture<>();

	private volatile boolean shutdown;

	ExecutorView(ProcessPool pool) {
		this.pool = pool;
	}

	@Override
	public void execute(Runnable command) {
		submit(command);
	}

	@Override
	public Future<?> submit(Runnable task) {
		return new KnownResult<@Nullable Object>(issue(new RunnableTask(serializable(task))), null);
	}

	@Override
	public <T extends @Nullable Object> Future<T> submit(Runnable task, T result) {
		// The result stays here: the caller is promised that very object
		return new KnownResult<>(issue(new RunnableTask(serializable(task))), result);
	}

	@Override
	public <T extends @Nullable Object> Future<T> submit(Callable<T> task) {
		return issue(new CallableTask<>(serializable(task)));
	}

	private <T extends @Nullable Object> AsyncResult<T> issue(TaskCallable<T> task) {
		if (this.shutdown) {
			throw new RejectedExecutionException("This view of pool '" + this.pool.name() + "' was shut down");
		}
		AsyncResult<T> result;
		try {
			result = this.pool.applyAsync(task);
		}
		catch (PoolClosedException ex) {
			throw new RejectedExecutionException(ex.getMessage(), ex);
		}
		this.open.add(result);
		result.callback((value) -> done(result)).errorCallback((failure) -> done(result));
		return result;
	}

	private void done(AsyncResult<?> result) {
		this.open.remove(result);
		terminateIfDone();
	}

	private void terminateIfDone() {
		if (this.shutdown && this.open.isEmpty()) {
			this.terminated.complete(null);
		}
	}

	private static <T> T serializable(T task) {
		Objects.requireNonNull(task, "task");
		if (!(task instanceof Serializable)) {
			throw new IllegalArgumentException("The task of " + task.getClass().getName()
					+ " is not Serializable, so it "
					+ "cannot travel to a worker. A lambda is serializable only where a serializable type is expected: "
					+ "call applyAsync(() -> …) of the pool instead of submit(() -> …), or submit a callable that "
					+ "implements Serializable");
		}
		return task;
	}

	@Override
	public <T extends @Nullable Object> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks)
			throws InterruptedException {
		return invokeAll(tasks, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
	}

	@Override
	public <T extends @Nullable Object> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks, long timeout,
			TimeUnit unit) throws InterruptedException {
		long deadline = deadline(timeout, unit);
		List<Future<T>> futures = new ArrayList<>(tasks.size());
		boolean complete = false;
		try {
			for (Callable<T> task : tasks) {
				futures.add(submit(task));
			}
			for (Future<T> future : futures) {
				if (!await(future, deadline)) {
					return futures;
				}
			}
			complete = true;
			return futures;
		}
		finally {
			if (!complete) {
				futures.forEach((future) -> future.cancel(true));
			}
		}
	}

	private static boolean await(Future<?> future, long deadline) throws InterruptedException {
		try {
			future.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (ExecutionException | CancellationException ex) {
			return true;
		}
	}

	@Override
	public <T> T invokeAny(Collection<? extends Callable<T>> tasks) throws InterruptedException, ExecutionException {
		try {
			return invokeAny(tasks, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
			throws InterruptedException, ExecutionException, TimeoutException {
		if (tasks.isEmpty()) {
			throw new IllegalArgumentException("invokeAny needs at least one task");
		}
		long deadline = deadline(timeout, unit);
		BlockingQueue<AsyncResult<T>> done = new LinkedBlockingQueue<>();
		List<Future<T>> futures = new ArrayList<>(tasks.size());
		try {
			for (Callable<T> task : tasks) {
				AsyncResult<T> result = issue(new CallableTask<>(serializable(task)));
				result.callback((value) -> done.add(result)).errorCallback((failure) -> done.add(result));
				futures.add(result);
			}
			return first(done, futures.size(), deadline);
		}
		finally {
			futures.forEach((future) -> future.cancel(true));
		}
	}

	private static <T> T first(BlockingQueue<AsyncResult<T>> done, int count, long deadline)
			throws InterruptedException, ExecutionException, TimeoutException {
		ExecutionException last = null;
		for (int i = 0; i < count; i++) {
			AsyncResult<T> next = done.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
			if (next == null) {
				throw new TimeoutException("no task has succeeded in time");
			}
			try {
				return next.get();
			}
			catch (ExecutionException ex) {
				last = ex;
			}
		}
		throw (last != null) ? last : new ExecutionException(new IllegalStateException("no task was given"));
	}

	private static long deadline(long timeout, TimeUnit unit) {
		return System.nanoTime() + Durations.nanos(Duration.of(timeout, unit.toChronoUnit()));
	}

	@Override
	public void shutdown() {
		this.shutdown = true;
		terminateIfDone();
	}

	@Override
	public List<Runnable> shutdownNow() {
		shutdown();
		this.open.forEach((result) -> result.cancel(true));
		return List.of();
	}

	@Override
	public boolean isShutdown() {
		return this.shutdown;
	}

	@Override
	public boolean isTerminated() {
		return this.terminated.isDone();
	}

	@Override
	public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
		try {
			this.terminated.get(timeout, unit);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private record CallableTask<T extends @Nullable Object>(Callable<T> task) implements TaskCallable<T> {

		@Override
		public T call() throws Exception {
			return this.task.call();
		}

	}

	private record RunnableTask(Runnable task) implements TaskCallable<Boolean> {

		@Override
		public Boolean call() {
			this.task.run();
			return true;
		}

	}

	/**
	 * The future of a task whose result is known before it has run.
	 */
	private record KnownResult<T extends @Nullable Object>(AsyncResult<?> task, T result) implements Future<T> {

		@Override
		public boolean cancel(boolean mayInterruptIfRunning) {
			return this.task.cancel(mayInterruptIfRunning);
		}

		@Override
		public boolean isCancelled() {
			return this.task.isCancelled();
		}

		@Override
		public boolean isDone() {
			return this.task.isDone();
		}

		@Override
		public T get() throws InterruptedException, ExecutionException {
			this.task.get();
			return this.result;
		}

		@Override
		public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
			this.task.get(timeout, unit);
			return this.result;
		}

	}

}
