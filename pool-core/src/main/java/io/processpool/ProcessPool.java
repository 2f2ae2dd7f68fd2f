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
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;

/**
 * A pool of worker processes, each a JVM of its own, that run tasks for this one. It
 * follows Python's {@code multiprocessing.Pool}.
 *
 * <pre>{@code
 * try (var pool = ProcessPool.create().terminateOnExit()) {
 *     List<Page> pages = pool.map(Renderer::render, numbers);
 * }
 * }</pre>
 * <p>
 * Why processes: a task that crashes, leaks, loops for ever or runs out of memory takes
 * one worker with it, which is replaced, and no other task. Arguments and results are
 * copied, by serialization.
 * <p>
 * Every issued task has exactly one outcome, in bounded time if it has a time limit; a
 * task that had not started is never lost; and no task runs twice unless its
 * {@linkplain TaskOptions#retries(int) options} allow it. What is thrown, and when, is
 * told by {@link ProcessPoolException}.
 * <p>
 * A pool is safe for use by any number of threads, virtual ones included. It keeps the
 * JVM alive while issued tasks are unfinished, and not otherwise. When the JVM ends, in
 * whatever way, its workers end with it.
 */
public interface ProcessPool extends TaskSubmitter, AutoCloseable {

	/**
	 * Creates and starts a pool of as many workers as this JVM has processors, container
	 * limits considered.
	 * <p>
	 * Python: {@code Pool()}.
	 * @return the running pool, whose workers may still be starting
	 */
	static ProcessPool create() {
		return builder().build();
	}

	/**
	 * Creates and starts a pool of the given number of workers.
	 * <p>
	 * Python: {@code Pool(processes=8)}.
	 * @param processes the number of workers, 1 or more
	 * @return the running pool, whose workers may still be starting
	 * @throws IllegalArgumentException if the number is less than 1
	 */
	static ProcessPool create(int processes) {
		return builder().processes(processes).build();
	}

