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

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.processpool.Outcome;
import io.processpool.PoolInterruptedException;
import io.processpool.ResultIterator;
import io.processpool.internal.dispatch.StreamCall.Arrived;
import io.processpool.internal.worker.Durations;
import org.jspecify.annotations.Nullable;

/**
 * What the caller of {@code imap} holds. The call itself, its reader and its workers do
 * not refer to it, so when the caller drops it, it becomes unreachable and the call is
 * closed.
 *
 * @param <R> the type of the results
 */
final class StreamResults<R extends @Nullable Object> implements ResultIterator<R> {

	private static final Cleaner cleaner = Cleaner.create();

	private final StreamCall call;

	private volatile int lastIndex = -1;

	StreamResults(StreamCall call) {
		this.call = call;
		cleaner.register(this, call::close);
	}

	@Override
	public boolean hasNext() {
		try {
			return this.call.awaitNext();
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
		finally {
			Reference.reachabilityFence(this);
		}
	}

	@Override
	public R next() {
		try {
			return next(Long.MAX_VALUE);
		}
		catch (TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public R next(Duration timeout) throws TimeoutException {
		return next(Durations.nanos(timeout));
	}

	@SuppressWarnings({ "unchecked", "NullAway" }) // R may be nullable
	private R next(long nanos) throws TimeoutException {
		Decoded decoded = take(nanos, (index) -> this.lastIndex = index);
		if (decoded.failure() != null) {
			throw Throwing.rethrow(decoded);
		}
		return (R) decoded.value();
	}

	private Decoded take(long nanos, IntConsumer index) throws TimeoutException {
		Arrived arrived;
		try {
			arrived = this.call.next(nanos);
		}
		catch (InterruptedException ex) {
			throw interrupted(ex);
		}
		finally {
			Reference.reachabilityFence(this);
		}
		index.accept(arrived.index());
		if (arrived.settlement() == null) {
			throw StreamResults.<RuntimeException>asIs(
					(arrived.inputFailure() != null) ? arrived.inputFailure() : new NoSuchElementException());
		}
		return this.call.decoder().decode(arrived.settlement());
	}

	/** What the input threw reaches the consumer as it is, checked or not. */
	@SuppressWarnings("unchecked")
	private static <E extends Throwable> E asIs(Throwable failure) throws E {
		throw (E) failure;
	}

	/** As for every blocking call: nobody waits for the rest any more. */
	private PoolInterruptedException interrupted(InterruptedException ex) {
		this.call.cancel();
		Thread.currentThread().interrupt();
		return new PoolInterruptedException("The thread was interrupted while it waited for the next result of '"
				+ this.call.name() + "'; what had not finished was cancelled", ex);
	}

	@Override
	public int lastIndex() {
		return this.lastIndex;
	}

	@Override
	public Stream<R> stream() {
		return stream(this);
	}

	@Override
	@SuppressWarnings("unchecked")
	public Stream<Outcome<R>> outcomes() {
		return stream(new Iterator<>() {

			@Override
			public boolean hasNext() {
				return StreamResults.this.hasNext();
			}

			@Override
			public Outcome<R> next() {
				try {
					Decoded decoded = take(Long.MAX_VALUE, (index) -> StreamResults.this.lastIndex = index);
					int index = StreamResults.this.lastIndex;
					return (decoded.failure() != null) ? Outcome.failure(index, decoded.failure())
							: Outcome.success(index, (R) decoded.value());
				}
				catch (TimeoutException ex) {
					throw new IllegalStateException(ex);
				}
			}

		});
	}

	private <E> Stream<E> stream(Iterator<E> iterator) {
		int ordered = this.call.isOrdered() ? Spliterator.ORDERED : 0;
		return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator, ordered), false).onClose(this::close);
	}

	@Override
	public void close() {
		this.call.close();
	}

}
