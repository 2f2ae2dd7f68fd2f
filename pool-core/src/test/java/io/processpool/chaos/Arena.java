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

package io.processpool.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.processpool.AsyncResult;
import io.processpool.PoolClosedException;
import io.processpool.PoolListener;
import io.processpool.PoolState;
import io.processpool.ProcessPool;
import io.processpool.ProcessPoolBuilder;
import io.processpool.SaturationPolicy;
import io.processpool.WorkerInfo;
import io.processpool.failures.Processes;
import org.jspecify.annotations.Nullable;

/**
 * One pool from its beginning to its end, with clients that use it, somebody who kills
 * its workers, and somebody who rests, recycles and ends it. All decisions follow from
 * one number; what comes of them depends on the machine, too.
 */
final class Arena implements Runnable {

	private static final int CLIENTS = 3;

	private static final int SMALL_QUEUE = 100;

	/** How many workers one call may wear out, so that it ends in time. */
	private static final int WORN_OUT = 30;

	private static final Duration FOR_EVER = Duration.ofHours(1);

	private final SplittableRandom random;

	private final Figures figures;

	private final Watchdog watchdog;

	private final Judge judge;

	private final Path witnesses;

	private final End end;

	private final int killPause;

	private final int mostItems;

	private final int mostWorkers;

	private final ProcessPool pool;

	private final Set<Long> pids = ConcurrentHashMap.newKeySet();

	/** Workers that were started and have not ended. */
	private final AtomicInteger living = new AtomicInteger();

	private final AtomicBoolean readySinceKill = new AtomicBoolean(true);

	/** Callbacks that were registered, each with the number of its runs. */
	private final Queue<AtomicInteger> callbacks = new ConcurrentLinkedQueue<>();

	private volatile boolean stopping;

	private volatile boolean over;

	Arena(String name, long seed, Figures figures, Watchdog watchdog, Path directory) throws IOException {
		this.random = new SplittableRandom(seed);
		this.figures = figures;
		this.watchdog = watchdog;
		this.judge = new Judge(figures);
		this.witnesses = Files.createTempDirectory(directory, "witnesses");
		this.end = End.values()[this.random.nextInt(End.values().length)];
		this.killPause = 300 + this.random.nextInt(2_500);
		boolean smallQueue = this.random.nextInt(4) == 0;
		int maxTasks = (this.random.nextInt(3) == 0) ? 1 + this.random.nextInt(300) : Integer.MAX_VALUE / WORN_OUT;
		int processes = 1 + this.random.nextInt(4);
		this.mostItems = Math.min(smallQueue ? SMALL_QUEUE : Integer.MAX_VALUE, maxTasks * WORN_OUT);
		// Those that work, their successors, and some that were recycled and are dying
		this.mostWorkers = 5 * processes + 5;
		this.pool = builder(name, processes, maxTasks, smallQueue).build();
	}

	private ProcessPoolBuilder builder(String name, int processes, int maxTasks, boolean smallQueue) {
		ProcessPoolBuilder builder = ProcessPool.builder()
			.name(name)
			.processes(processes)
			.maxTasksPerChild(maxTasks)
			.maxHeap("128m")
			// So that a stopped worker is not for ever
			.taskTimeout(Duration.ofSeconds(5))
			.startTimeout(Duration.ofMinutes(1))
			.listener(new Observer());
		if (this.random.nextInt(3) == 0) {
			builder.startLazily();
		}
		if (smallQueue) {
			builder.queueCapacity(SMALL_QUEUE).saturationPolicy(SaturationPolicy.WAIT);
		}
		return builder;
	}

	@Override
	public void run() {
		this.watchdog.watch(this.pool);
		try {
			List<Thread> clients = new ArrayList<>();
			for (int i = 0; i < CLIENTS; i++) {
				clients.add(start("client-" + i, new Client(this, this.random.split())));
			}
			Thread killer = start("killer", new Killer(this, this.random.split()));
			govern(4_000 + this.random.nextInt(8_000));
			this.watchdog.during(this.end + " of " + this.pool.name(), () -> {
				end(clients);
				return true;
			});
			this.over = true;
			killer.join();
			inspect();
		}
		catch (Throwable ex) {
			unexpected("the arena", ex);
			this.pool.terminate();
		}
		finally {
			this.stopping = true;
			this.over = true;
			this.watchdog.forget(this.pool);
		}
	}

