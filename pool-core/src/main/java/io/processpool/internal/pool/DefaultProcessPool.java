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

package io.processpool.internal.pool;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

import io.processpool.PoolClosedException;
import io.processpool.PoolListener;
import io.processpool.PoolScope;
import io.processpool.PoolState;
import io.processpool.PoolStats;
import io.processpool.ProcessPool;
import io.processpool.TaskOptions;
import io.processpool.TaskSubmitter;
import io.processpool.WorkerInfo;
import io.processpool.WorkerStartException;
import io.processpool.ExitReason;
import io.processpool.internal.channel.Payload;
import io.processpool.internal.codec.ClassRules;
import io.processpool.internal.codec.DecodeLimits;
import io.processpool.internal.codec.ObjectCodec;
import io.processpool.internal.dispatch.Callbacks;
import io.processpool.internal.dispatch.Dispatcher;
import io.processpool.internal.dispatch.Engine;
import io.processpool.internal.dispatch.Issuer;
import io.processpool.internal.dispatch.PoolGate;
import io.processpool.internal.worker.Durations;
import io.processpool.internal.worker.PoolEvents;
import io.processpool.internal.worker.WorkerAgent;
import io.processpool.internal.worker.WorkerSet;
import org.jspecify.annotations.Nullable;

/**
 * A pool: puts the parts together and leads them through its life.
 * <p>
 * The state lives in the {@link PoolGate}. The gate reports when a pool that takes no
 * more calls has none left; then the workers retire. When the last worker of a closed or
 * terminated pool has ended, its files are deleted and {@link #join} returns.
 */
final class DefaultProcessPool extends Submitter implements ProcessPool {

	/** How long {@code terminate} waits before it breaks into code of users. */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	/** How long {@code terminate} waits in all; killed processes that stay are rare. */
	private static final Duration TERMINATION = Duration.ofSeconds(15);

	private static final Duration DUMP_PATIENCE = Duration.ofSeconds(5);

	private final PoolSettings settings;

	private final PoolDirectory directory;

	private final PoolMemory memory;

	private final PoolEvents events;

	private final PoolGate gate;

	private final Dispatcher dispatcher;

	private final WorkerSet workers;

	private final Callbacks callbacks;

	private final Engine engine;

	private final Issuer issuer;

	/** Guards changes of the state that start or retire workers, so that they agree. */
	private final ReentrantLock lifeCycle = new ReentrantLock();

	/** Completed when nothing is left of the pool but the object. */
	private final CompletableFuture<@Nullable Void> gone = new CompletableFuture<>();

	/** Written under the life-cycle lock. */
	private volatile boolean started;

	/** Why the pool is broken, if it is. */
	private volatile @Nullable WorkerStartException brokenCause;

	static DefaultProcessPool create(PoolSettings settings) {
		ObjectCodec codec = new ObjectCodec(DecodeLimits.defaults(), ClassRules.of(settings.deserialization()),
				settings.codec());
		Payload initializer = encodeInitializer(settings, codec);
		PoolDirectory directory = PoolDirectory.create();
		try {
			DefaultProcessPool pool = new PoolAssembly(settings, codec, initializer, directory).assemble();
			if (!settings.lazily()) {
				pool.start();
			}
			return pool;
		}
		catch (RuntimeException | Error ex) {
			directory.delete();
			throw ex;
		}
	}

	private static Payload encodeInitializer(PoolSettings settings, ObjectCodec codec) {
		if (settings.initializer() == null) {
			return Payload.EMPTY;
		}
		Payload.Collector out = new Payload.Collector(Long.MAX_VALUE);
		try {
			codec.encode(settings.initializer(), out, "initializer");
		}
		catch (IOException ex) {
			throw new IllegalStateException("a collector in memory does not fail", ex);
		}
		return out.toPayload();
	}

	DefaultProcessPool(PoolAssembly parts) {
		super(parts.issuer(), TaskOptions.defaults());
		this.settings = parts.settings();
		this.directory = parts.directory();
		this.memory = parts.memory();
		this.events = parts.events();
		this.gate = parts.gate();
		this.dispatcher = parts.dispatcher();
		this.workers = parts.workers();
		this.callbacks = parts.callbacks();
		this.engine = parts.engine();
		this.issuer = parts.issuer();
	}

	@Override
	public TaskSubmitter with(TaskOptions options) {
		return new OptionsSubmitter(this.issuer, options);
	}

	@Override
	public String name() {
		return this.settings.name();
	}

	// The life cycle

	@Override
	public void start() {
		if (!this.started || state() == PoolState.SUSPENDED || state() == PoolState.BROKEN) {
			resume(PoolState.RUNNING, PoolState.SUSPENDED, PoolState.BROKEN);
		}
		refuseIfOver();
	}

	@Override
	public void resume() {
		if (state() == PoolState.SUSPENDED) {
			resume(PoolState.SUSPENDED);
		}
		refuseIfOver();
	}

