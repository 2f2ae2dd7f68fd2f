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
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import io.processpool.internal.worker.Durations;
import org.jspecify.annotations.Nullable;

/**
 * Runs the callbacks of results. One thread serves them in order as long as they are
 * short; when one is still waiting after a few milliseconds, the callbacks ahead of it
 * must be blocked, and more threads are added. So thousands of short callbacks need one
 * thread, and a blocked one delays no other for long.
 */
public final class Callbacks implements Executor {

	private static final Logger logger = System.getLogger("io.processpool");

	private static final long STALL_MILLIS = 5;

	private static final long LINGER_MILLIS = 2_000;

	private final String pool;

	private final ScheduledExecutorService timer;

	private final KeepAlive keepAlive;

	private final Consumer<Thread> starter;

	/** Guards the fields below. */
	private final ReentrantLock lock = new ReentrantLock();

	/** Signalled when a callback is added. */
	private final Condition added = this.lock.newCondition();

	/** Signalled when none is left. */
	private final Condition finished = this.lock.newCondition();

	private final Queue<Runnable> queue = new ArrayDeque<>();

	private int unfinished;

	private int threads;

	/** Those that wait for callbacks, or will before they do anything else. */
	private int idle;

	private int lastNumber;

	private boolean watched;

	/**
	 * Without threads as yet.
	 * @param pool the pool's name
	 * @param timer finds callbacks that are stuck
	 * @param keepAlive keeps the JVM alive until callbacks have run
	 */
	public Callbacks(String pool, ScheduledExecutorService timer, KeepAlive keepAlive) {
		this(pool, timer, keepAlive, Thread::start);
	}

	Callbacks(String pool, ScheduledExecutorService timer, KeepAlive keepAlive, Consumer<Thread> starter) {
		this.pool = pool;
		this.timer = timer;
		this.keepAlive = keepAlive;
		this.starter = starter;
	}

	/**
	 * Whether the current thread runs callbacks of this pool.
	 * @return whether it does
	 */
	public boolean isCallbackThread() {
		return Thread.currentThread() instanceof CallbackThread thread && thread.owner == this;
	}

	@Override
	public void execute(Runnable callback) {
		this.keepAlive.acquire();
		this.lock.lock();
		try {
			this.unfinished++;
			this.queue.add(callback);
			if (this.idle > 0) {
				this.added.signal();
			}
			else if (this.threads == 0) {
				addThread();
			}
			watch();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until all callbacks have run.
	 * @param timeout how long to wait
	 * @return whether they have
	 * @throws InterruptedException if the thread is interrupted
	 */
	public boolean await(Duration timeout) throws InterruptedException {
		long left = Durations.nanos(timeout);
		this.lock.lock();
		try {
			while (this.unfinished > 0) {
				if (left <= 0) {
					return false;
				}
				left = this.finished.awaitNanos(left);
			}
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Looks once more in a few milliseconds, if callbacks wait. */
	private void watch() {
		if (!this.watched && !this.queue.isEmpty()) {
			this.watched = true;
			Runnable first = this.queue.element();
			this.timer.schedule(() -> unstick(first), STALL_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	@SuppressWarnings("ReferenceEquality") // That very callback
	private void unstick(Runnable first) {
		this.lock.lock();
		try {
			this.watched = false;
			if (this.queue.peek() == first) {
				int missing = Math.min(this.queue.size(), Math.max(1, this.threads));
				for (int i = this.idle; i < missing; i++) {
					addThread();
				}
			}
			watch();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void addThread() {
		Thread thread = new CallbackThread(this, this.pool + "-callback-" + (++this.lastNumber));
		try {
			this.starter.accept(thread);
			this.threads++;
			this.idle++;
		}
		catch (OutOfMemoryError ex) {
			// No thread to be had: whoever looks for callbacks that are stuck tries again
		}
	}

	private void serve() {
		for (Runnable callback = next(); callback != null; callback = next()) {
			try {
				callback.run();
			}
			catch (Throwable ex) {
				failed(ex);
			}
			finally {
				finished();
			}
		}
	}

	/** A callback has thrown, which is nobody's business but its author's. */
	void failed(Throwable failure) {
		logger.log(Level.WARNING, "A callback of pool '" + this.pool + "' failed", failure);
	}

	private @Nullable Runnable next() {
		this.lock.lock();
		try {
			long left = TimeUnit.MILLISECONDS.toNanos(LINGER_MILLIS);
			while (this.queue.isEmpty() && left > 0) {
				left = this.added.awaitNanos(left);
			}
			this.idle--;
			Runnable callback = this.queue.poll();
			if (callback == null) {
				this.threads--;
			}
			return callback;
		}
		catch (InterruptedException ex) {
			this.idle--;
			this.threads--;
			if (!this.queue.isEmpty() && this.threads == 0) {
				addThread();
				watch();
			}
			return null;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void finished() {
		// What a callback did to its thread is over with it
		Thread.interrupted();
		this.lock.lock();
		try {
			this.unfinished--;
			this.idle++;
			if (this.unfinished == 0) {
				this.finished.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
		this.keepAlive.release();
	}

	private static final class CallbackThread extends Thread {

		private final Callbacks owner;

		CallbackThread(Callbacks owner, String name) {
			super(null, owner::serve, name, 0, false);
			this.owner = owner;
			setDaemon(true);
			setContextClassLoader(Callbacks.class.getClassLoader());
		}

	}

}
