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

package io.processpool.internal.child;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import io.processpool.WorkerLogEvent;
import io.processpool.internal.channel.ChildConnection;
import io.processpool.internal.channel.LogMessage;
import io.processpool.internal.channel.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is logged in this worker to the parent, on a thread of its own, which is
 * started by the first event and ends when there have been none for a while. Whoever logs
 * never waits: events for which there is no room are counted instead, and the next one
 * that is sent is followed by their number.
 */
final class LogSender {

	private static final int CAPACITY = 1000;

	/** Characters that may wait; one event more may be of any length. */
	private static final long MAX_TEXT = 4 * 1024 * 1024;

	private static final long STACK = 256 * 1024;

	/** How long the thread waits for further events before it ends. */
	private static final Duration LINGER = Duration.ofSeconds(2);

	private final ChildConnection connection;

	private final String threadName;

	private final Consumer<Thread> starter;

	/** Guards the fields below. */
	private final ReentrantLock lock = new ReentrantLock();

	/** Signalled when an event is added. */
	private final Condition added = this.lock.newCondition();

	/** Signalled when all events have been sent. */
	private final Condition sent = this.lock.newCondition();

	private final Queue<WorkerLogEvent> waiting = new ArrayDeque<>();

	/** Characters of the events that wait. */
	private long text;

	/** Events that wait or are on their way. */
	private int unsent;

	private long dropped;

	private boolean running;

	LogSender(ChildConnection connection, String threadName) {
		this(connection, threadName, Thread::start);
	}

	LogSender(ChildConnection connection, String threadName, Consumer<Thread> starter) {
		this.connection = connection;
		this.threadName = threadName;
		this.starter = starter;
	}

	/** Takes an event, or counts it. */
	void log(WorkerLogEvent event) {
		if (add(event)) {
			try {
				this.starter.accept(sender());
			}
			catch (OutOfMemoryError ex) {
				// No reason for a task to fail; the next event tries again
				dropAll();
			}
		}
	}

	/** Adds an event, if there is room; whether somebody must be made who sends it. */
	private boolean add(WorkerLogEvent event) {
		this.lock.lock();
		try {
			if (this.waiting.size() >= CAPACITY || this.text >= MAX_TEXT) {
				this.dropped++;
				return false;
			}
			this.waiting.add(event);
			this.text += LogMessage.characters(event);
			this.unsent++;
			this.added.signal();
			boolean alone = !this.running;
			this.running = true;
			return alone;
		}
		finally {
			this.lock.unlock();
		}
	}

	private Thread sender() {
		Thread thread = new Thread(null, this::sendAll, this.threadName, STACK, false);
		thread.setDaemon(true);
		return thread;
	}

	/** There is nobody to send what waits. */
	private void dropAll() {
		this.lock.lock();
		try {
			this.dropped += this.unsent;
			this.unsent = 0;
			this.waiting.clear();
			this.text = 0;
			this.running = false;
			this.sent.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Waits until all has been sent, but not for long. */
	void flush(long millis) {
		this.lock.lock();
		try {
			long left = TimeUnit.MILLISECONDS.toNanos(millis);
			while (this.unsent > 0 && left > 0) {
				left = this.sent.awaitNanos(left);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void sendAll() {
		boolean all = false;
		try {
			for (WorkerLogEvent event = next(); event != null; event = next()) {
				send(event);
				WorkerLogEvent loss = finished();
				if (loss != null) {
					send(loss);
				}
			}
			all = true;
		}
		catch (IOException | InterruptedException ex) {
			// The parent is gone: nobody is left to read it
		}
		finally {
			if (!all) {
				dropAll();
			}
		}
	}

	private void send(WorkerLogEvent event) throws IOException {
		this.connection.sendControl(MessageType.LOG, 0, LogMessage.encode(event));
	}

	/** The next event, or {@code null} if there has been none for a while. */
	private @Nullable WorkerLogEvent next() throws InterruptedException {
		this.lock.lock();
		try {
			long left = LINGER.toNanos();
			while (this.waiting.isEmpty() && left > 0) {
				left = this.added.awaitNanos(left);
			}
			WorkerLogEvent event = this.waiting.poll();
			this.running = event != null;
			if (event != null) {
				this.text -= LogMessage.characters(event);
			}
			return event;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** An event has been sent; what is to be said of those that were not, if any. */
	private @Nullable WorkerLogEvent finished() {
		long lost;
		this.lock.lock();
		try {
			lost = this.dropped;
			this.dropped = 0;
			this.unsent--;
			if (this.unsent == 0) {
				this.sent.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
		if (lost == 0) {
			return null;
		}
		return new WorkerLogEvent(Instant.now(), Level.WARNING, "io.processpool.output",
				Thread.currentThread().getName(),
				lost + " log events of this worker were dropped: it logs faster than " + "the application takes them",
				Map.of(), "");
	}

}
