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
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.processpool.PoolState;
import io.processpool.ProcessPool;

import org.springframework.context.SmartLifecycle;

/**
 * Starts, rests and restarts all pools of an application context with it.
 * <p>
 * One bean for all pools, so that they start side by side and share the time that Spring
 * gives a phase. A pool is only ever suspended here, because Spring restarts the same
 * beans (paused test contexts, checkpoints, {@code context.stop()}). When the time for
 * its tasks is up, they are ended, since a context that is stopped runs nothing; the pool
 * itself is terminated only when the context is being closed.
 */
public final class ProcessPoolLifecycle implements SmartLifecycle {

	/**
	 * The phase of this life cycle: started before the web server, and stopped when its
	 * graceful shutdown is complete, so that requests in flight still have their pool.
	 */
	public static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 3072;

	private final Supplier<Map<String, ProcessPool>> pools;

	private final Consumer<Map<String, ProcessPool>> check;

	private final boolean eager;

	private final Duration startTimeout;

	private final PoolDrain drain;

	/** Written by whoever starts and stops the context, one at a time; read by all. */
	private volatile boolean running;

	/**
	 * Creates a life cycle.
	 * @param pools gives the pools that exist at the moment, by the names of their beans
	 * @param check looks at the pools before any is started, and throws what is wrong
	 * with them all together
	 * @param eager whether to start the pools, or to leave that to their first tasks
	 * @param startTimeout how long to wait for the first worker of each pool
	 * @param drainTimeout how long running and waiting tasks may take to finish on stop
	 * @param closing tells whether the context is being closed for good
	 */
	public ProcessPoolLifecycle(Supplier<Map<String, ProcessPool>> pools, Consumer<Map<String, ProcessPool>> check,
			boolean eager, Duration startTimeout, Duration drainTimeout, BooleanSupplier closing) {
		this.pools = pools;
		this.check = check;
		this.eager = eager;
		this.startTimeout = startTimeout;
		this.drain = new PoolDrain(drainTimeout, closing);
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Starts all pools and returns when each has a worker that takes tasks.
	 * @throws io.processpool.WorkerStartException if a pool has none in time
	 */
	@Override
	public void start() {
		// First, so that the workers of a start that fails are stopped as well
		this.running = true;
		Map<String, ProcessPool> pools = this.pools.get();
		this.check.accept(pools);
		if (this.eager) {
			PoolStart.start(pools, this.startTimeout);
		}
		else {
			pools.values().stream().filter((pool) -> pool.state() == PoolState.SUSPENDED).forEach(ProcessPool::resume);
		}
	}

	@Override
	public void stop() {
		try {
			this.drain.drain(this.pools.get());
		}
		finally {
			this.running = false;
		}
	}

	/**
	 * Stops on a thread of its own, so that the other beans of the phase stop meanwhile.
	 */
	@Override
	public void stop(Runnable callback) {
		new Thread(() -> {
			try {
				stop();
			}
			finally {
				callback.run();
			}
		}, "pool-shutdown").start();
	}

}
