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

import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.processpool.PoolState;
import io.processpool.WorkerStartException;
import io.processpool.internal.channel.Payload;
import io.processpool.internal.codec.ClassRules;
import io.processpool.internal.codec.DecodeLimits;
import io.processpool.internal.codec.ObjectCodec;
import io.processpool.internal.codec.ThrowableCodec;
import io.processpool.internal.dispatch.Callbacks;
import io.processpool.internal.dispatch.Dispatcher;
import io.processpool.internal.dispatch.Engine;
import io.processpool.internal.dispatch.Issuer;
import io.processpool.internal.dispatch.KeepAlive;
import io.processpool.internal.dispatch.LogRelay;
import io.processpool.internal.dispatch.PoolGate;
import io.processpool.internal.launch.ProcessLauncher;
import io.processpool.internal.launch.WorkerLauncher;
import io.processpool.internal.worker.PoolEvents;
import io.processpool.internal.worker.WorkSource;
import io.processpool.internal.worker.WorkerResources;
import io.processpool.internal.worker.WorkerSet;
import org.jspecify.annotations.Nullable;

/**
 * The parts, while they are put together; afterwards, the pool as the parts know it.
 */
final class PoolAssembly implements WorkerSet.Owner {

	private final PoolSettings settings;

	private final PoolDirectory directory;

	private final PoolMemory memory;

	private final PoolEvents events;

	private final PoolGate gate = new PoolGate(() -> pool().retireIfEmpty());

	private final Dispatcher dispatcher;

	private final WorkerSet workers;

	private final Callbacks callbacks;

	private final Engine engine;

	private final Issuer issuer;

	/** Set before anything can be called back. */
	private @Nullable DefaultProcessPool pool;

	PoolAssembly(PoolSettings settings, ObjectCodec codec, Payload initializer, PoolDirectory directory) {
		this.settings = settings;
		this.directory = directory;
		this.memory = new PoolMemory(directory, settings);
		String name = settings.name();
		ClassLoader loader = (settings.classLoader() != null) ? settings.classLoader()
				: PoolAssembly.class.getClassLoader();
		ThrowableCodec throwables = new ThrowableCodec(DecodeLimits.defaults(),
				ClassRules.of(settings.deserialization()));
		ScheduledThreadPoolExecutor timer = timer(name);
		this.events = new PoolEvents(name, settings.listeners());
		this.dispatcher = new Dispatcher(name, settings.processes(), settings.queueCapacity(),
				settings.saturationPolicy());
		KeepAlive keepAlive = new KeepAlive(name);
		this.callbacks = new Callbacks(name, timer, keepAlive);
		WorkerLauncher launcher = settings.inThreads() ? new ThreadLauncher(loader)
				: new ProcessLauncher(settings.launch());
		this.workers = new WorkerSet(settings.processes(),
				new WorkerResources(name, directory::path, this.memory::path, launcher, initializer,
						settings.startTimeout(), settings.maxTasksPerChild(), settings.maxMemoryPerChild(),
						maxMessage(), settings.allowNestedPools(), loader,
						(settings.initializer() != null) ? throwables.forFailuresOf(settings.initializer())
								: throwables,
						new LogRelay(this.events, logger(name)),
						(settings.codec() != null) ? settings.codec().name() : null),
				this.events, timer, this);
		this.dispatcher.connect(this.workers);
		this.engine = new Engine(this.dispatcher, this.workers, this.events, codec, throwables, this.gate, keepAlive,
				this.callbacks);
		this.issuer = new Issuer(this.engine, settings.processes(), settings.classLoader(), settings.taskTimeout(),
				() -> pool().refusal(), () -> pool().startIfLazy());
	}

	/**
	 * Not one that keeps the JVM alive: a worker may log for ever. Its thread goes when
	 * it has nothing to do.
	 */
	private static ThreadPoolExecutor logger(String name) {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				(task) -> {
					Thread thread = new Thread(null, task, name + "-log", 0, false);
					thread.setDaemon(true);
					thread.setContextClassLoader(DefaultProcessPool.class.getClassLoader());
					return thread;
				});
		executor.allowCoreThreadTimeOut(true);
		return executor;
	}

	DefaultProcessPool assemble() {
		DefaultProcessPool pool = new DefaultProcessPool(this);
		this.pool = pool;
		return pool;
	}

	private DefaultProcessPool pool() {
		return Objects.requireNonNull(this.pool);
	}

	/** Its thread goes when it has nothing to do, so nobody must shut it down. */
	private static ScheduledThreadPoolExecutor timer(String name) {
		ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(null, task, name + "-timer", 0, false);
			thread.setDaemon(true);
			thread.setContextClassLoader(DefaultProcessPool.class.getClassLoader());
			return thread;
		}, new ThreadPoolExecutor.DiscardPolicy());
		timer.setRemoveOnCancelPolicy(true);
		timer.setKeepAliveTime(1, TimeUnit.SECONDS);
		timer.allowCoreThreadTimeOut(true);
		return timer;
	}

	/** A worker must not be able to fill this JVM's heap with one message. */
	private static long maxMessage() {
		long smallest = 64L * 1024 * 1024;
		return Math.max(smallest, Runtime.getRuntime().maxMemory() / 2);
	}

	@Override
	public WorkSource work() {
		return this.dispatcher;
	}

	@Override
	public void broken(WorkerStartException cause) {
		pool().broken(cause);
	}

	@Override
	public boolean wantsRevival() {
		return this.gate.state() == PoolState.BROKEN;
	}

	@Override
	public void revived() {
		pool().revived();
	}

	@Override
	public void workerEnded() {
		pool().releaseIfOver();
	}

	PoolSettings settings() {
		return this.settings;
	}

	PoolMemory memory() {
		return this.memory;
	}

	PoolDirectory directory() {
		return this.directory;
	}

	PoolEvents events() {
		return this.events;
	}

	PoolGate gate() {
		return this.gate;
	}

	Dispatcher dispatcher() {
		return this.dispatcher;
	}

	WorkerSet workers() {
		return this.workers;
	}

	Callbacks callbacks() {
		return this.callbacks;
	}

	Engine engine() {
		return this.engine;
	}

	Issuer issuer() {
		return this.issuer;
	}

}
