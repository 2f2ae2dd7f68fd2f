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
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The results of {@code imap} and {@code imapUnordered}, as they come. It reads its input
 * a bounded number of items ahead, so that the input may be endless.
 * <p>
 * Python: what {@code pool.imap(task, items)} returns.
 * <p>
 * It can be read once, in one of these ways: as an {@link Iterator}, in a {@code for}
 * loop, as a {@link #stream()} or as {@link #outcomes()}. One thread at a time reads it;
 * {@link #close()} may be called by any thread. Whoever leaves it half-read should close
 * it. While it is half-read the pool counts it as issued work, until it is exhausted,
 * closed or unreachable; on its own it keeps no JVM alive.
 *
 * @param <R> the type of the results
 */
public interface ResultIterator<R extends @Nullable Object> extends Iterator<R>, Iterable<R>, AutoCloseable {

	/**
	 * Tells whether there is another result or failure to be read. It may have to wait
	 * for the input to tell.
	 * @return {@code false} at the end of the input, and after {@link #close()}
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits
	 */
	@Override
	boolean hasNext();

	/**
	 * Waits for the next result. A failed item throws here, and the items after it still
	 * come; so does what the input itself throws, but then nothing comes after.
	 * <p>
	 * Python: {@code next(it)}.
	 * @return the result
	 * @throws NoSuchElementException if there are no more
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits
	 */
	@Override
	R next();

	/**
	 * Waits for the next result, but no longer than the given time. That the time is up
	 * loses nothing: the next call goes on waiting for the same result.
	 * <p>
	 * Python: {@code it.next(timeout=5)}.
	 * @param timeout how long to wait; zero or less looks without waiting
	 * @return the result
	 * @throws TimeoutException if the result is not there in time
	 * @throws NoSuchElementException if there are no more
	 * @throws PoolInterruptedException if the calling thread is interrupted while it
	 * waits
	 */
	R next(Duration timeout) throws TimeoutException;

	/**
	 * Returns the position in the input of what {@code next} gave or threw last.
	 * @return the position from 0, or -1 before the first
	 */
	int lastIndex();

	/**
	 * Returns this, so that it can be read in a {@code for} loop. Unlike other
	 * {@link Iterable}s it can be read only once.
	 * @return this
	 */
	@Override
	default Iterator<R> iterator() {
		return this;
	}

	/**
	 * Returns what is left as a sequential stream. A failed item throws out of the
	 * terminal operation. Closing the stream closes this iterator.
	 * @return a stream of the results
	 */
	Stream<R> stream();

	/**
	 * Returns what is left as a sequential stream of outcomes, in which a failed item is
	 * an element like any other. What the input itself throws is thrown out of the
	 * terminal operation. Closing the stream closes this iterator.
	 * @return a stream of the outcomes
	 */
	Stream<Outcome<R>> outcomes();

	/**
	 * Stops reading the input and drops what has not started; what is running finishes,
	 * and its result is dropped. Does not wait. Idempotent.
	 */
	@Override
	void close();

}
