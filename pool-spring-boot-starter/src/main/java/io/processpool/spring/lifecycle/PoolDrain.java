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

package io.processpool.spring.lifecycle;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import io.processpool.PoolClosedException;
import io.processpool.PoolState;
import io.processpool.PoolStats;
import io.processpool.ProcessPool;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Brings pools to rest: no new tasks, time for the old ones, then no workers.
 */
final class PoolDrain {

	private static final Log logger = LogFactory.getLog(PoolDrain.class);

	private final Duration timeout;

	private final BooleanSupplier closing;

	/**
	 * Creates a drain.
	 * @param timeout how long issued tasks may take to finish
	 * @param closing tells whether the pools will never be needed again
	 */
	PoolDrain(Duration timeout, BooleanSupplier closing) {
		this.timeout = timeout;
		this.closing = closing;
	}

	/**
	 * Drains the pools side by side, so that they share the time, and returns when all
	 * are at rest or the time is up.
	 * @param pools the pools by the names of their beans
	 */
	void drain(Map<String, ProcessPool> pools) {
		CompletableFuture
			.allOf(pools.entrySet()
				.stream()
				.filter((entry) -> hasToRest(entry.getValue()))
				.map((entry) -> CompletableFuture.runAsync(() -> drain(entry.getKey(), entry.getValue()),
						(task) -> new Thread(task, "pool-shutdown-" + entry.getKey()).start()))
				.toArray(CompletableFuture<?>[]::new))
			.join();
	}

	/** A lazy pool that nobody has used keeps the right to start lazily. */
	private boolean hasToRest(ProcessPool pool) {
		PoolStats stats = pool.stats();
		return this.closing.getAsBoolean() || stats.started() || stats.state() != PoolState.RUNNING;
	}

	private void drain(String beanName, ProcessPool pool) {
		try {
			if (!isDrained(pool)) {
				giveUp(beanName, pool);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			giveUp(beanName, pool);
		}
		catch (RuntimeException ex) {
			logger.warn("Pool '%s' (bean '%s') could not be stopped".formatted(pool.name(), beanName), ex);
		}
	}

	private boolean isDrained(ProcessPool pool) throws InterruptedException {
		try {
			return pool.suspend(this.timeout);
		}
		catch (PoolClosedException ex) {
			// Somebody has closed it, which leaves the tasks that were issued before
			return pool.join(this.timeout);
		}
	}

	private void giveUp(String beanName, ProcessPool pool) {
		PoolStats stats = pool.stats();
		String unfinished = "Pool '%s' (bean '%s') still had %d running and %d waiting tasks after %s ms of shutting down"
			.formatted(pool.name(), beanName, stats.runningTasks(), stats.queuedTasks(), this.timeout.toMillis());
		logger.warn(unfinished + ": they are ended now. Raise pool.shutdown-timeout to give them more time");
		if (this.closing.getAsBoolean() || stats.state() == PoolState.CLOSED) {
			pool.terminate();
		}
		else {
			pool.suspendNow();
		}
	}

}