	private void resume(PoolState... from) {
		PoolState before;
		this.lifeCycle.lock();
		try {
			before = state();
			if (!this.gate.change(PoolState.RUNNING, from)) {
				return;
			}
			this.started = true;
			this.brokenCause = null;
			this.workers.start();
		}
		finally {
			this.lifeCycle.unlock();
		}
		tell(before, PoolState.RUNNING, null);
	}

	@Override
	public boolean suspend(Duration drain) throws InterruptedException {
		if (change(PoolState.SUSPENDED, PoolState.RUNNING, PoolState.BROKEN)) {
			this.brokenCause = null;
		}
		refuseIfOver();
		// Workers may still be on their way out when the last task has just finished
		return this.workers.awaitEnd(drain) || this.gate.openCalls() == 0;
	}

	@Override
	public void suspendNow() {
		PoolState before;
		boolean changed;
		this.lifeCycle.lock();
		try {
			before = state();
			changed = this.gate.change(PoolState.SUSPENDED, PoolState.RUNNING, PoolState.BROKEN);
			this.gate.abandon();
		}
		finally {
			this.lifeCycle.unlock();
		}
		if (changed) {
			this.brokenCause = null;
			tell(before, PoolState.SUSPENDED, null);
		}
		refuseIfOver();
		this.dispatcher.abortAll(this::refusal);
		killIfSuspended();
		awaitKilled(this.workers::awaitTerminated);
	}

	/** Not the workers of a pool that has been started again meanwhile. */
	private void killIfSuspended() {
		this.lifeCycle.lock();
		try {
			if (state() == PoolState.SUSPENDED) {
				this.workers.terminateAll();
			}
		}
		finally {
			this.lifeCycle.unlock();
		}
	}

	@Override
	public void close() {
		change(PoolState.CLOSED, PoolState.RUNNING, PoolState.SUSPENDED, PoolState.BROKEN);
	}

	@Override
	public void terminate() {
		change(PoolState.TERMINATED, PoolState.RUNNING, PoolState.SUSPENDED, PoolState.BROKEN, PoolState.CLOSED);
		letStartFinish();
		this.dispatcher.abortAll(this::refusal);
		this.workers.terminateAll();
		releaseIfOver();
		awaitKilled(this::await);
	}

