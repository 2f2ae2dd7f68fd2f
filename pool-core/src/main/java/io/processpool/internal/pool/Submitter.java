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
import java.util.List;
import java.util.Objects;

import io.processpool.Args;
import io.processpool.Args2;
import io.processpool.Args3;
import io.processpool.AsyncResult;
import io.processpool.ResultIterator;
import io.processpool.TaskBiFunction;
import io.processpool.TaskCallable;
import io.processpool.TaskConsumer;
import io.processpool.TaskFunction;
import io.processpool.TaskOptions;
import io.processpool.TaskRunnable;
import io.processpool.TaskSubmitter;
import io.processpool.TaskTriFunction;
import io.processpool.internal.channel.TaskShape;
import io.processpool.internal.dispatch.Issuer;
import org.jspecify.annotations.Nullable;

/**
 * Gives the issuer's untyped calls the types of the API, under given options. Stateless.
 */
abstract class Submitter implements TaskSubmitter {

	/** Chunks that adapt. */
	private static final int ADAPTIVE = 0;

	private final Issuer issuer;

	private final TaskOptions options;

	Submitter(Issuer issuer, TaskOptions options) {
		this.issuer = issuer;
		this.options = options;
	}

	@Override
	public <R extends @Nullable Object> R apply(TaskCallable<? extends R> task) {
		return one(task, TaskShape.CALLABLE, null);
	}

	@Override
	public <T extends @Nullable Object, R extends @Nullable Object> R apply(TaskFunction<? super T, ? extends R> task,
			T argument) {
		return one(task, TaskShape.FUNCTION, argument);
	}

	@Override
	public <T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object> R apply(
			TaskBiFunction<? super T, ? super U, ? extends R> task, T first, U second) {
		return one(task, TaskShape.BI_FUNCTION, Args.of(first, second));
	}

	@Override
	public <T extends @Nullable Object, U extends @Nullable Object, V extends @Nullable Object, R extends @Nullable Object> R apply(
			TaskTriFunction<? super T, ? super U, ? super V, ? extends R> task, T first, U second, V third) {
		return one(task, TaskShape.TRI_FUNCTION, Args.of(first, second, third));
	}

	@Override
	public <R extends @Nullable Object> AsyncResult<R> applyAsync(TaskCallable<? extends R> task) {
		return oneAsync(task, TaskShape.CALLABLE, null);
	}

	@Override
	public <T extends @Nullable Object, R extends @Nullable Object> AsyncResult<R> applyAsync(
			TaskFunction<? super T, ? extends R> task, T argument) {
		return oneAsync(task, TaskShape.FUNCTION, argument);
	}

	@Override
	public <T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object> AsyncResult<R> applyAsync(
			TaskBiFunction<? super T, ? super U, ? extends R> task, T first, U second) {
		return oneAsync(task, TaskShape.BI_FUNCTION, Args.of(first, second));
	}

	@Override
	public <T extends @Nullable Object, U extends @Nullable Object, V extends @Nullable Object, R extends @Nullable Object> AsyncResult<R> applyAsync(
			TaskTriFunction<? super T, ? super U, ? super V, ? extends R> task, T first, U second, V third) {
		return oneAsync(task, TaskShape.TRI_FUNCTION, Args.of(first, second, third));
	}

	@Override
	public void run(TaskRunnable task) {
		one(task, TaskShape.RUNNABLE, null);
	}

	@Override
	public AsyncResult<@Nullable Void> runAsync(TaskRunnable task) {
		return oneAsync(task, TaskShape.RUNNABLE, null);
	}

	@Override
	public <T extends @Nullable Object, R extends @Nullable Object> List<R> map(
			TaskFunction<? super T, ? extends R> task, Iterable<? extends T> items) {
		return all(task, TaskShape.FUNCTION, items, ADAPTIVE);
	}