	/**
	 * Returns a builder with every setting at its default.
	 * @return a new builder
	 * @throws IllegalStateException if the pool's implementation cannot be found by
	 * {@link ServiceLoader}
	 */
	static ProcessPoolBuilder builder() {
		ClassLoader loader = ProcessPool.class.getClassLoader();
		return ServiceLoader.load(ProcessPoolBuilder.class, loader)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("No provider of " + ProcessPoolBuilder.class.getName()
					+ " can be found by " + loader + ": pool-core is incomplete. If it was repackaged into another jar,"
					+ " its files in META-INF/services must be merged into that jar too"));
	}

	/**
	 * Returns a view of this pool that issues its tasks with the given options.
	 * <p>
	 * {@code pool.with(TaskOptions.defaults().timeout(ofSeconds(5))).map(task, items)}.
	 * @param options the options of all tasks issued through the view
	 * @return a view, which needs no closing
	 */
	TaskSubmitter with(TaskOptions options);

	/**
	 * Returns the name of the pool, which appears in messages, logs, metrics and the
	 * names of its threads and processes.
	 * @return the name given to the builder, or one made up
	 */
	String name();

	/**
	 * Refuses further tasks. What was issued still finishes, and then the workers end.
	 * Returns at once. Idempotent.
	 * <p>
	 * Python: {@code pool.close()}.
	 */
	@Override
	void close();

	/**
	 * Refuses further tasks, kills the running ones with their workers, and fails those
	 * that wait with {@link PoolClosedException}. Returns when no worker process is left,
	 * in bounded time; from a callback of the pool, or from the input of one of its
	 * {@code imap} calls, it returns without waiting. Idempotent.
	 * <p>
	 * Python: {@code pool.terminate()}.
	 */
	void terminate();

	/**
	 * Waits until the pool has ended: all tasks have their outcome, their callbacks have
	 * run, and no worker process is left.
	 * <p>
	 * Python: {@code pool.join()}.
	 * @throws InterruptedException if the calling thread is interrupted while it waits
	 * @throws IllegalStateException if the pool is neither closed nor terminated, or if
	 * this is called from one of its callbacks, or from the input of one of its
	 * {@code imap} calls
	 */
	void join() throws InterruptedException;

	/**
	 * Waits until the pool has ended, but no longer than the given time.
	 * @param timeout how long to wait; zero or less looks without waiting
	 * @return whether the pool has ended
	 * @throws InterruptedException if the calling thread is interrupted while it waits
	 * @throws IllegalStateException if the pool is neither closed nor terminated, or if
	 * this is called from one of its callbacks, or from the input of one of its
	 * {@code imap} calls
	 */
	boolean join(Duration timeout) throws InterruptedException;

	/**
	 * Binds the pool to a block of code whose end {@linkplain #terminate() terminates}
	 * it.
	 * <p>
	 * Python: {@code with Pool() as pool:}.
	 * @return a scope for a {@code try} statement
	 */
	PoolScope terminateOnExit();

	/**
	 * Binds the pool to a block of code whose end {@linkplain #close() closes} it and
	 * {@linkplain #join() waits} for its tasks, as {@code ExecutorService.close()} does
	 * since JDK 19. A thread that is interrupted while it waits terminates the pool, and
	 * its interrupt flag is set again.
	 * @return a scope for a {@code try} statement
	 */
	PoolScope joinOnExit();

	/**
	 * Waits until all workers are started and initialized. Starts them if the pool was
	 * built to start lazily.
	 * @param timeout how long to wait; zero or less looks without waiting
	 * @return whether all workers are ready
	 * @throws InterruptedException if the calling thread is interrupted while it waits
	 * @throws WorkerStartException if the pool is {@link PoolState#BROKEN}
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 */
	boolean awaitReady(Duration timeout) throws InterruptedException;

	/**
	 * Returns a view of this pool as an {@link ExecutorService}. What is submitted to it
	 * must be serializable, which a plain {@code submit(() -> 9)} is not; use
	 * {@link #applyAsync(TaskCallable)} there, or a callable that is
	 * {@link java.io.Serializable}.
	 * @return a new view; shutting it down shuts only the view
	 */
	ExecutorService asExecutorService();

	/**
	 * Starts the workers of a pool that was built to start lazily, of a
	 * {@linkplain #suspend(Duration) suspended} one, and of a broken one, which so gets
	 * another try. Does not wait for them. Without effect on a pool that is running.
	 * @throws PoolClosedException if the pool is closed or terminated
	 */
	void start();

	/**
	 * Puts the pool to rest: refuses further tasks with {@link PoolClosedException},
	 * waits for those that were issued, and ends the workers. Tasks unfinished when the
	 * time is up go on, and so do their workers, which end after them.
	 * @param drain how long to wait for issued tasks; zero or less does not wait
	 * @return whether all tasks had finished in time
	 * @throws InterruptedException if the calling thread is interrupted while it waits;
	 * the pool stays suspended
	 * @throws PoolClosedException if the pool is closed or terminated
	 */
	boolean suspend(Duration drain) throws InterruptedException;

	/**
	 * Puts the pool to rest at once: refuses further tasks, kills those that are running
	 * with their workers, and lets the waiting ones fail, all with
	 * {@link PoolClosedException}. The pool can be started again. To give tasks some time
	 * first, {@linkplain #suspend(Duration) suspend} it.
	 * @throws PoolClosedException if the pool is closed or terminated
	 */
	void suspendNow();

	/**
	 * Ends the rest: starts new workers and takes tasks again. Without effect on a pool
	 * that is not suspended.
	 * @throws PoolClosedException if the pool is closed or terminated
	 */
	void resume();

	/**
	 * Replaces every worker by a fresh one. Running tasks finish first. Does not wait.
	 */
	void recycle();

	/**
	 * Replaces one worker by a fresh one. A running task finishes first. Does not wait.
	 * @param workerId the {@linkplain WorkerInfo#id() number} of the worker
	 * @throws IllegalArgumentException if the pool has no such worker (any more)
	 */
	void recycle(int workerId);

	/**
	 * Asks a worker for the stacks of its threads.
	 * @param workerId the {@linkplain WorkerInfo#id() number} of the worker
	 * @return the dump as text; when the worker does not answer in time, a line that says
	 * so
	 * @throws IllegalArgumentException if the pool has no such worker (any more)
	 */
	String threadDump(int workerId);

	/**
	 * Adds a listener to those given to the builder.
	 * @param listener what to tell about events from now on
	 * @return a handle whose {@code close()} removes the listener again and throws
	 * nothing
	 */
	AutoCloseable addListener(PoolListener listener);

	/**
	 * Returns the state of the pool.
	 * @return the state at this moment
	 */
	PoolState state();

	/**
	 * Takes a snapshot of the pool.
	 * @return one consistent snapshot
	 */
	PoolStats stats();

	/**
	 * Takes a snapshot of the workers, those that are starting or exiting included.
	 * @return an immutable list, ordered by {@link WorkerInfo#id()}
	 */
	List<WorkerInfo> workers();

}
