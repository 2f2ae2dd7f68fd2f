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

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Keeps the JVM alive while there is work that nobody waits for: all threads of a pool
 * are daemons, so while something is held here, one thread runs that is none.
 */
public final class KeepAlive {

	/** A thread that is needed again at once need not be started again. */
	private static final long LINGER_MILLIS = 50;

	private static final long STACK = 64 * 1024;

	private final String name;

	private final Consumer<Thread> starter;

	/** Guards the fields below. */
	private final ReentrantLock lock = new ReentrantLock();

	private final Condition released = this.lock.newCondition();

	private int holds;

	private boolean running;

	/**
	 * Keeps nothing alive yet.
	 * @param pool the pool's name
	 */
	public KeepAlive(String pool) {
		this(pool, Thread::start);
	}

	KeepAlive(String pool, Consumer<Thread> starter) {
		this.name = pool + "-keep-alive";
		this.starter = starter;
	}

	void acquire() {
		this.lock.lock();
		try {
			if (!this.running) {
				Thread thread = new Thread(null, this::stay, this.name, STACK, false);
				thread.setDaemon(false);
				thread.setContextClassLoader(KeepAlive.class.getClassLoader());
				// If there is no thread to be had, nothing is held
				this.starter.accept(thread);
				this.running = true;
			}
			this.holds++;
		}
		finally {
			this.lock.unlock();
		}
	}

	void release() {
		this.lock.lock();
		try {
			this.holds--;
			if (this.holds == 0) {
				this.released.signalAll();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void stay() {
		this.lock.lock();
		try {
			do {
				while (this.holds > 0) {
					this.released.awaitUninterruptibly();
				}
			}
			while (isNeededAgain());
			this.running = false;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isNeededAgain() {
		long left = TimeUnit.MILLISECONDS.toNanos(LINGER_MILLIS);
		try {
			while (this.holds == 0 && left > 0) {
				left = this.released.awaitNanos(left);
			}
		}
		catch (InterruptedException ex) {
			// Nobody has a reason to; then it goes a little earlier
		}
		return this.holds > 0;
	}

}
