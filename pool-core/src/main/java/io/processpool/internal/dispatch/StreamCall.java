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
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

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
 * input and a slow consumer need bounded memory. Items are offered to the workers, and
 * count as waiting, when a chunk of them is complete: of the size asked for, or of what
 * is left at the end of the input, or of the whole buffer where that is smaller. The
 * consumer takes results in order, or as they come.
 * <p>
 * One lock guards all state; the input is read and arguments are encoded outside of it.
 */
final class StreamCall extends Call {

	private static final Settlement DROPPED = new Settlement.Failed(
			new CancellationException("The iterator was closed"));

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

	/** How many items were offered to workers: whole chunks, unless no more can come. */
	private int offered;

	/** How many items were handed to workers at least once. */
	private int taken;

	private int delivered;

	private boolean inputEnded;

	private @Nullable Throwable inputFailure;

	/** What became of the items that were never read, if not all were. */
	private @Nullable Settlement unread;

	private boolean closed;

	private @Nullable Thread reader;

	StreamCall(CallSpec spec, Engine engine, SettlementDecoder decoder, int retries, int chunksize, int buffer,
			boolean ordered) {
		super(spec, engine, decoder, retries, false);
		this.chunksize = Math.min(chunksize, buffer);
		this.buffer = buffer;
		this.ordered = ordered;
		this.results = ordered ? ArrivedResults.inOrder() : ArrivedResults.asTheyCome();
	}

	// The reader

	/** Starts to read; the reader alone refers to the input. */
	void begin(Iterable<?> input) {
		begin(input, Thread::start);
	}

	void begin(Iterable<?> input, Consumer<Thread> starter) {
		Thread thread = new ReaderThread(engine(), () -> readAll(input), spec().id());
		thread.setContextClassLoader(decoder().loader());
		this.lock.lock();
		try {
			this.reader = thread;
		}
		finally {
			this.lock.unlock();
		}
		try {
			starter.accept(thread);
		}
		catch (OutOfMemoryError ex) {
			// No thread to be had: to the consumer that is an input that fails at once
			endInput(ex);
		}
	}

	private void readAll(Iterable<?> input) {
		Throwable failure = null;
		try {
			Iterator<?> iterator = input.iterator();
			while (awaitRoom() && iterator.hasNext()) {
				add(iterator.next());
			}
		}
		catch (Throwable ex) {
			// If this comes of nobody's wanting more, it is ignored
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
		boolean complete;
		this.lock.lock();
		try {
			if (this.inputEnded) {
				return;
			}
			this.arguments.put(this.read++, item);
			engine().counters().issued(1);
			complete = this.read - this.offered == this.chunksize;
		}
		finally {
			this.lock.unlock();
		}
		if (complete) {
			offer(this.chunksize);
		}
	}

	/** Offers the items that were read last, when the queue has room for them. */
	private void offer(int items) throws InterruptedException {
		engine().dispatcher().admit(items, true);
		boolean wanted;
		this.lock.lock();
		try {
			wanted = !this.inputEnded;
			if (wanted) {
				this.offered += items;
			}
		}
		finally {
			this.lock.unlock();
		}
		if (wanted) {
			engine().dispatcher().offer(this);
		}
		else {
			engine().dispatcher().dismiss(items);
		}
	}

	private void endInput(@Nullable Throwable failure) {
		for (int rest = unoffered(); rest > 0; rest = unoffered()) {
			try {
				offer(rest);
			}
			catch (InterruptedException ex) {
				// Either nobody wants more, and there is no rest, or it was meant for the
				// input
			}
		}
		boolean over;
		this.lock.lock();
		try {
			if (!this.inputEnded) {
				this.inputEnded = true;
				this.inputFailure = failure;
			}
			this.reader = null;
			over = this.arguments.isEmpty();
			this.arrived.signalAll();
		}
		finally {
			this.lock.unlock();
		}
		if (over) {
			end();
		}
	}

	private int unoffered() {
		this.lock.lock();
		try {
			return this.inputEnded ? 0 : this.read - this.offered;
		}
		finally {
			this.lock.unlock();
		}
	}

	// Workers

	@Override
	@Nullable Chunk take(int workers) {
		this.lock.lock();
		try {
			int size = Math.min(this.chunksize, this.offered - this.taken);
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
			return this.offered - this.taken;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	int drop() {
		this.lock.lock();
		try {
			int dropped = this.offered - this.taken;
			this.taken = this.offered;
			return dropped;
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
	int total() {
		this.lock.lock();
		try {
			return this.inputEnded ? this.read : -1;
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
	void abort(Settlement settlement) {
		this.lock.lock();
		try {
			if (!this.inputEnded) {
				this.inputEnded = true;
				this.unread = settlement;
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
				Arrived last = new Arrived(this.delivered, this.unread, this.inputFailure);
				this.unread = null;
				this.inputFailure = null;
				return last;
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
		return this.closed || (!this.results.hasNext() && this.inputFailure == null && this.unread == null);
	}

	/** Closes it, and kills the workers that run items of it. */
	void cancel() {
		if (close()) {
			engine().workers().cancel(spec().id());
		}
	}

	/**
	 * Reads no more, drops what has not started, and what has not been taken.
	 * @return whether it was open
	 */
	boolean close() {
		int dropped;
		this.lock.lock();
		try {
			if (this.closed) {
				return false;
			}
			this.closed = true;
			this.inputEnded = true;
			this.inputFailure = null;
			this.unread = null;
			dropped = this.arguments.size();
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
		for (int i = 0; i < dropped; i++) {
			count(DROPPED);
		}
		end();
		return true;
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
