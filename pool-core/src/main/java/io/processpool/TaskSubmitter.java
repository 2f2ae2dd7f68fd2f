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

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Everything that issues tasks: a {@link ProcessPool}, a {@link PoolScope}, and the view
 * that {@link ProcessPool#with(TaskOptions)} gives. Safe for use by any number of
 * threads.
 * <p>
 * Tasks are method references, lambdas or objects; they and their arguments travel to a
 * worker process by serialization, and results travel back. What cannot travel fails with
 * {@link TaskSerializationException}, which names the class at fault. {@code apply} and
 * {@code applyAsync} encode their arguments when they are called; the others encode an
 * item when it is sent to a worker, so items must not be changed before that.
 * <p>
 * The methods that wait throw what the task has thrown, in the way that
 * {@link ProcessPoolException} describes, or else say why there is no result:
 * {@link WorkerLostException}, {@link TaskTimeoutException},
 * {@link WorkerStartException}. Those that do not wait have all this, and what cannot be
 * encoded, in their {@link AsyncResult}. What the caller's own {@link Iterable} throws
 * reaches the caller as it is.
 */
public interface TaskSubmitter {

	/**
	 * Runs a task of no arguments in a worker, and waits for its result.
	 * <p>
	 * Python: {@code pool.apply(task)}.
	 * @param task what to run
	 * @param <R> the type of the result
	 * @return the result
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 * @throws PoolSaturatedException if the queue is full and the pool is not to wait
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits; the task is cancelled
	 */
	<R extends @Nullable Object> R apply(TaskCallable<? extends R> task);

	/**
	 * Runs a task of one argument in a worker, and waits for its result.
	 * <p>
	 * Python: {@code pool.apply(task, (a1,))}.
	 * @param task what to run
	 * @param argument its argument
	 * @param <T> the type of the argument
	 * @param <R> the type of the result
	 * @return the result
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 * @throws PoolSaturatedException if the queue is full and the pool is not to wait
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits; the task is cancelled
	 */
	<T extends @Nullable Object, R extends @Nullable Object> R apply(TaskFunction<? super T, ? extends R> task,
			T argument);

	/**
	 * Runs a task of two arguments in a worker, and waits for its result.
	 * <p>
	 * Python: {@code pool.apply(task, (a1, a2))}.
	 * @param task what to run
	 * @param first its first argument
	 * @param second its second argument
	 * @param <T> the type of the first argument
	 * @param <U> the type of the second argument
	 * @param <R> the type of the result
	 * @return the result
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 * @throws PoolSaturatedException if the queue is full and the pool is not to wait
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits; the task is cancelled
	 */
	<T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object> R apply(
			TaskBiFunction<? super T, ? super U, ? extends R> task, T first, U second);

	/**
	 * Runs a task of three arguments in a worker, and waits for its result.
	 * <p>
	 * Python: {@code pool.apply(task, (a1, a2, a3))}.
	 * @param task what to run
	 * @param first its first argument
	 * @param second its second argument
	 * @param third its third argument
	 * @param <T> the type of the first argument
	 * @param <U> the type of the second argument
	 * @param <V> the type of the third argument
	 * @param <R> the type of the result
	 * @return the result
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 * @throws PoolSaturatedException if the queue is full and the pool is not to wait
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits; the task is cancelled
	 */
	<T extends @Nullable Object, U extends @Nullable Object, V extends @Nullable Object, R extends @Nullable Object> R apply(
			TaskTriFunction<? super T, ? super U, ? super V, ? extends R> task, T first, U second, V third);

	/**
	 * Issues a task of no arguments, and does not wait for it. What it captures is
	 * encoded before this method returns.
	 * <p>
	 * Python: {@code pool.apply_async(task)}.
	 * @param task what to run
	 * @param <R> the type of the result
	 * @return the result to be
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 * @throws PoolSaturatedException if the queue is full and the pool is not to wait
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits for room in the queue
	 */
	<R extends @Nullable Object> AsyncResult<R> applyAsync(TaskCallable<? extends R> task);

	/**
	 * Issues a task of one argument, and does not wait for it. Arguments are encoded
	 * before this method returns.
	 * <p>
	 * Python: {@code pool.apply_async(task, (a1,))}.
	 * @param task what to run
	 * @param argument its argument
	 * @param <T> the type of the argument
	 * @param <R> the type of the result
	 * @return the result to be
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 * @throws PoolSaturatedException if the queue is full and the pool is not to wait
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits for room in the queue
	 */
	<T extends @Nullable Object, R extends @Nullable Object> AsyncResult<R> applyAsync(
			TaskFunction<? super T, ? extends R> task, T argument);

	/**
	 * Issues a task of two arguments, and does not wait for it. Arguments are encoded
	 * before this method returns.
	 * <p>
	 * Python: {@code pool.apply_async(task, (a1, a2))}.
	 * @param task what to run
	 * @param first its first argument
	 * @param second its second argument
	 * @param <T> the type of the first argument
	 * @param <U> the type of the second argument
	 * @param <R> the type of the result
	 * @return the result to be
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 * @throws PoolSaturatedException if the queue is full and the pool is not to wait
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits for room in the queue
	 */
	<T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object> AsyncResult<R> applyAsync(
			TaskBiFunction<? super T, ? super U, ? extends R> task, T first, U second);

	/**
	 * Issues a task of three arguments, and does not wait for it. Arguments are encoded
	 * before this method returns.
	 * <p>
	 * Python: {@code pool.apply_async(task, (a1, a2, a3))}.
	 * @param task what to run
	 * @param first its first argument
	 * @param second its second argument
	 * @param third its third argument
	 * @param <T> the type of the first argument
	 * @param <U> the type of the second argument
	 * @param <V> the type of the third argument
	 * @param <R> the type of the result
	 * @return the result to be
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 * @throws PoolSaturatedException if the queue is full and the pool is not to wait
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits for room in the queue
	 */
	<T extends @Nullable Object, U extends @Nullable Object, V extends @Nullable Object, R extends @Nullable Object> AsyncResult<R> applyAsync(
			TaskTriFunction<? super T, ? super U, ? super V, ? extends R> task, T first, U second, V third);

	/**
	 * Runs a task for each item, and waits for all results. How many items travel
	 * together follows their number and how long they take. Every item runs, also after
	 * one has failed; then the failure with the lowest index is thrown, the others
	 * suppressed in it.
	 * <p>
	 * Python: {@code pool.map(task, items)}.
	 * @param task what to run for each item
	 * @param items the arguments, all read before the first task runs
	 * @param <T> the type of the argument
	 * @param <R> the type of the result
	 * @return the results in the order of the items
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 * @throws PoolSaturatedException if the queue is full and the pool is not to wait
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits; the tasks are cancelled
	 */
	<T extends @Nullable Object, R extends @Nullable Object> List<R> map(TaskFunction<? super T, ? extends R> task,
			Iterable<? extends T> items);

	/**
	 * Runs a task for each item, and waits for all results. The given chunk size is
	 * obeyed. Every item runs, also after one has failed; then the failure with the
	 * lowest index is thrown, the others suppressed in it.
	 * <p>
	 * Python: {@code pool.map(task, items, chunksize=5)}.
	 * @param task what to run for each item
	 * @param items the arguments, all read before the first task runs
	 * @param chunksize how many items travel to a worker together, 1 or more
	 * @param <T> the type of the argument
	 * @param <R> the type of the result
	 * @return the results in the order of the items
	 * @throws IllegalArgumentException if the chunk size is less than 1
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 * @throws PoolSaturatedException if the queue is full and the pool is not to wait
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits; the tasks are cancelled
	 */
	<T extends @Nullable Object, R extends @Nullable Object> List<R> map(TaskFunction<? super T, ? extends R> task,
			Iterable<? extends T> items, int chunksize);

	/**
	 * Issues a task for each item, and does not wait for them. How many items travel
	 * together follows their number and how long they take. Every item runs, also after
	 * one has failed; then the failure with the lowest index is that of the whole, the
	 * others suppressed in it.
	 * <p>
	 * Python: {@code pool.map_async(task, items)}.
	 * @param task what to run for each item
	 * @param items the arguments, all read before this method returns
	 * @param <T> the type of the argument
	 * @param <R> the type of the result
	 * @return the results to be, in the order of the items
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 * @throws PoolSaturatedException if the queue is full and the pool is not to wait
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits for room in the queue
	 */
	<T extends @Nullable Object, R extends @Nullable Object> AsyncResult<List<R>> mapAsync(
			TaskFunction<? super T, ? extends R> task, Iterable<? extends T> items);

	/**
	 * Issues a task for each item, and does not wait for them. The given chunk size is
	 * obeyed. Every item runs, also after one has failed; then the failure with the
	 * lowest index is that of the whole, the others suppressed in it.
	 * <p>
	 * Python: {@code pool.map_async(task, items, chunksize=5)}.
	 * @param task what to run for each item
	 * @param items the arguments, all read before this method returns
	 * @param chunksize how many items travel to a worker together, 1 or more
	 * @param <T> the type of the argument
	 * @param <R> the type of the result
	 * @return the results to be, in the order of the items
	 * @throws IllegalArgumentException if the chunk size is less than 1
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 * @throws PoolSaturatedException if the queue is full and the pool is not to wait
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits for room in the queue
	 */
	<T extends @Nullable Object, R extends @Nullable Object> AsyncResult<List<R>> mapAsync(
			TaskFunction<? super T, ? extends R> task, Iterable<? extends T> items, int chunksize);

	/**
	 * Runs a task for each item, lazily, and gives the results in the order of the items.
	 * The input is read as results are taken, a bounded number of items ahead
	 * ({@link TaskOptions#bufferSize(int)}), on a thread of the pool's own; it may be
	 * endless. Whoever does not read to the end should close what is returned.
	 * <p>
	 * Python: {@code pool.imap(task, items)}.
	 * @param task what to run for each item
	 * @param items the arguments
	 * @param <T> the type of the argument
	 * @param <R> the type of the result
	 * @return the results as they come, in the order of the items
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 */
	<T extends @Nullable Object, R extends @Nullable Object> ResultIterator<R> imap(
			TaskFunction<? super T, ? extends R> task, Iterable<? extends T> items);

	/**
	 * Runs a task for each item, lazily, and gives the results in the order of the items.
	 * The given chunk size is obeyed. The input is read as results are taken, a bounded
	 * number of items ahead ({@link TaskOptions#bufferSize(int)}), on a thread of the
	 * pool's own; it may be endless. Whoever does not read to the end should close what
	 * is returned.
	 * <p>
	 * Python: {@code pool.imap(task, items, chunksize=5)}.
	 * @param task what to run for each item
	 * @param items the arguments
	 * @param chunksize how many items travel to a worker together, 1 or more
	 * @param <T> the type of the argument
	 * @param <R> the type of the result
	 * @return the results as they come, in the order of the items
	 * @throws IllegalArgumentException if the chunk size is less than 1
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 */
	<T extends @Nullable Object, R extends @Nullable Object> ResultIterator<R> imap(
			TaskFunction<? super T, ? extends R> task, Iterable<? extends T> items, int chunksize);

	/**
	 * Runs a task for each item, lazily, and gives the results as they are completed. The
	 * input is read as results are taken, a bounded number of items ahead
	 * ({@link TaskOptions#bufferSize(int)}), on a thread of the pool's own; it may be
	 * endless. Whoever does not read to the end should close what is returned.
	 * <p>
	 * Python: {@code pool.imap_unordered(task, items)}.
	 * @param task what to run for each item
	 * @param items the arguments
	 * @param <T> the type of the argument
	 * @param <R> the type of the result
	 * @return the results as they come
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 */
	<T extends @Nullable Object, R extends @Nullable Object> ResultIterator<R> imapUnordered(
			TaskFunction<? super T, ? extends R> task, Iterable<? extends T> items);

	/**
	 * Runs a task for each item, lazily, and gives the results as they are completed. The
	 * given chunk size is obeyed. The input is read as results are taken, a bounded
	 * number of items ahead ({@link TaskOptions#bufferSize(int)}), on a thread of the
	 * pool's own; it may be endless. Whoever does not read to the end should close what
	 * is returned.
	 * <p>
	 * Python: {@code pool.imap_unordered(task, items, chunksize=5)}.
	 * @param task what to run for each item
	 * @param items the arguments
	 * @param chunksize how many items travel to a worker together, 1 or more
	 * @param <T> the type of the argument
	 * @param <R> the type of the result
	 * @return the results as they come
	 * @throws IllegalArgumentException if the chunk size is less than 1
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 */
	<T extends @Nullable Object, R extends @Nullable Object> ResultIterator<R> imapUnordered(
			TaskFunction<? super T, ? extends R> task, Iterable<? extends T> items, int chunksize);

	/**
	 * Runs a task of two arguments for each item, and waits for all results. How many
	 * items travel together follows their number and how long they take. Every item runs,
	 * also after one has failed; then the failure with the lowest index is thrown, the
	 * others suppressed in it.
	 * <p>
	 * Python: {@code pool.starmap(task, [(1, 2), (3, 4)])}.
	 * @param task what to run for each item
	 * @param items the arguments, all read before the first task runs
	 * @param <T> the type of the first argument
	 * @param <U> the type of the second argument
	 * @param <R> the type of the result
	 * @return the results in the order of the items
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 * @throws PoolSaturatedException if the queue is full and the pool is not to wait
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits; the tasks are cancelled
	 */
	<T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object> List<R> starmap(
			TaskBiFunction<? super T, ? super U, ? extends R> task,
			Iterable<? extends Args2<? extends T, ? extends U>> items);

	/**
	 * Runs a task of two arguments for each item, and waits for all results. The given
	 * chunk size is obeyed. Every item runs, also after one has failed; then the failure
	 * with the lowest index is thrown, the others suppressed in it.
	 * <p>
	 * Python: {@code pool.starmap(task, [(1, 2), (3, 4)], chunksize=5)}.
	 * @param task what to run for each item
	 * @param items the arguments, all read before the first task runs
	 * @param chunksize how many items travel to a worker together, 1 or more
	 * @param <T> the type of the first argument
	 * @param <U> the type of the second argument
	 * @param <R> the type of the result
	 * @return the results in the order of the items
	 * @throws IllegalArgumentException if the chunk size is less than 1
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 * @throws PoolSaturatedException if the queue is full and the pool is not to wait
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits; the tasks are cancelled
	 */
	<T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object> List<R> starmap(
			TaskBiFunction<? super T, ? super U, ? extends R> task,
			Iterable<? extends Args2<? extends T, ? extends U>> items, int chunksize);

	/**
	 * Runs a task of three arguments for each item, and waits for all results. How many
	 * items travel together follows their number and how long they take. Every item runs,
	 * also after one has failed; then the failure with the lowest index is thrown, the
	 * others suppressed in it.
	 * <p>
	 * Python: {@code pool.starmap(task, [(1, 2, 3), (4, 5, 6)])}.
	 * @param task what to run for each item
	 * @param items the arguments, all read before the first task runs
	 * @param <T> the type of the first argument
	 * @param <U> the type of the second argument
	 * @param <V> the type of the third argument
	 * @param <R> the type of the result
	 * @return the results in the order of the items
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 * @throws PoolSaturatedException if the queue is full and the pool is not to wait
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits; the tasks are cancelled
	 */
	<T extends @Nullable Object, U extends @Nullable Object, V extends @Nullable Object, R extends @Nullable Object> List<R> starmap(
			TaskTriFunction<? super T, ? super U, ? super V, ? extends R> task,
			Iterable<? extends Args3<? extends T, ? extends U, ? extends V>> items);

	/**
	 * Runs a task of three arguments for each item, and waits for all results. The given
	 * chunk size is obeyed. Every item runs, also after one has failed; then the failure
	 * with the lowest index is thrown, the others suppressed in it.
	 * <p>
	 * Python: {@code pool.starmap(task, [(1, 2, 3), (4, 5, 6)], chunksize=5)}.
	 * @param task what to run for each item
	 * @param items the arguments, all read before the first task runs
	 * @param chunksize how many items travel to a worker together, 1 or more
	 * @param <T> the type of the first argument
	 * @param <U> the type of the second argument
	 * @param <V> the type of the third argument
	 * @param <R> the type of the result
	 * @return the results in the order of the items
	 * @throws IllegalArgumentException if the chunk size is less than 1
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 * @throws PoolSaturatedException if the queue is full and the pool is not to wait
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits; the tasks are cancelled
	 */
	<T extends @Nullable Object, U extends @Nullable Object, V extends @Nullable Object, R extends @Nullable Object> List<R> starmap(
			TaskTriFunction<? super T, ? super U, ? super V, ? extends R> task,
			Iterable<? extends Args3<? extends T, ? extends U, ? extends V>> items, int chunksize);

	/**
	 * Issues a task of two arguments for each item, and does not wait for them. How many
	 * items travel together follows their number and how long they take. Every item runs,
	 * also after one has failed; then the failure with the lowest index is that of the
	 * whole, the others suppressed in it.
	 * <p>
	 * Python: {@code pool.starmap_async(task, [(1, 2), (3, 4)])}.
	 * @param task what to run for each item
	 * @param items the arguments, all read before this method returns
	 * @param <T> the type of the first argument
	 * @param <U> the type of the second argument
	 * @param <R> the type of the result
	 * @return the results to be, in the order of the items
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 * @throws PoolSaturatedException if the queue is full and the pool is not to wait
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits for room in the queue
	 */
	<T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object> AsyncResult<List<R>> starmapAsync(
			TaskBiFunction<? super T, ? super U, ? extends R> task,
			Iterable<? extends Args2<? extends T, ? extends U>> items);

	/**
	 * Issues a task of two arguments for each item, and does not wait for them. The given
	 * chunk size is obeyed. Every item runs, also after one has failed; then the failure
	 * with the lowest index is that of the whole, the others suppressed in it.
	 * <p>
	 * Python: {@code pool.starmap_async(task, [(1, 2), (3, 4)], chunksize=5)}.
	 * @param task what to run for each item
	 * @param items the arguments, all read before this method returns
	 * @param chunksize how many items travel to a worker together, 1 or more
	 * @param <T> the type of the first argument
	 * @param <U> the type of the second argument
	 * @param <R> the type of the result
	 * @return the results to be, in the order of the items
	 * @throws IllegalArgumentException if the chunk size is less than 1
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 * @throws PoolSaturatedException if the queue is full and the pool is not to wait
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits for room in the queue
	 */
	<T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object> AsyncResult<List<R>> starmapAsync(
			TaskBiFunction<? super T, ? super U, ? extends R> task,
			Iterable<? extends Args2<? extends T, ? extends U>> items, int chunksize);

	/**
	 * Issues a task of three arguments for each item, and does not wait for them. How
	 * many items travel together follows their number and how long they take. Every item
	 * runs, also after one has failed; then the failure with the lowest index is that of
	 * the whole, the others suppressed in it.
	 * <p>
	 * Python: {@code pool.starmap_async(task, [(1, 2, 3), (4, 5, 6)])}.
	 * @param task what to run for each item
	 * @param items the arguments, all read before this method returns
	 * @param <T> the type of the first argument
	 * @param <U> the type of the second argument
	 * @param <V> the type of the third argument
	 * @param <R> the type of the result
	 * @return the results to be, in the order of the items
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 * @throws PoolSaturatedException if the queue is full and the pool is not to wait
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits for room in the queue
	 */
	<T extends @Nullable Object, U extends @Nullable Object, V extends @Nullable Object, R extends @Nullable Object> AsyncResult<List<R>> starmapAsync(
			TaskTriFunction<? super T, ? super U, ? super V, ? extends R> task,
			Iterable<? extends Args3<? extends T, ? extends U, ? extends V>> items);

	/**
	 * Issues a task of three arguments for each item, and does not wait for them. The
	 * given chunk size is obeyed. Every item runs, also after one has failed; then the
	 * failure with the lowest index is that of the whole, the others suppressed in it.
	 * <p>
	 * Python: {@code pool.starmap_async(task, [(1, 2, 3), (4, 5, 6)], chunksize=5)}.
	 * @param task what to run for each item
	 * @param items the arguments, all read before this method returns
	 * @param chunksize how many items travel to a worker together, 1 or more
	 * @param <T> the type of the first argument
	 * @param <U> the type of the second argument
	 * @param <V> the type of the third argument
	 * @param <R> the type of the result
	 * @return the results to be, in the order of the items
	 * @throws IllegalArgumentException if the chunk size is less than 1
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 * @throws PoolSaturatedException if the queue is full and the pool is not to wait
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits for room in the queue
	 */
	<T extends @Nullable Object, U extends @Nullable Object, V extends @Nullable Object, R extends @Nullable Object> AsyncResult<List<R>> starmapAsync(
			TaskTriFunction<? super T, ? super U, ? super V, ? extends R> task,
			Iterable<? extends Args3<? extends T, ? extends U, ? extends V>> items, int chunksize);

	/**
	 * Runs a task without a result in a worker, and waits for its end.
	 * @param task what to run
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 * @throws PoolSaturatedException if the queue is full and the pool is not to wait
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits; the task is cancelled
	 */
	void run(TaskRunnable task);

	/**
	 * Issues a task without a result, and does not wait for it.
	 * @param task what to run
	 * @return its end to be, whose result is {@code null}
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 * @throws PoolSaturatedException if the queue is full and the pool is not to wait
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits for room in the queue
	 */
	AsyncResult<@Nullable Void> runAsync(TaskRunnable task);

	/**
	 * Runs a task without a result for each item, and waits for the end of all. How many
	 * items travel together follows their number and how long they take. Every item runs,
	 * also after one has failed; then the failure with the lowest index is thrown, the
	 * others suppressed in it.
	 * @param task what to run for each item
	 * @param items the arguments, all read before the first task runs
	 * @param <T> the type of the items
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 * @throws PoolSaturatedException if the queue is full and the pool is not to wait
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits; the tasks are cancelled
	 */
	<T extends @Nullable Object> void forEach(TaskConsumer<? super T> task, Iterable<? extends T> items);

	/**
	 * Runs a task without a result for each item, and waits for the end of all. The given
	 * chunk size is obeyed. Every item runs, also after one has failed; then the failure
	 * with the lowest index is thrown, the others suppressed in it.
	 * @param task what to run for each item
	 * @param items the arguments, all read before the first task runs
	 * @param chunksize how many items travel to a worker together, 1 or more
	 * @param <T> the type of the items
	 * @throws IllegalArgumentException if the chunk size is less than 1
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 * @throws PoolSaturatedException if the queue is full and the pool is not to wait
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits; the tasks are cancelled
	 */
	<T extends @Nullable Object> void forEach(TaskConsumer<? super T> task, Iterable<? extends T> items, int chunksize);

	/**
	 * Issues a task without a result for each item, and does not wait for them. How many
	 * items travel together follows their number and how long they take. Every item runs,
	 * also after one has failed; then the failure with the lowest index is that of the
	 * whole, the others suppressed in it.
	 * @param task what to run for each item
	 * @param items the arguments, all read before this method returns
	 * @param <T> the type of the items
	 * @return the end of all to be, whose result is {@code null}
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 * @throws PoolSaturatedException if the queue is full and the pool is not to wait
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits for room in the queue
	 */
	<T extends @Nullable Object> AsyncResult<@Nullable Void> forEachAsync(TaskConsumer<? super T> task,
			Iterable<? extends T> items);

	/**
	 * Issues a task without a result for each item, and does not wait for them. The given
	 * chunk size is obeyed. Every item runs, also after one has failed; then the failure
	 * with the lowest index is that of the whole, the others suppressed in it.
	 * @param task what to run for each item
	 * @param items the arguments, all read before this method returns
	 * @param chunksize how many items travel to a worker together, 1 or more
	 * @param <T> the type of the items
	 * @return the end of all to be, whose result is {@code null}
	 * @throws IllegalArgumentException if the chunk size is less than 1
	 * @throws PoolClosedException if the pool is closed, suspended or terminated
	 * @throws PoolSaturatedException if the queue is full and the pool is not to wait
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits for room in the queue
	 */
	<T extends @Nullable Object> AsyncResult<@Nullable Void> forEachAsync(TaskConsumer<? super T> task,
			Iterable<? extends T> items, int chunksize);

}
