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

package io.processpool;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The result of a call that does not wait for it: {@code applyAsync}, {@code mapAsync},
 * {@code starmapAsync} and their kin. Safe for use by any number of threads.
 * <p>
 * Python: {@code AsyncResult}. Here it is a {@link Future} as well. What a failure of the
 * task looks like is told by {@link ProcessPoolException}; the getters throw it as the
 * cause of an {@link ExecutionException}.
 *
 * @param <R> the type of the result
 */
public interface AsyncResult<R extends @Nullable Object> extends Future<R> {

	/**
	 * Waits for the result without a limit.
	 * <p>
	 * Python: {@code ar.get()}.
	 * @return the result
	 * @throws InterruptedException if the calling thread is interrupted while it waits;
	 * the task goes on
	 * @throws ExecutionException if there is no result, with the reason as its cause
	 * @throws CancellationException if the task was cancelled
	 */
	@Override
	R get() throws InterruptedException, ExecutionException;

	/**
	 * Waits for the result, but no longer than the given time. That the time is up does
	 * not harm the task.
	 * <p>
	 * Python: {@code ar.get(timeout=5)}.
	 * @param timeout how long to wait; zero or less looks without waiting
	 * @return the result
	 * @throws InterruptedException if the calling thread is interrupted while it waits;
	 * the task goes on
	 * @throws ExecutionException if there is no result, with the reason as its cause
	 * @throws TimeoutException if the result is not there in time
	 * @throws CancellationException if the task was cancelled
	 */
	R get(Duration timeout) throws InterruptedException, ExecutionException, TimeoutException;

	/**
	 * Waits until the outcome is there, be it a result or a failure.
	 * <p>
	 * Python: {@code ar.wait()}.
	 * @throws InterruptedException if the calling thread is interrupted while it waits;
	 * the task goes on
	 */
	void await() throws InterruptedException;

	/**
	 * Waits until the outcome is there, but no longer than the given time.
	 * <p>
	 * Python: {@code ar.wait(timeout=5)}.
	 * @param timeout how long to wait; zero or less looks without waiting
	 * @return whether the outcome is there
	 * @throws InterruptedException if the calling thread is interrupted while it waits;
	 * the task goes on
	 */
	boolean await(Duration timeout) throws InterruptedException;

	/**
	 * Tells whether the outcome is there. The same as {@link #isDone()}.
	 * <p>
	 * Python: {@code ar.ready()}.
	 * @return whether the outcome is there
	 */
	boolean ready();

	/**
	 * Tells whether the outcome is a result.
	 * <p>
	 * Python: {@code ar.successful()}.
	 * @return {@code true} for a result, {@code false} for a failure or a cancellation
	 * @throws IllegalStateException if the outcome is not there yet
	 */
	boolean successful();

	/**
	 * Adds a handler for the result. Each handler runs once, and only if there is a
	 * result; also when it is added late. It runs on a thread of the pool's own; one that
	 * throws is logged, and one that blocks delays no task.
	 * <p>
	 * Python: {@code apply_async(task, callback=handler)}.
	 * @param handler what to do with the result
	 * @return this
	 */
	AsyncResult<R> callback(Consumer<? super R> handler);

	/**
	 * Adds a handler for the failure. Each handler runs once, and only if there is no
	 * result; also when it is added late. A cancelled task gives it a
	 * {@link CancellationException}. It runs on a thread of the pool's own; one that
	 * throws is logged, and one that blocks delays no task.
	 * <p>
	 * Python: {@code apply_async(task, error_callback=handler)}.
	 * @param handler what to do with the failure, which is not wrapped in an
	 * {@link ExecutionException}
	 * @return this
	 */
	AsyncResult<R> errorCallback(Consumer<? super Throwable> handler);

	/**
	 * Returns a future that completes as this one does: with the result, or exceptionally
	 * with the failure. Its dependent stages run on the pool's callback threads, unless
	 * they bring an executor. Completing or cancelling that future by hand leaves the
	 * task alone: call {@link #cancel(boolean)} for that.
	 * @return a new future
	 */
	CompletableFuture<R> toCompletableFuture();

	/**
	 * Gives up the task. What has not started never will. What is running is killed with
	 * its worker, or else goes on to an end that nobody sees. No other task is harmed.
	 * Error callbacks get a {@link CancellationException}.
	 * @param mayInterruptIfRunning {@code true} to kill the worker that runs the task
	 * (after the task's {@linkplain TaskOptions#interruptGrace(Duration) grace}),
	 * {@code false} to let it finish and drop its result
	 * @return {@code false} if the outcome was there already
	 */
	@Override
	boolean cancel(boolean mayInterruptIfRunning);

}
