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

package io.processpool.sample.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.processpool.PoolListener.WorkerExited;
import io.processpool.PoolStats;
import io.processpool.RunningTask;
import io.processpool.TaskProgress;
import io.processpool.WorkerInfo;
import org.jspecify.annotations.Nullable;

/**
 * What goes on at one moment.
 *
 * @param health the status of the application's health
 * @param heapUsed how much of the web server's own heap is used, in bytes
 * @param heapMax how large it may grow, in bytes
 * @param inProcess whether documents are rendered in the web server itself
 * @param pool the numbers of the pool, nothing if there is none
 * @param workers the workers
 * @param ends how the last workers have ended, the latest one first
 * @param point what is added to the chart
 */
record Activity(String health, long heapUsed, long heapMax, boolean inProcess, @Nullable Pool pool,
		List<Worker> workers, List<End> ends, Point point) {

	/**
	 * The numbers of the pool.
	 *
	 * @param state its state
	 * @param processes how many workers it is meant to have
	 * @param queued how many tasks wait
	 * @param completed how many tasks came to an outcome
	 * @param failed how many of them failed
	 * @param restarts how many workers were started in place of others
	 */
	record Pool(String state, int processes, long queued, long completed, long failed, long restarts) {

		static Pool of(PoolStats stats) {
			long restarts = stats.exits().values().stream().mapToLong(Long::longValue).sum();
			return new Pool(stats.state().name(), stats.processes(), stats.queuedTasks(), stats.completedTasks(),
					stats.failedTasks(), restarts);
		}

	}

	/**
	 * A worker.
	 *
	 * @param id its number
	 * @param pid its process id
	 * @param state what it is about
	 * @param task what it is doing
	 * @param millis for how long it has been doing that
	 * @param drawn how many steps of it are done, if it tells
	 * @param memory how much memory it occupies, in bytes, if that is known
	 * @param tasks how many tasks it has finished
	 */
	record Worker(int id, long pid, String state, @Nullable String task, @Nullable Long millis, @Nullable Long drawn,
			@Nullable Long memory, long tasks) {

		static Worker of(WorkerInfo worker, Instant now) {
			RunningTask task = worker.currentTask().orElse(null);
			Long memory = worker.residentMemory().isPresent() ? worker.residentMemory().getAsLong() : null;
			if (task == null) {
				return new Worker(worker.id(), worker.pid(), worker.state().name(), null, null, null, memory,
						worker.tasksCompleted());
			}
			return new Worker(worker.id(), worker.pid(), worker.state().name(), describe(task),
					Math.max(0, Duration.between(task.since(), now).toMillis()),
					task.progress().map(TaskProgress::done).orElse(null), memory, worker.tasksCompleted());
		}

		private static String describe(RunningTask task) {
			return task.name().equals("render-page") ? "renders page " + (task.index() + 1) : task.name();
		}

	}

	/**
	 * How a worker has ended.
	 *
	 * @param id its number
	 * @param pid its process id
	 * @param time when that was
	 * @param reason why it ended
	 * @param signal the signal that ended it, 0 if there was none
	 * @param detail what else is known, may be empty
	 */
	record End(int id, long pid, Instant time, String reason, int signal, String detail) {

		static End of(WorkerExited exited, Instant time) {
			return new End(exited.workerId(), exited.pid(), time, exited.reason().name(), exited.signal(),
					exited.detail());
		}

	}

	/**
	 * A point of the chart.
	 *
	 * @param time when it was taken
	 * @param busy how many tasks wait or run
	 * @param completed how many came to an outcome since the point before
	 */
	record Point(Instant time, long busy, long completed) {

	}

}