	@Override
	public <T extends @Nullable Object, R extends @Nullable Object> List<R> map(
			TaskFunction<? super T, ? extends R> task, Iterable<? extends T> items, int chunksize) {
		return all(task, TaskShape.FUNCTION, items, checked(chunksize));
	}

	@Override
	public <T extends @Nullable Object, R extends @Nullable Object> AsyncResult<List<R>> mapAsync(
			TaskFunction<? super T, ? extends R> task, Iterable<? extends T> items) {
		return allAsync(task, TaskShape.FUNCTION, items, ADAPTIVE);
	}

	@Override
	public <T extends @Nullable Object, R extends @Nullable Object> AsyncResult<List<R>> mapAsync(
			TaskFunction<? super T, ? extends R> task, Iterable<? extends T> items, int chunksize) {
		return allAsync(task, TaskShape.FUNCTION, items, checked(chunksize));
	}

	@Override
	public <T extends @Nullable Object, R extends @Nullable Object> ResultIterator<R> imap(
			TaskFunction<? super T, ? extends R> task, Iterable<? extends T> items) {
		return stream(task, items, 1, true);
	}

	@Override
	public <T extends @Nullable Object, R extends @Nullable Object> ResultIterator<R> imap(
			TaskFunction<? super T, ? extends R> task, Iterable<? extends T> items, int chunksize) {
		return stream(task, items, checked(chunksize), true);
	}

	@Override
	public <T extends @Nullable Object, R extends @Nullable Object> ResultIterator<R> imapUnordered(
			TaskFunction<? super T, ? extends R> task, Iterable<? extends T> items) {
		return stream(task, items, 1, false);
	}

	@Override
	public <T extends @Nullable Object, R extends @Nullable Object> ResultIterator<R> imapUnordered(
			TaskFunction<? super T, ? extends R> task, Iterable<? extends T> items, int chunksize) {
		return stream(task, items, checked(chunksize), false);
	}

	@Override
	public <T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object> List<R> starmap(
			TaskBiFunction<? super T, ? super U, ? extends R> task,
			Iterable<? extends Args2<? extends T, ? extends U>> items) {
		return all(task, TaskShape.BI_FUNCTION, items, ADAPTIVE);
	}

	@Override
	public <T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object> List<R> starmap(
			TaskBiFunction<? super T, ? super U, ? extends R> task,
			Iterable<? extends Args2<? extends T, ? extends U>> items, int chunksize) {
		return all(task, TaskShape.BI_FUNCTION, items, checked(chunksize));
	}

	@Override
	public <T extends @Nullable Object, U extends @Nullable Object, V extends @Nullable Object, R extends @Nullable Object> List<R> starmap(
			TaskTriFunction<? super T, ? super U, ? super V, ? extends R> task,
			Iterable<? extends Args3<? extends T, ? extends U, ? extends V>> items) {
		return all(task, TaskShape.TRI_FUNCTION, items, ADAPTIVE);
	}

	@Override
	public <T extends @Nullable Object, U extends @Nullable Object, V extends @Nullable Object, R extends @Nullable Object> List<R> starmap(
			TaskTriFunction<? super T, ? super U, ? super V, ? extends R> task,
			Iterable<? extends Args3<? extends T, ? extends U, ? extends V>> items, int chunksize) {
		return all(task, TaskShape.TRI_FUNCTION, items, checked(chunksize));
	}

	@Override
	public <T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object> AsyncResult<List<R>> starmapAsync(
			TaskBiFunction<? super T, ? super U, ? extends R> task,
			Iterable<? extends Args2<? extends T, ? extends U>> items) {
		return allAsync(task, TaskShape.BI_FUNCTION, items, ADAPTIVE);
	}

	@Override
	public <T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object> AsyncResult<List<R>> starmapAsync(
			TaskBiFunction<? super T, ? super U, ? extends R> task,
			Iterable<? extends Args2<? extends T, ? extends U>> items, int chunksize) {
		return allAsync(task, TaskShape.BI_FUNCTION, items, checked(chunksize));
	}

