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

package io.processpool.spring;

import java.io.EOFException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

import io.processpool.ExitReason;
import io.processpool.PoolClosedException;
import io.processpool.PoolListener;
import io.processpool.PoolState;
import io.processpool.PoolStats;
import io.processpool.ProcessPool;
import io.processpool.StartContext;
import io.processpool.WorkerEnd;
import io.processpool.WorkerStartException;
import org.jspecify.annotations.Nullable;
import org.mockito.BDDMockito;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;

/**
 * A pool without workers that can be put into any state. What it has been asked to do is
 * in {@link #calls()}.
 */
public final class FakePool {

	/** When a broken one will try again. */
	public static final Instant NEXT_START_ATTEMPT = Instant.parse("2026-11-22T18:00:00Z");

	private final ProcessPool pool = BDDMockito.mock(ProcessPool.class);

	private final String name;

	private final List<PoolListener> listeners = new CopyOnWriteArrayList<>();

	private final List<String> calls = new CopyOnWriteArrayList<>();

	private final Map<ExitReason, Long> exits = new EnumMap<>(ExitReason.class);

	private final List<WorkerEnd> recentExits = new ArrayList<>();

	private volatile PoolState state = PoolState.RUNNING;

	private volatile @Nullable Throwable brokenCause;

	private volatile String message = "Pool is broken";

	private volatile boolean started;

	private volatile int processes = 1;

	private volatile OptionalLong maxHeap = OptionalLong.empty();

	private volatile boolean readyOnStart = true;

	private volatile boolean drains = true;

	private volatile int starting;

	private volatile int idle;

	private volatile int busy;

	private volatile long startedWorkers;

	private volatile long completedTasks;

