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

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A snapshot of one worker: it does not change, however long it is kept. Safe for use by
 * any number of threads. Made by {@link ProcessPool#workers()}; more methods may be added
 * in later versions, so it is not for others to implement.
 */
public interface WorkerInfo {

	/**
	 * Returns the worker's number in its pool. A successor has a number of its own.
	 * @return the number, which {@link ProcessPool#recycle(int)} and
	 * {@link ProcessPool#threadDump(int)} take
	 */
	int id();

	/**
	 * Returns the worker's process id.
	 * @return the process id, or 0 while there is no process yet
	 */
	long pid();

	/**
	 * Returns what the worker is about.
	 * @return the state at the moment of the snapshot
	 */
	WorkerState state();

	/**
	 * Returns how many tasks the worker has finished, failed ones included.
	 * @return 0 or more
	 */
	long tasksCompleted();

	/**
	 * Returns when the pool began to start the worker.
	 * @return the time by the parent's clock
	 */
	Instant startedAt();

	/**
	 * Returns the task that the worker was running.
	 * @return the task, or empty when the worker was not busy
	 */
	Optional<RunningTask> currentTask();

	/**
	 * Returns how much physical memory the worker's process occupied.
	 * @return bytes, or empty where it cannot be measured
	 */
	OptionalLong residentMemory();

}
