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

import java.util.concurrent.locks.ReentrantLock;

/**
 * The thread that runs the tasks. Between tasks it waits on the data socket, and an
 * interrupt there would close that socket and end the worker; so interrupts reach it only
 * while a task runs, and what is left of them is cleared when the task ends.
 */
final class TaskThread extends Thread {

	private static final long NONE = -1;

	/** Guards {@link #position} against the end of a task while it is interrupted. */
	private final ReentrantLock lock = new ReentrantLock();

	/** The position of the running item. */
	private long position = NONE;

	TaskThread(Runnable loop, String name) {
		super(null, loop, name);
		setDaemon(false);
	}

	void begin(long position) {
		this.lock.lock();
		try {
			this.position = position;
		}
		finally {
			this.lock.unlock();
		}
	}

	void end() {
		this.lock.lock();
		try {
			this.position = NONE;
			Thread.interrupted();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Interrupts the task if the item at this position is the one that runs. */
	void interruptTask(long position) {
		this.lock.lock();
		try {
			if (this.position == position) {
				super.interrupt();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Interrupts the task that runs, if any. */
	@Override
	public void interrupt() {
		this.lock.lock();
		try {
			if (this.position != NONE) {
				super.interrupt();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}
