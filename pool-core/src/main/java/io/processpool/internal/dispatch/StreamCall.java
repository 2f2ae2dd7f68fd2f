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

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.processpool.TaskSerializationException;
import io.processpool.internal.worker.CallSpec;
import org.jspecify.annotations.Nullable;

/**
 * A call whose items are read while their results are taken: {@code imap} and
 * {@code imapUnordered}.
 *
 * <h2>How it works</h2> A reader thread of its own reads the input, since that is code of
 * users which may block. It reads an item only when there is a place for the item's
 * result: at most {@code buffer} items are read and not yet delivered, so an endless
 * input and a slow consumer need bounded memory. Workers take items in chunks of the size
 * asked for, or smaller ones where the buffer is full or the input at its end. The
 * consumer takes results in order, or as they come.
 * <p>
 * One lock guards all state; the input is read and arguments are encoded outside of it.
 */
final class StreamCall extends Call {

	private final Iterable<?> input;

	private final int chunksize;

	private final int buffer;

	private final boolean ordered;

	/** Guards the fields below. */
	private final ReentrantLock lock = new ReentrantLock();

	/** Signalled when a result may be taken, or none will come. */
	private final Condition arrived = this.lock.newCondition();

	/** Signalled when a result was taken, or nobody wants more. */
	private final Condition room = this.lock.newCondition();

	/** Items that were read and are not settled. */
	private final Map<Integer, @Nullable Object> arguments = new HashMap<>();

	private final ArrivedResults results;

	/** How many items were read. */
	private int read;

	/** How many items were handed to workers at least once. */
	private int taken;

	private int delivered;

	private boolean inputEnded;

	private @Nullable Throwable inputFailure;

	private boolean closed;

	private @Nullable Thread reader;

	StreamCall(CallSpec spec, Engine engine, ClassLoader loader, int retries, Iterable<?> input, int chunksize,
			int buffer, boolean ordered) {
		super(spec, engine, loader, retries, false);
		this.input = input;
		this.chunksize = chunksize;
		this.buffer = buffer;
		this.ordered = ordered;
		this.results = ordered ? ArrivedResults.inOrder() : ArrivedResults.asTheyCome();
	}

	// The reader

	void begin() {
		Thread thread = new Thread(null, this::readAll, engine().poolName() + "-imap-" + spec().id(), 0, false);
		thread.setDaemon(true);
		thread.setContextClassLoader(loader());
		this.lock.lock();
		try {
			this.reader = thread;
		}
		finally {
			this.lock.unlock();
		}
		thread.start();
	}

	private void readAll() {
		Throwable failure = null;
		try {
			Iterator<?> iterator = this.input.iterator();
			while (awaitRoom() && iterator.hasNext()) {
				add(iterator.next());
			}
		}
		catch (InterruptedException ex) {
			// Nobody wants more
		}
		catch (Throwable ex) {
			failure = ex;
		}
		endInput(failure);
	}

