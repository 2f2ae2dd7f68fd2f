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

package io.processpool.internal.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.processpool.PoolListener;

/**
 * Tells the listeners of a pool what happens. A listener that throws is logged and harms
 * nobody. Safe for any number of threads.
 */
public final class PoolEvents {

	private static final Logger logger = System.getLogger("io.processpool");

	private final String pool;

	private final List<PoolListener> listeners;

	/**
	 * The events of a pool.
	 * @param pool the pool's name
	 * @param listeners the first listeners
	 */
	public PoolEvents(String pool, List<PoolListener> listeners) {
		this.pool = pool;
		this.listeners = new CopyOnWriteArrayList<>(listeners);
	}

	/**
	 * The pool's name.
	 * @return the name
	 */
	public String pool() {
		return this.pool;
	}

	/**
	 * Adds a listener.
	 * @param listener the listener
	 * @return removes it again when it is closed
	 */
	public AutoCloseable add(PoolListener listener) {
		this.listeners.add(listener);
		return () -> this.listeners.remove(listener);
	}

	/**
	 * Whether nobody listens, so that events need not even be made.
	 * @return whether there are no listeners
	 */
	public boolean isEmpty() {
		return this.listeners.isEmpty();
	}

	/**
	 * Tells all listeners.
	 * @param event calls one of a listener's methods
	 */
	public void tell(Consumer<PoolListener> event) {
		for (PoolListener listener : this.listeners) {
			try {
				event.accept(listener);
			}
			catch (Throwable ex) {
				// Errors, too: the thread may be an agent's, which has a worker to bury
				logger.log(Level.WARNING,
						() -> "A listener of pool '" + this.pool + "' failed: " + listener.getClass().getName(), ex);
			}
		}
	}

}
