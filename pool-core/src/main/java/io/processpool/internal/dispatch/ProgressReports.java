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
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.processpool.CallProgress;

/**
 * Tells somebody how far a call has come: from time to time, and once at the end. One
 * report is made after the other, however many threads settle items; while a handler is
 * busy, what happens meanwhile is told by one report after it.
 */
final class ProgressReports {

	/** Not more often than this, which is as often as people can read. */
	private static final long INTERVAL_NANOS = 500_000_000;

	private final Call call;

	private final Consumer<? super CallProgress> handler;

	private final Callbacks callbacks;

	private final AtomicInteger done = new AtomicInteger();

	private final AtomicInteger failed = new AtomicInteger();

	/** When the next report is due; whoever moves it on makes the report. */
	private final AtomicLong due = new AtomicLong(System.nanoTime() + INTERVAL_NANOS);

	/** How many reports are wanted; whoever raises it from 0 has them made. */
	private final AtomicInteger wanted = new AtomicInteger();

	/** Set before the last report is wanted. */
	private volatile boolean ended;

	/** Only one thread at a time reports, and hands over by {@link #wanted}. */
	private boolean toldTheEnd;

	ProgressReports(Call call, Consumer<? super CallProgress> handler, Callbacks callbacks) {
		this.call = call;
		this.handler = handler;
		this.callbacks = callbacks;
	}

	/** An item has its outcome. */
	void settled(boolean failure) {
		if (failure) {
			this.failed.incrementAndGet();
		}
		this.done.incrementAndGet();
		long now = System.nanoTime();
		long due = this.due.get();
		if (now - due >= 0 && this.due.compareAndSet(due, now + INTERVAL_NANOS)) {
			report();
		}
	}

	/** Nothing more will happen. */
	void end() {
		this.ended = true;
		report();
	}

	private void report() {
		if (this.wanted.getAndIncrement() == 0) {
			this.callbacks.execute(this::serve);
		}
	}

	private void serve() {
		int served;
		do {
			served = this.wanted.get();
			try {
				tell();
			}
			catch (Throwable ex) {
				this.callbacks.failed(ex);
			}
		}
		while (this.wanted.addAndGet(-served) > 0);
	}

	private void tell() {
		if (this.toldTheEnd) {
			return;
		}
		boolean last = this.ended;
		this.toldTheEnd = last;
		int failures = this.failed.get();
		int total = this.call.total();
		this.handler.accept(new CallProgress(this.call.name(), this.done.get(), failures,
				(total >= 0) ? OptionalInt.of(total) : OptionalInt.empty(),
				Duration.ofNanos(System.nanoTime() - this.call.issuedAt()), last));
	}

}