	public FakePool(String name) {
		this.name = name;
		given(this.pool.name()).willReturn(name);
		given(this.pool.state()).willAnswer((call) -> this.state);
		given(this.pool.stats()).willAnswer((call) -> stats());
		given(this.pool.addListener(any())).willAnswer((call) -> {
			PoolListener listener = call.getArgument(0);
			this.listeners.add(listener);
			return (AutoCloseable) () -> this.listeners.remove(listener);
		});
		willAnswer((call) -> begin("start")).given(this.pool).start();
		willAnswer((call) -> begin("resume")).given(this.pool).resume();
		willAnswer((call) -> {
			withWorkers(0, 0, 0);
			return end("suspendNow", PoolState.SUSPENDED);
		}).given(this.pool).suspendNow();
		willAnswer((call) -> end("terminate", PoolState.TERMINATED)).given(this.pool).terminate();
		willAnswer((call) -> end("close", PoolState.CLOSED)).given(this.pool).close();
		try {
			given(this.pool.awaitReady(any())).willAnswer((call) -> awaitReady());
			given(this.pool.suspend(any())).willAnswer((call) -> suspend(call.getArgument(0)));
			given(this.pool.join(any(Duration.class))).willAnswer((call) -> this.calls.add("join") && this.drains);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public ProcessPool pool() {
		return this.pool;
	}

	public List<String> calls() {
		return this.calls;
	}

	public List<PoolListener> listeners() {
		return this.listeners;
	}

	public FakePool withState(PoolState state) {
		this.state = state;
		return this;
	}

	public FakePool withHeaps(int processes, long bytes) {
		this.processes = processes;
		this.maxHeap = OptionalLong.of(bytes);
		return this;
	}

	public FakePool withStarted(boolean started) {
		this.started = started;
		return this;
	}

	public FakePool withWorkers(int starting, int idle, int busy) {
		this.starting = starting;
		this.idle = idle;
		this.busy = busy;
		this.startedWorkers = Math.max(this.startedWorkers, starting + idle + busy);
		return this;
	}

	public FakePool withCompletedTasks(long completedTasks) {
		this.completedTasks = completedTasks;
		return this;
	}

	public FakePool withStartedWorkers(long startedWorkers) {
		this.startedWorkers = startedWorkers;
		return this;
	}

	public FakePool withExits(ExitReason reason, long count) {
		this.exits.put(reason, count);
		return this;
	}

	public FakePool withRecentExit(WorkerEnd end) {
		this.recentExits.add(end);
		return this;
	}

	public FakePool broken(Throwable cause) {
		this.brokenCause = cause;
		this.state = PoolState.BROKEN;
		return this;
	}

	/** Broken, with this message. */
	public FakePool failing(String message) {
		this.message = message;
		return broken(new EOFException("the process has ended"));
	}

	/** Its workers are still starting when {@code start()} returns. */
	public FakePool slow() {
		this.readyOnStart = false;
		return this;
	}

	/** Its tasks never finish. */
	public FakePool busyForEver() {
		this.drains = false;
		return this;
	}

	public void tellReady() {
		withWorkers(0, 1, 0);
		this.listeners.forEach((listener) -> listener.workerReady(new PoolListener.WorkerEvent("fake", 1, 4711)));
	}

	public void tellExit(ExitReason reason, String detail) {
		this.listeners.forEach((listener) -> listener
			.workerExited(new PoolListener.WorkerExited("fake", 1, 4711, reason, 3, 0, detail)));
	}

	public void tellSuspended() {
		suspend(Duration.ZERO);
		this.listeners.forEach((listener) -> listener
			.stateChanged(new PoolListener.StateChanged("fake", PoolState.RUNNING, PoolState.SUSPENDED, null)));
	}

	public void tellBroken(Throwable cause) {
		broken(cause);
		this.listeners.forEach((listener) -> listener
			.stateChanged(new PoolListener.StateChanged("fake", PoolState.RUNNING, PoolState.BROKEN, cause)));
	}

	private @Nullable Object begin(String call) {
		this.calls.add(call);
		if (this.state == PoolState.CLOSED || this.state == PoolState.TERMINATED) {
			throw new PoolClosedException("Pool is " + this.state);
		}
		this.started = true;
		if (this.state == PoolState.SUSPENDED) {
			this.state = PoolState.RUNNING;
		}
		if (this.readyOnStart) {
			withWorkers(0, 1, 0);
		}
		else {
			withWorkers(1, 0, 0);
		}
		return null;
	}

	private @Nullable Object end(String call, PoolState state) {
		this.calls.add(call);
		this.state = state;
		return null;
	}

	private boolean awaitReady() {
		if (this.state == PoolState.BROKEN) {
			throw new WorkerStartException(this.message, this.brokenCause);
		}
		return this.idle + this.busy > 0;
	}

	private boolean suspend(Duration drain) {
		this.calls.add("suspend " + drain.toMillis());
		if (this.state == PoolState.CLOSED || this.state == PoolState.TERMINATED) {
			throw new PoolClosedException("Pool is " + this.state);
		}
		this.state = PoolState.SUSPENDED;
		this.started = false;
		withWorkers(0, 0, this.drains ? 0 : 1);
		return this.drains;
	}

	private PoolStats stats() {
		return new Snapshot(this.name, this.state, StartContext.SPAWN, this.processes, this.starting, this.idle,
				this.busy, 0, 7, this.busy, this.completedTasks, this.completedTasks, 0, this.startedWorkers,
				Map.copyOf(this.exits), List.copyOf(this.recentExits), Optional.ofNullable(this.brokenCause),
				this.started, this.maxHeap);
	}

	private record Snapshot(String name, PoolState state, StartContext context, int processes, int startingWorkers,
			int idleWorkers, int busyWorkers, int exitingWorkers, long queuedTasks, long runningTasks, long issuedTasks,
			long completedTasks, long failedTasks, long startedWorkers, Map<ExitReason, Long> exits,
			List<WorkerEnd> recentExits, Optional<Throwable> brokenCause, boolean started,
			OptionalLong maxHeap) implements PoolStats {

		@Override
		public Optional<Instant> nextStartAttempt() {
			return (this.state == PoolState.BROKEN) ? Optional.of(NEXT_START_ATTEMPT) : Optional.empty();
		}

	}

}
