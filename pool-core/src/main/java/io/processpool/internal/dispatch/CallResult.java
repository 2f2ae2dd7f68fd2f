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

package io.processpool.internal.dispatch;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

import io.processpool.AsyncResult;
import io.processpool.PoolInterruptedException;
import io.processpool.internal.worker.Durations;
import org.jspecify.annotations.Nullable;

/**
 * The result of a batch. It is <em>ready</em> when all items are settled; the first
 * thread that asks for it decodes it, and from then on nothing encoded is kept.
 *
 * @param <R> the type of the result
 */
final class CallResult<R extends @Nullable Object> implements AsyncResult<R> {

	private final String description;

	private final Function<BatchCall, Decoded> collector;

	private final Callbacks callbacks;

	/** Completed, never exceptionally, when all items are settled. */
	private final CompletableFuture<@Nullable Void> settled = new CompletableFuture<>();

	/** Whether a thread has begun to decode. */
	private final AtomicBoolean decoding = new AtomicBoolean();

	/** Completed by the thread that decodes. */
	private final CompletableFuture<Decoded> decoded = new CompletableFuture<>();

	/** Set before the result is handed out, dropped when it is decoded. */
	private volatile @Nullable BatchCall call;

	/** Written before {@link #settled} is completed. */
	private volatile boolean cancelled;

	CallResult(String description, Function<BatchCall, Decoded> collector, Callbacks callbacks) {
		this.description = description;
		this.collector = collector;
		this.callbacks = callbacks;
	}

	void begin(BatchCall call) {
		this.call = call;
	}

	void settled(BatchCall call) {
		this.cancelled = call.isCancelled();
		this.settled.complete(null);
	}

	/** Waits and gives the result, for blocking calls. */
	@SuppressWarnings({ "unchecked", "NullAway" }) // R may be nullable
	R join() {
		try {
			await();
		}
		catch (InterruptedException ex) {
			cancel(true);
			Thread.currentThread().interrupt();
			throw new PoolInterruptedException(
					"The thread was interrupted while it waited for " + this + "; what had not finished was cancelled",
					ex);
		}
		Decoded decoded = decoded();
		if (decoded.failure() != null) {
			throw Throwing.rethrow(decoded);
		}
		return (R) decoded.value();
	}

	/** The decoded result. Only when all items are settled. */
	private Decoded decoded() {
		if (this.decoding.compareAndSet(false, true)) {
			try {
				this.decoded.complete(this.collector.apply(Objects.requireNonNull(this.call)));
			}
			catch (Throwable ex) {
				// Not what a task did, but memory or stack that ran out while decoding
				this.decoded.complete(Decoded.failure(ex, false));
			}
			this.call = null;
		}
		return this.decoded.join();
	}

	@Override
	public R get() throws InterruptedException, ExecutionException {
		await();
		return report();
	}

	@Override
	public R get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
		return get(Duration.ofNanos(unit.toNanos(timeout)));
	}

	@Override
	public R get(Duration timeout) throws InterruptedException, ExecutionException, TimeoutException {
		if (!await(timeout)) {
			throw new TimeoutException(this + " is not ready after " + timeout + "; the task goes on");
		}
		return report();
	}

	@SuppressWarnings({ "unchecked", "NullAway" }) // R may be nullable
	private R report() throws ExecutionException {
		Throwable failure = failure();
		if (failure instanceof CancellationException cancellation && this.cancelled) {
			throw cancellation;
		}
		if (failure != null) {
			throw new ExecutionException(failure);
		}
		return (R) decoded().value();
	}

	private @Nullable Throwable failure() {
		return this.cancelled ? new CancellationException(this + " was cancelled") : decoded().failure();
	}

	@Override
	public void await() throws InterruptedException {
		try {
			this.settled.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public boolean await(Duration timeout) throws InterruptedException {
		try {
			this.settled.get(Durations.nanos(timeout), TimeUnit.NANOSECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public boolean ready() {
		return this.settled.isDone();
	}

	@Override
	public boolean successful() {
		if (!ready()) {
			throw new IllegalStateException(
					"Nobody knows yet whether " + this + " is successful: it is not ready. Ask ready(), or await()");
		}
		return failure() == null;
	}

	@Override
	public boolean isDone() {
		return ready();
	}

	@Override
	public boolean isCancelled() {
		return ready() && this.cancelled;
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		BatchCall call = this.call;
		return call != null && !ready() && call.cancel(mayInterruptIfRunning);
	}

	@Override
	@SuppressWarnings("unchecked")
	public AsyncResult<R> callback(Consumer<? super R> handler) {
		Objects.requireNonNull(handler, "handler");
		whenReady(() -> {
			if (failure() == null) {
				handler.accept((R) decoded().value());
			}
		});
		return this;
	}

	@Override
	public AsyncResult<R> errorCallback(Consumer<? super Throwable> handler) {
		Objects.requireNonNull(handler, "handler");
		whenReady(() -> {
			Throwable failure = failure();
			if (failure != null) {
				handler.accept(failure);
			}
		});
		return this;
	}

	@Override
	@SuppressWarnings("unchecked")
	public CompletableFuture<R> toCompletableFuture() {
		CompletableFuture<R> future = new CompletableFuture<>();
		whenReady(() -> {
			Throwable failure = failure();
			if (failure != null) {
				future.completeExceptionally(failure);
			}
			else {
				future.complete((R) decoded().value());
			}
		});
		return future;
	}

	private void whenReady(Runnable action) {
		this.settled.thenRun(() -> this.callbacks.execute(action));
	}

	@Override
	public String toString() {
		return this.description;
	}

}