	private void awaitKilled(Wait end) {
		if (isOwnThread() || Thread.currentThread().isInterrupted()) {
			this.workers.breakOffAll(PATIENCE);
			return;
		}
		try {
			if (!end.await(PATIENCE)) {
				this.workers.breakOffAll();
				end.await(TERMINATION);
			}
		}
		catch (InterruptedException ex) {
			this.workers.breakOffAll(PATIENCE);
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Whoever has opened the pool just before it was ended may still be starting workers,
	 * which can be ended only then.
	 */
	private void letStartFinish() {
		this.lifeCycle.lock();
		try {
			// Whoever comes later finds that the pool is over
		}
		finally {
			this.lifeCycle.unlock();
		}
	}

	@Override
	public void join() throws InterruptedException {
		join(Duration.ofNanos(Long.MAX_VALUE));
	}

	@Override
	public boolean join(Duration timeout) throws InterruptedException {
		PoolState state = state();
		if (state != PoolState.CLOSED && state != PoolState.TERMINATED) {
			throw new IllegalStateException(
					"Pool '" + name() + "' is " + state + ": call close() or terminate() before join()");
		}
		if (isOwnThread()) {
			throw new IllegalStateException("join() is called in a callback, listener or input of pool '" + name()
					+ "', which it would wait for; call it on another thread");
		}
		long deadline = System.nanoTime() + Durations.nanos(timeout);
		return await(timeout) && this.callbacks.await(Duration.ofNanos(deadline - System.nanoTime()));
	}

	/** Whether this thread is one that the pool needs to come to its end. */
	private boolean isOwnThread() {
		return this.callbacks.isCallbackThread() || this.issuer.isReaderThread() || WorkerAgent.isAgentThread(name());
	}

	private boolean await(Duration timeout) throws InterruptedException {
		try {
			this.gone.get(Durations.nanos(timeout), TimeUnit.NANOSECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private boolean change(PoolState to, PoolState... from) {
		PoolState before = state();
		boolean changed = this.gate.change(to, from);
		if (changed) {
			tell(before, to, null);
		}
		return changed;
	}

	private void tell(PoolState from, PoolState to, @Nullable Throwable cause) {
		if (from != to) {
			this.events
				.tell((listener) -> listener.stateChanged(new PoolListener.StateChanged(name(), from, to, cause)));
		}
	}

	/** A first call is there. */
	void startIfLazy() {
		if (!this.started) {
			start();
		}
	}

	/** The pool takes no calls, and none is open. */
	void retireIfEmpty() {
		this.lifeCycle.lock();
		try {
			PoolState state = state();
			// The workers of a broken pool have been retired, and one may be on trial
			boolean atRest = state != PoolState.RUNNING && state != PoolState.BROKEN;
			if (atRest && this.gate.openCalls() == 0) {
				this.workers.retireAll(ExitReason.CLOSED);
			}
		}
		finally {
			this.lifeCycle.unlock();
		}
		releaseIfOver();
	}

	void releaseIfOver() {
		PoolState state = state();
		boolean over = state == PoolState.TERMINATED || (state == PoolState.CLOSED && this.gate.openCalls() == 0);
		if (over && this.workers.isEmpty()) {
			this.workers.dissolve();
			this.memory.delete();
			this.directory.delete();
			this.gone.complete(null);
		}
	}

	void broken(WorkerStartException cause) {
		boolean changed;
		this.lifeCycle.lock();
		try {
			this.brokenCause = cause;
			changed = this.gate.change(PoolState.BROKEN, PoolState.RUNNING);
		}
		finally {
			this.lifeCycle.unlock();
		}
		if (changed) {
			tell(PoolState.RUNNING, PoolState.BROKEN, cause);
		}
		this.dispatcher.abortAll(() -> refusalAs(cause));
	}

	/** A worker could be started again. */
	void revived() {
		boolean changed;
		this.lifeCycle.lock();
		try {
			// The news may be old: a pool without workers must not say that it runs
			changed = this.workers.isWanted() && this.gate.change(PoolState.RUNNING, PoolState.BROKEN);
			if (changed) {
				this.brokenCause = null;
			}
		}
		finally {
			this.lifeCycle.unlock();
		}
		if (changed) {
			tell(PoolState.BROKEN, PoolState.RUNNING, null);
		}
	}

	RuntimeException refusal() {
		WorkerStartException cause = this.brokenCause;
		return switch (state()) {
			case SUSPENDED -> new PoolClosedException(
					"Pool '" + name() + "' is suspended and takes no tasks until resume() or start()");
			case TERMINATED -> new PoolClosedException("Pool '" + name() + "' was terminated");
			case BROKEN -> (cause != null) ? refusalAs(cause) : new WorkerStartException("broken", null);
			default -> new PoolClosedException("Pool '" + name() + "' is closed and takes no further tasks");
		};
	}

	/** A new exception each time: they get the stack of whoever they are thrown to. */
	private static WorkerStartException refusalAs(WorkerStartException cause) {
		return new WorkerStartException(String.valueOf(cause.getMessage()), cause.getCause());
	}

	private void refuseIfOver() {
		PoolState state = state();
		if (state == PoolState.CLOSED || state == PoolState.TERMINATED) {
			throw refusal();
		}
	}

	// Views

	@Override
	public PoolScope terminateOnExit() {
		return new Scope(this, this.issuer, ProcessPool::terminate);
	}

	@Override
	public PoolScope joinOnExit() {
		return new Scope(this, this.issuer, Scope::closeAndJoin);
	}

	@Override
	public ExecutorService asExecutorService() {
		return new ExecutorView(this);
	}

	@Override
	public boolean awaitReady(Duration timeout) throws InterruptedException {
		startIfLazy();
		if (state() != PoolState.RUNNING) {
			throw refusal();
		}
		boolean ready = this.workers.awaitReady(this.settings.processes(), timeout);
		if (!ready && state() != PoolState.RUNNING) {
			throw refusal();
		}
		return ready;
	}

	@Override
	public void recycle() {
		this.workers.recycleAll();
	}

	@Override
	public void recycle(int workerId) {
		this.workers.recycle(workerId);
	}

	@Override
	public String threadDump(int workerId) {
		try {
			return this.workers.dump(workerId).get(DUMP_PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			return "Worker " + workerId + " of pool '" + name() + "' did not answer within " + DUMP_PATIENCE.toSeconds()
					+ " s.";
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "The thread was interrupted while it waited for worker " + workerId + ".";
		}
	}

	@Override
	public AutoCloseable addListener(PoolListener listener) {
		return this.events.add(listener);
	}

	@Override
	public PoolState state() {
		return this.gate.state();
	}

	@Override
	public PoolStats stats() {
		// In this order, each number is at least as large as the one before it
		long failed = this.engine.counters().failed();
		long completed = this.engine.counters().completed();
		long issued = this.engine.counters().issued();
		PoolState state = state();
		return new StatsSnapshot(name(), state, this.settings.launch().context(), this.settings.processes(), workers(),
				this.dispatcher.waiting(), issued, completed, failed, this.workers.started(), this.workers.exits(),
				this.workers.recentExits(), this.brokenCause, this.workers.nextAttempt(),
				this.started && state != PoolState.SUSPENDED,
				this.settings.inThreads() ? OptionalLong.empty() : this.settings.launch().heapLimit());
	}

	@Override
	public List<WorkerInfo> workers() {
		return this.workers.infos();
	}

	@Override
	public String toString() {
		return "ProcessPool[name=" + name() + ", state=" + state() + ", processes=" + this.settings.processes() + "]";
	}

	@FunctionalInterface
	private interface Wait {

		boolean await(Duration timeout) throws InterruptedException;

	}

}
