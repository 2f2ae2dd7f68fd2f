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

package io.processpool;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;

/**
 * Where a task finds itself: the worker it runs in, and what that worker keeps between
 * tasks.
 *
 * <pre>{@code
 * builder().initializer(() -> WorkerContext.current().attributes().put("model", load()));
 *
 * static String classify(String text) {
 *     var model = (Model) WorkerContext.current().attributes().get("model");
 *     return model.classify(text);
 * }
 * }</pre>
 * <p>
 * Safe for use by any number of threads of the worker. Made by the library alone.
 */
public abstract class WorkerContext {

	// Of a worker process: one worker, so every thread sees it
	private static volatile @Nullable WorkerContext ofProcess;

	// Of a worker thread, in a pool in threads: the threads that a task starts see it too
	private static final InheritableThreadLocal<@Nullable WorkerContext> OF_THREAD = new InheritableThreadLocal<>();

	/**
	 * For the library's own subclasses.
	 */
	protected WorkerContext() {
	}

	/**
	 * Returns the context of the worker in which this is called, from whatever thread.
	 * @return the context
	 * @throws IllegalStateException if this is called outside a worker
	 */
	public static WorkerContext current() {
		return find().orElseThrow(() -> new IllegalStateException("Thread '" + Thread.currentThread().getName()
				+ "' is not in a worker: there is a WorkerContext only in tasks and initializers that a ProcessPool runs."
				+ " Code that also runs elsewhere can ask WorkerContext.find()"));
	}

	/**
	 * Returns the context of the worker in which this is called, if it is called in one.
	 * @return the context, or empty outside a worker
	 */
	public static Optional<WorkerContext> find() {
		WorkerContext context = OF_THREAD.get();
		return Optional.ofNullable((context != null) ? context : ofProcess);
	}

	/**
	 * Makes a context that of the whole process. For the library's own use.
	 * @param context the context that every thread of this process is to see
	 */
	protected static void bindProcess(WorkerContext context) {
		ofProcess = context;
	}

	/**
	 * Makes a context that of the calling thread, and of the threads that it starts. For
	 * the library's own use.
	 * @param context the context, or {@code null} to end its being bound
	 */
	protected static void bindThread(@Nullable WorkerContext context) {
		if (context != null) {
			OF_THREAD.set(context);
		}
		else {
			OF_THREAD.remove();
		}
	}

	/**
	 * Returns the name of the pool that the worker belongs to.
	 * @return the name, as in {@link ProcessPool#name()}
	 */
	public abstract String poolName();

	/**
	 * Returns the worker's number in its pool.
	 * @return the number, as in {@link WorkerInfo#id()}
	 */
	public abstract int workerId();

	/**
	 * Returns the process id of this worker.
	 * @return the process id, which in a pool in threads is that of the one JVM
	 */
	public abstract long pid();

	/**
	 * Returns what the worker keeps: what an initializer puts here, tasks find here. It
	 * lasts as long as the worker.
	 * @return a map that may be changed, the same one on each call
	 */
	public abstract ConcurrentMap<String, Object> attributes();

	/**
	 * Returns the headers of the running task, which a {@link PoolListener} filled in
	 * when the task was issued, such as {@code traceparent}.
	 * @return an immutable map, empty while no task runs
	 */
	public abstract Map<String, String> headers();

	/**
	 * Tells how far the running task has come, for those who look at
	 * {@link WorkerInfo#currentTask()}. It costs well under a microsecond and sends
	 * nothing, so it may be called for every row or page. Without a running task it does
	 * nothing.
	 * @param done how much is done, in whatever unit: 0 or more
	 * @param total how much there is to do, or 0 if that is not known
	 * @throws IllegalArgumentException if a number is negative
	 */
	public void progress(long done, long total) {
		// For contexts of others, such as those of unit tests
	}

	/**
	 * Hands a log event to the application, where a {@link PoolListener} gets it. For
	 * appenders and handlers of logging frameworks. Never waits: when too many events are
	 * on their way, this one is dropped, and their number is logged.
	 * @param event what was logged
	 */
	public void log(WorkerLogEvent event) {
		// For contexts of others, such as those of unit tests
	}

}