	@Override
	public <T extends @Nullable Object, U extends @Nullable Object, V extends @Nullable Object, R extends @Nullable Object> AsyncResult<List<R>> starmapAsync(
			TaskTriFunction<? super T, ? super U, ? super V, ? extends R> task,
			Iterable<? extends Args3<? extends T, ? extends U, ? extends V>> items) {
		return allAsync(task, TaskShape.TRI_FUNCTION, items, ADAPTIVE);
	}

	@Override
	public <T extends @Nullable Object, U extends @Nullable Object, V extends @Nullable Object, R extends @Nullable Object> AsyncResult<List<R>> starmapAsync(
			TaskTriFunction<? super T, ? super U, ? super V, ? extends R> task,
			Iterable<? extends Args3<? extends T, ? extends U, ? extends V>> items, int chunksize) {
		return allAsync(task, TaskShape.TRI_FUNCTION, items, checked(chunksize));
	}

	@Override
	public <T extends @Nullable Object> void forEach(TaskConsumer<? super T> task, Iterable<? extends T> items) {
		this.issuer.map(required(task), TaskShape.CONSUMER, required(items), ADAPTIVE, this.options);
	}

	@Override
	public <T extends @Nullable Object> void forEach(TaskConsumer<? super T> task, Iterable<? extends T> items,
			int chunksize) {
		this.issuer.map(required(task), TaskShape.CONSUMER, required(items), checked(chunksize), this.options);
	}

	@Override
	public <T extends @Nullable Object> AsyncResult<@Nullable Void> forEachAsync(TaskConsumer<? super T> task,
			Iterable<? extends T> items) {
		return allAsync(task, TaskShape.CONSUMER, items, ADAPTIVE);
	}

	@Override
	public <T extends @Nullable Object> AsyncResult<@Nullable Void> forEachAsync(TaskConsumer<? super T> task,
			Iterable<? extends T> items, int chunksize) {
		return allAsync(task, TaskShape.CONSUMER, items, checked(chunksize));
	}

	private static int checked(int chunksize) {
		return Check.positive("chunksize", chunksize);
	}

	@SuppressWarnings({ "unchecked", "NullAway" }) // R may be nullable
	private <R extends @Nullable Object> R one(Serializable task, TaskShape shape, @Nullable Object argument) {
		return (R) this.issuer.apply(required(task), shape, argument, this.options);
	}

	@SuppressWarnings("unchecked")
	private <R extends @Nullable Object> AsyncResult<R> oneAsync(Serializable task, TaskShape shape,
			@Nullable Object argument) {
		return (AsyncResult<R>) this.issuer.applyAsync(required(task), shape, argument, this.options);
	}

	@SuppressWarnings("unchecked")
	private <R extends @Nullable Object> List<R> all(Serializable task, TaskShape shape, Iterable<?> items,
			int chunksize) {
		return (List<R>) Objects
			.requireNonNull(this.issuer.map(required(task), shape, required(items), chunksize, this.options));
	}

	@SuppressWarnings("unchecked")
	private <R extends @Nullable Object> AsyncResult<R> allAsync(Serializable task, TaskShape shape, Iterable<?> items,
			int chunksize) {
		return (AsyncResult<R>) this.issuer.mapAsync(required(task), shape, required(items), chunksize, this.options);
	}

	@SuppressWarnings("unchecked")
	private <R extends @Nullable Object> ResultIterator<R> stream(Serializable task, Iterable<?> items, int chunksize,
			boolean ordered) {
		return (ResultIterator<R>) this.issuer.stream(required(task), required(items), chunksize, ordered,
				this.options);
	}

	private static Serializable required(Serializable task) {
		return Objects.requireNonNull(task, "task");
	}

	private static Iterable<?> required(Iterable<?> items) {
		return Objects.requireNonNull(items, "items");
	}

}