	/** Waits until an item may be read. */
	private boolean awaitRoom() throws InterruptedException {
		this.lock.lock();
		try {
			while (!this.inputEnded && this.read - this.delivered >= this.buffer) {
				this.room.await();
			}
			return !this.inputEnded;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void add(@Nullable Object item) throws InterruptedException {
		engine().dispatcher().admit(1, true);
		boolean wanted;
		boolean offer;
		this.lock.lock();
		try {
			wanted = !this.inputEnded;
			if (wanted) {
				this.arguments.put(this.read++, item);
				engine().counters().issued(1);
			}
			offer = ready() > 0;
		}
		finally {
			this.lock.unlock();
		}
		// Not under the lock: the dispatcher asks for it under its own
		if (!wanted) {
			engine().dispatcher().dismiss(1);
		}
		else if (offer) {
			engine().dispatcher().offer(this);
		}
	}

	private void endInput(@Nullable Throwable failure) {
		boolean offer;
		boolean over;
		this.lock.lock();
		try {
			if (!this.inputEnded) {
				this.inputEnded = true;
				this.inputFailure = failure;
			}
			this.reader = null;
			offer = ready() > 0;
			over = this.arguments.isEmpty();
			this.arrived.signalAll();
		}
		finally {
			this.lock.unlock();
		}
		if (offer) {
			engine().dispatcher().offer(this);
		}
		if (over) {
			end();
		}
	}

	/** How many items workers may take: whole chunks, unless no more can come. */
	private int ready() {
		int left = this.read - this.taken;
		boolean stuck = this.inputEnded || this.read - this.delivered >= this.buffer;
		return stuck ? left : left - left % this.chunksize;
	}

	// Workers

	@Override
	@Nullable Chunk take(int workers) {
		this.lock.lock();
		try {
			int size = Math.min(this.chunksize, ready());
			if (size == 0) {
				return null;
			}
			Chunk chunk = new Chunk(this, this.taken, this.taken + size, this.chunksize == 1);
			this.taken += size;
			return chunk;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	int available() {
		this.lock.lock();
		try {
			return ready();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	int size() {
		this.lock.lock();
		try {
			return this.read;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	boolean isSettled(int index) {
		this.lock.lock();
		try {
			return !this.arguments.containsKey(index);
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	void encodeArgument(int index, OutputStream out) throws IOException {
		Object argument;
		this.lock.lock();
		try {
			if (!this.arguments.containsKey(index)) {
				throw new TaskSerializationException("The item is not wanted any more", null, null, null);
			}
			argument = this.arguments.get(index);
		}
		finally {
			this.lock.unlock();
		}
		engine().codec().encode(argument, out, "argument");
	}

	@Override
	boolean settle(int index, Settlement settlement) {
		boolean over;
		this.lock.lock();
		try {
			if (!this.arguments.containsKey(index)) {
				return false;
			}
			this.arguments.remove(index);
			this.results.add(index, settlement);
			over = this.inputEnded && this.arguments.isEmpty();
			this.arrived.signalAll();
		}
		finally {
			this.lock.unlock();
		}
		count(settlement);
		if (over) {
			end();
		}
		return true;
	}

	@Override
	void abort(RuntimeException cause) {
		Settlement.Failed settlement = new Settlement.Failed(cause);
		this.lock.lock();
		try {
			if (!this.inputEnded) {
				this.inputEnded = true;
				this.inputFailure = cause;
			}
			for (int index : this.arguments.keySet()) {
				this.results.add(index, settlement);
				count(settlement);
			}
			this.arguments.clear();
			stopReader();
			this.arrived.signalAll();
		}
		finally {
			this.lock.unlock();
		}
		end();
	}

	// The consumer

	/** Waits until there is something to take; {@code false} if there never will be. */
	boolean awaitNext() throws InterruptedException {
		this.lock.lock();
		try {
			while (!isAnswerable()) {
				this.arrived.await();
			}
			return !isExhausted();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Takes the next result.
	 * @param nanos how long to wait for it
	 * @return the result, with its index
	 * @throws NoSuchElementException if there is none left
	 */
	Arrived next(long nanos) throws InterruptedException, TimeoutException {
		long left = nanos;
		this.lock.lock();
		try {
			while (!isAnswerable()) {
				if (left <= 0) {
					throw new TimeoutException("The next result of '" + name() + "' (call " + spec().id()
							+ ") is not there after " + nanos / 1_000_000 + " ms; the tasks go on");
				}
				left = this.arrived.awaitNanos(left);
			}
			if (isExhausted()) {
				throw new NoSuchElementException("'" + name() + "' has no more results");
			}
			Arrived next = this.results.poll();
			if (next == null) {
				Throwable failure = this.inputFailure;
				this.inputFailure = null;
				return new Arrived(this.delivered, null, failure);
			}
			this.delivered++;
			this.room.signalAll();
			return next;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Whether it is known if there is a next result. */
	private boolean isAnswerable() {
		return this.closed || this.results.hasNext() || (this.inputEnded && this.arguments.isEmpty());
	}

	private boolean isExhausted() {
		return this.closed || (!this.results.hasNext() && this.inputFailure == null);
	}

	/** Reads no more, drops what has not started, and what has not been taken. */
	void close() {
		this.lock.lock();
		try {
			if (this.closed) {
				return;
			}
			this.closed = true;
			this.inputEnded = true;
			this.inputFailure = null;
			this.arguments.clear();
			this.results.clear();
			stopReader();
			this.arrived.signalAll();
			this.room.signalAll();
		}
		finally {
			this.lock.unlock();
		}
		engine().dispatcher().withdraw(this);
		end();
	}

	private void stopReader() {
		Thread reader = this.reader;
		if (reader != null) {
			reader.interrupt();
		}
	}

	boolean isOrdered() {
		return this.ordered;
	}

	/**
	 * A result, as it is taken: a settlement, or what the input threw.
	 */
	record Arrived(int index, @Nullable Settlement settlement, @Nullable Throwable inputFailure) {
	}

}
