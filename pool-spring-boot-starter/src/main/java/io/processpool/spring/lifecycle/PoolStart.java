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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.processpool.ExitReason;
import io.processpool.PoolInterruptedException;
import io.processpool.PoolListener;
import io.processpool.PoolState;
import io.processpool.PoolStats;
import io.processpool.ProcessPool;
import io.processpool.WorkerStartException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The start of one pool, up to its first worker that is ready or to the news that there
 * will be none.
 */
final class PoolStart implements PoolListener {

	private static final Log logger = LogFactory.getLog(PoolStart.class);

	private final String beanName;

	private final ProcessPool pool;

	private final AutoCloseable registration;

	/**
	 * Completed by the pool's threads or by the one that starts it, whichever is first.
	 */
	private final CompletableFuture<Void> settled = new CompletableFuture<>();

	/** Written by the pool's threads, the last one wins; read when the time is up. */
	private volatile @Nullable WorkerExited lastFailure;

	private PoolStart(String beanName, ProcessPool pool) {
		this.beanName = beanName;
		this.pool = pool;
		this.registration = pool.addListener(this);
	}

	/**
	 * Starts the pools side by side and waits for the first worker of each. A pool that
	 * somebody has closed is left alone.
	 * @param pools the pools by the names of their beans
	 * @param timeout how long to wait, for all of them together
	 * @throws WorkerStartException if a pool has no worker in time
	 */
	static void start(Map<String, ProcessPool> pools, Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		List<PoolStart> starts = pools.entrySet()
			.stream()
			.filter((entry) -> canStart(entry.getValue().state()))
			.map((entry) -> new PoolStart(entry.getKey(), entry.getValue()))
			.toList();
		try {
			starts.forEach(PoolStart::begin);
			starts.forEach((start) -> start.await(deadline, timeout));
		}
		finally {
			starts.forEach(PoolStart::forget);
		}
	}

	private static boolean canStart(PoolState state) {
		return state != PoolState.CLOSED && state != PoolState.TERMINATED;
	}

	private void begin() {
		this.pool.start();
		// The pool may have started before it was listened to
		PoolStats stats = this.pool.stats();
		if (stats.idleWorkers() + stats.busyWorkers() > 0 || stats.state() == PoolState.BROKEN) {
			this.settled.complete(null);
		}
	}

	@Override
	public void workerReady(WorkerEvent event) {
		this.settled.complete(null);
	}

	@Override
	public void workerExited(WorkerExited event) {
		if (event.reason() == ExitReason.START_FAILED) {
			this.lastFailure = event;
		}
	}

	@Override
	public void stateChanged(StateChanged event) {
		if (event.to() != PoolState.RUNNING) {
			this.settled.complete(null);
		}
	}

	private void await(long deadline, Duration timeout) {
		try {
			this.settled.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
			// Throws if the pool is broken, with the cause that only the pool knows
			this.pool.awaitReady(Duration.ZERO);
		}
		catch (TimeoutException ex) {
			throw new WorkerStartException(tooLate(timeout), null);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new PoolInterruptedException("Interrupted while waiting for the first worker of " + described(), ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("Nothing completes this future exceptionally", ex);
		}
	}

	private String tooLate(Duration timeout) {
		WorkerExited failure = this.lastFailure;
		return "No worker of %s was ready within %s ms (pool.start-timeout). %s".formatted(described(),
				timeout.toMillis(),
				(failure == null) ? "None has failed so far: they are still starting"
						: "The last one that failed, worker %d with pid %d, exited with %d: %s"
							.formatted(failure.workerId(), failure.pid(), failure.exitCode(), failure.detail()));
	}

	private String described() {
		return "pool '%s' (bean '%s')".formatted(this.pool.name(), this.beanName);
	}

	private void forget() {
		try {
			this.registration.close();
		}
		catch (Exception ex) {
			logger.debug("Could not remove the listener of " + described(), ex);
		}
	}

}
