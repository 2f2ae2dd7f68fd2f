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

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.processpool.PoolListener;
import io.processpool.PoolListener.WorkerLogged;
import io.processpool.internal.channel.LogMessage;
import io.processpool.internal.worker.PoolEvents;

/**
 * Passes on what workers log, in order and away from the agents' threads, since an
 * appender may be slow. A bounded number of events waits, with a bounded amount of text;
 * the rest is counted and dropped.
 */
public final class LogRelay implements Consumer<WorkerLogged> {

	private static final Logger logger = System.getLogger("io.processpool");

	private static final int CAPACITY = 10_000;

	/** Characters that may wait, give or take an event of each worker. */
	private static final long MAX_TEXT = 16 * 1024 * 1024;

	private final PoolEvents events;

	private final Executor executor;

	private final Queue<WorkerLogged> queue = new ConcurrentLinkedQueue<>();

	/** How many events wait; whoever raises it from 0 has them passed on. */
	private final AtomicInteger waiting = new AtomicInteger();

	/** Characters of the events that wait. */
	private final AtomicLong text = new AtomicLong();

	/** Events that were dropped and that nobody has been told of. */
	private final AtomicLong dropped = new AtomicLong();

	/**
	 * A relay.
	 * @param events tells the listeners
	 * @param executor runs what passes the events on
	 */
	public LogRelay(PoolEvents events, Executor executor) {
		this.events = events;
		this.executor = executor;
	}

	@Override
	public void accept(WorkerLogged event) {
		if (this.events.isEmpty()) {
			return;
		}
		if (this.waiting.get() >= CAPACITY || this.text.get() >= MAX_TEXT) {
			this.dropped.incrementAndGet();
			return;
		}
		this.text.addAndGet(LogMessage.characters(event.event()));
		this.queue.add(event);
		if (this.waiting.getAndIncrement() == 0) {
			this.executor.execute(this::passOn);
		}
	}

	private void passOn() {
		do {
			// What is counted has been added
			WorkerLogged event = this.queue.remove();
			this.events.tell((PoolListener to) -> to.workerLogged(event));
			this.text.addAndGet(-LogMessage.characters(event.event()));
		}
		while (this.waiting.decrementAndGet() > 0);
		long lost = this.dropped.getAndSet(0);
		if (lost > 0) {
			logger.log(Level.WARNING, () -> lost + " log events of the workers of pool '" + this.events.pool()
					+ "' were dropped: they log faster than the application does");
		}
	}

}