	private Thread start(String name, Runnable action) {
		Thread thread = new Thread(action, "chaos-" + this.pool.name() + "-" + name);
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	/** Rests the pool, and renews its workers, in the middle of everything. */
	private void govern(int millis) throws Exception {
		long start = System.nanoTime();
		while (System.nanoTime() - start < millis * 1_000_000L) {
			Thread.sleep(100 + this.random.nextInt(1_500));
			this.watchdog.during("governing " + this.pool.name(), () -> {
				interfere(this.random.nextInt(8));
				return true;
			});
		}
	}

	private void interfere(int how) throws InterruptedException {
		List<WorkerInfo> workers = this.pool.workers();
		switch (how) {
			case 0 -> {
				this.judge.allowRefusals();
				this.pool.suspend(Duration.ofMillis(this.random.nextInt(2_000)));
				count("suspended");
				Thread.sleep(this.random.nextInt(100));
				this.pool.resume();
			}
			case 1 -> {
				this.pool.recycle();
				count("recycled: all workers");
			}
			case 2 -> {
				if (!workers.isEmpty()) {
					try {
						this.pool.recycle(workers.get(0).id());
						count("recycled: one worker");
					}
					catch (IllegalArgumentException ex) {
						// It has gone already
					}
				}
			}
			case 3 -> {
				if (!workers.isEmpty()) {
					try {
						this.pool.threadDump(workers.get(0).id());
					}
					catch (IllegalArgumentException ex) {
						// It has gone already
					}
				}
			}
			default -> this.pool.stats();
		}
	}

	private void end(List<Thread> clients) throws Exception {
		switch (this.end) {
			case CLOSE_WHEN_IDLE -> {
				this.stopping = true;
				join(clients);
				this.pool.close();
			}
			case CLOSE -> {
				this.judge.allowRefusals();
				this.pool.close();
			}
			case TERMINATE -> {
				this.judge.allowAborts();
				this.pool.terminate();
			}
			case EVERYTHING -> {
				this.judge.allowAborts();
				Thread suspending = start("suspending", this::suspendAndResume);
				Thread closing = start("closing", this.pool::close);
				Thread terminating = start("terminating", this.pool::terminate);
				this.pool.terminate();
				join(List.of(suspending, closing, terminating));
			}
		}
		this.stopping = true;
		if (!this.pool.join(FOR_EVER)) {
			this.judge.defect("join took an hour");
		}
		join(clients);
		count("pools: " + this.end);
	}

	private void suspendAndResume() {
		try {
			this.pool.suspend(Duration.ZERO);
			this.pool.resume();
		}
		catch (PoolClosedException ex) {
			// It came too late
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void join(List<Thread> threads) throws InterruptedException {
		for (Thread thread : threads) {
			thread.join();
		}
	}

	/** What is left when the pool is over. */
	private void inspect() throws IOException {
		if (!this.pool.workers().isEmpty()) {
			this.judge.defect("workers after join: " + this.pool.workers());
		}
		List<Long> alive = this.pids.stream().filter(Processes::isAlive).toList();
		if (!alive.isEmpty()) {
			this.judge.defect("processes after join: " + alive);
		}
		List<Integer> notOnce = this.callbacks.stream().map(AtomicInteger::get).filter((runs) -> runs != 1).toList();
		if (!notOnce.isEmpty()) {
			this.judge.defect(notOnce.size() + " of " + this.callbacks.size() + " callbacks have not run once, but "
					+ notOnce.stream().limit(20).toList());
		}
		this.figures.add("callbacks", this.callbacks.size());
		try (Stream<Path> traces = Files.list(this.witnesses)) {
			for (Path trace : (Iterable<Path>) traces::iterator) {
				if (trace.toString().contains(Job.AGAIN)) {
					this.figures.defect("tasks run twice", trace.toString());
				}
				Files.delete(trace);
			}
		}
		Files.delete(this.witnesses);
	}

	// What the others ask for

	ProcessPool pool() {
		return this.pool;
	}

	Judge judge() {
		return this.judge;
	}

	Watchdog watchdog() {
		return this.watchdog;
	}

	Path witnesses() {
		return this.witnesses;
	}

	int killPause() {
		return this.killPause;
	}

	int mostItems() {
		return this.mostItems;
	}

	/** Whether clients are to go on. */
	boolean isOpen() {
		return !this.stopping && !this.watchdog.hasFoundOne();
	}

	boolean isOver() {
		return this.over || this.watchdog.hasFoundOne();
	}

	void awaitOpen() {
		PoolState state = this.pool.state();
		while (isOpen() && state == PoolState.SUSPENDED) {
			Thread.onSpinWait();
			Thread.yield();
			state = this.pool.state();
		}
		if (state == PoolState.CLOSED || state == PoolState.TERMINATED) {
			this.stopping = true;
		}
	}

	boolean mayKillStarting() {
		return this.readySinceKill.getAndSet(false);
	}

	<T extends @Nullable Object> AsyncResult<T> callBack(AsyncResult<T> result) {
		AtomicInteger runs = new AtomicInteger();
		this.callbacks.add(runs);
		return result.callback((value) -> runs.incrementAndGet()).errorCallback((failure) -> runs.incrementAndGet());
	}

	void count(String what) {
		this.figures.count(what);
	}

	void wrong(String what) {
		this.figures.defect("wrong answers", what);
	}

	void unexpected(String where, Throwable failure) {
		this.figures.defect("unexplained failures", where + " of " + this.pool + " met " + failure + " at "
				+ Stream.of(failure.getStackTrace()).limit(12).map(Object::toString).toList());
	}

	/**
	 * How a pool ends.
	 */
	private enum End {

		CLOSE_WHEN_IDLE, CLOSE, TERMINATE, EVERYTHING

	}

	private final class Observer implements PoolListener {

		@Override
		public void workerStarted(WorkerEvent event) {
			Arena.this.pids.add(event.pid());
			count("workers started");
			int living = Arena.this.living.incrementAndGet();
			Arena.this.figures.most("most workers of a pool at once", living);
			if (living > Arena.this.mostWorkers) {
				Arena.this.judge.defect(living + " workers at once: " + Arena.this.pool.workers());
			}
		}

		@Override
		public void workerReady(WorkerEvent event) {
			Arena.this.readySinceKill.set(true);
		}

		@Override
		public void workerExited(WorkerExited event) {
			count("workers ended: " + event.reason());
			if (event.pid() > 0) {
				Arena.this.living.decrementAndGet();
			}
		}

		@Override
		public void stateChanged(StateChanged event) {
			if (event.to() == PoolState.BROKEN) {
				Arena.this.judge.defect(event.pool() + " is broken by " + event.cause());
			}
		}

	}

}
