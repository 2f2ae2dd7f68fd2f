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

package io.processpool.contract;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.processpool.ProcessPool;
import io.processpool.ResultIterator;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Inputs that misbehave.
 */
final class Inputs {

	private Inputs() {
	}

	/** Has not even an iterator. */
	static Iterable<Integer> withoutIterator(RuntimeException failure) {
		return () -> {
			throw failure;
		};
	}

	/** Fails when so many items have been read. */
	static Iterable<Integer> failingAfter(int items, RuntimeException failure) {
		return () -> new Iterator<>() {

			private int next;

			@Override
			public boolean hasNext() {
				return true;
			}

			@Override
			public Integer next() {
				if (this.next == items) {
					throw failure;
				}
				return this.next++;
			}

		};
	}

	/** Says that it has another size. */
	static Collection<Integer> ofSize(int size, List<Integer> items) {
		return new AbstractCollection<>() {

			@Override
			public Iterator<Integer> iterator() {
				return items.iterator();
			}

			@Override
			public int size() {
				return size;
			}

		};
	}

	/**
	 * Counts without end, and how far it has been read.
	 */
	static final class Endless implements Iterable<Integer> {

		private final AtomicInteger read = new AtomicInteger();

		int read() {
			return this.read.get();
		}

		@Override
		public Iterator<Integer> iterator() {
			return new Iterator<>() {

				@Override
				public boolean hasNext() {
					return true;
				}

				@Override
				public Integer next() {
					return Endless.this.read.getAndIncrement();
				}

			};
		}

	}

	/**
	 * An argument whose encoding waits in the parent until it is interrupted.
	 */
	static final class Stuck implements Serializable {

		private static final long serialVersionUID = 1L;

		private final transient CountDownLatch begun = new CountDownLatch(1);

		private final transient CountDownLatch interrupted = new CountDownLatch(1);

		/** Kept, since an imap that nobody can ask any more is given up. */
		private transient @Nullable ResultIterator<?> results;

		/** Has this encoded, by an agent that will be stuck in it. */
		void beginIn(ProcessPool pool) throws InterruptedException {
			this.results = pool.imap(Tasks::text, List.of(this));
			assertThat(this.begun.await(PoolContract.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		}

		/** Whether its encoding was broken off. */
		boolean isFree() {
			return this.results != null && this.interrupted.getCount() == 0;
		}

		private void writeObject(ObjectOutputStream out) throws IOException {
			this.begun.countDown();
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				this.interrupted.countDown();
				throw new InterruptedIOException("broken off");
			}
		}

	}

	/**
	 * What an input fails with.
	 */
	static final class Failure extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
