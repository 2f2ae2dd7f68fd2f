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

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Is told what happens in a pool. Every method does nothing unless it is overridden.
 * <p>
 * The methods are called by the pool's own threads, several at a time, so a listener must
 * be safe for that and must be quick: it must not block, nor issue tasks. The one
 * exception is {@link #taskIssued(TaskIssued)}, which the caller's thread calls. What a
 * listener throws is logged and ignored. Events of one task come in order; events of
 * different tasks and workers come in any. No event carries arguments or results.
 * <p>
 * Added by {@link ProcessPoolBuilder#listener(PoolListener)} and
 * {@link ProcessPool#addListener(PoolListener)}.
 */
public interface PoolListener {

	/**
	 * A call is about to issue its tasks. Called on the caller's thread, so that the
	 * listener can see that thread's context and put it into the event's headers.
	 * @param event what is being issued
	 */
	default void taskIssued(TaskIssued event) {
	}

	/**
	 * A worker has begun with a task.
	 * @param event which task, and where
	 */
	default void taskStarted(TaskStarted event) {
	}

	/**
	 * A task has come to its outcome, after it was started.
	 * @param event which task, and how it ended
	 */
	default void taskFinished(TaskFinished event) {
	}

	/**
	 * All tasks of a call have come to their outcomes.
	 * @param event which call, and how it ended
	 */
	default void callFinished(CallFinished event) {
	}

	/**
	 * Something was logged in a worker, by a logging framework that has been told to hand
	 * it over ({@link WorkerContext#log(WorkerLogEvent)}). Called on a thread of the
	 * pool, in the order in which each worker logged it, perhaps after the task has come
	 * to its outcome. When listeners are slower than workers, events are dropped and
	 * their number is logged.
	 * @param event what was logged, and where
	 */
	default void workerLogged(WorkerLogged event) {
	}

	/**
	 * A worker process has been started.
	 * @param event which worker
	 */
	default void workerStarted(WorkerEvent event) {
	}

	/**
	 * A worker is initialized and takes tasks.
	 * @param event which worker
	 */
	default void workerReady(WorkerEvent event) {
	}

	/**
	 * A worker process has ended.
	 * @param event which worker, and why
	 */
	default void workerExited(WorkerExited event) {
	}

	/**
	 * The pool has gone from one state to another.
	 * @param event the states
	 */
	default void stateChanged(StateChanged event) {
	}

	/**
	 * A call is about to issue its tasks.
	 *
	 * @param pool the name of the pool
	 * @param callId the number of the call, unique within the pool
	 * @param task the name of the task
	 * @param items the number of items, or -1 if it is not known, as for {@code imap}
	 * @param headers what travels to the worker with each task; empty, and to be filled
	 * by the listener during the call of {@link PoolListener#taskIssued(TaskIssued)}
	 */
	record TaskIssued(String pool, long callId, String task, int items, Map<String, String> headers) {

	}

	/**
	 * A worker has begun with a task.
	 *
	 * @param pool the name of the pool
	 * @param callId the number of the call
	 * @param task the name of the task
	 * @param index the position of the item within its call, from 0
	 * @param workerId the number of the worker
	 * @param pid the process id of the worker
	 * @param waited the time from being issued to being started
	 */
	record TaskStarted(String pool, long callId, String task, int index, int workerId, long pid, Duration waited) {

	}

	/**
	 * A task has come to its outcome, after it was started.
	 *
	 * @param pool the name of the pool
	 * @param callId the number of the call
	 * @param task the name of the task
	 * @param index the position of the item within its call, from 0
	 * @param workerId the number of the worker
	 * @param pid the process id of the worker
	 * @param result how it ended
	 * @param waited the time from being issued to being started
	 * @param ran the time from being started to the outcome
	 */
	record TaskFinished(String pool, long callId, String task, int index, int workerId, long pid, Result result,
			Duration waited, Duration ran) {

		/**
		 * How a task ended.
		 */
		public enum Result {

			/** It returned, and its result came back. */
			SUCCEEDED,

			/** It threw, or something could not be encoded or decoded. */
			FAILED,

			/** It outran its time limit. */
			TIMED_OUT,

			/** It was cancelled, or the pool was terminated. */
			CANCELLED,

			/** Its worker was lost while it ran. */
			WORKER_LOST

		}

	}

	/**
	 * All tasks of a call have come to their outcomes.
	 *
	 * @param pool the name of the pool
	 * @param callId the number of the call
	 * @param task the name of the task
	 * @param items the number of its items
	 * @param failed how many of them have no result
	 * @param took the time from the call to the last outcome
	 */
	record CallFinished(String pool, long callId, String task, int items, int failed, Duration took) {

	}

	/**
	 * Something has happened to a worker.
	 *
	 * @param pool the name of the pool
	 * @param workerId the number of the worker
	 * @param pid the process id of the worker
	 */
	record WorkerEvent(String pool, int workerId, long pid) {

	}

	/**
	 * A worker process has ended.
	 *
	 * @param pool the name of the pool
	 * @param workerId the number of the worker
	 * @param pid the process id of the worker, or 0 if it came to none
	 * @param reason why it ended
	 * @param exitCode the exit code, or -1 if it is not known
	 * @param signal the number of the signal that killed it, or 0 if there was none or it
	 * is not known
	 * @param detail what else is known, in words; may be empty
	 */
	record WorkerExited(String pool, int workerId, long pid, ExitReason reason, int exitCode, int signal,
			String detail) {

	}

	/**
	 * Something was logged in a worker.
	 *
	 * @param pool the name of the pool
	 * @param workerId the number of the worker
	 * @param pid the process id of the worker
	 * @param event what was logged
	 */
	record WorkerLogged(String pool, int workerId, long pid, WorkerLogEvent event) {

	}

	/**
	 * The pool has gone from one state to another.
	 *
	 * @param pool the name of the pool
	 * @param from the state that it has left
	 * @param to the state that it is in
	 * @param cause why, above all for {@link PoolState#BROKEN}; {@code null} if somebody
	 * asked for it
	 */
	record StateChanged(String pool, PoolState from, PoolState to, @Nullable Throwable cause) {

	}

}
