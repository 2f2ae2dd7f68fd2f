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

package io.processpool.internal.launch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * A started worker. All methods may be called by any thread.
 */
public interface WorkerProcess {

	/**
	 * Returns the process id, as the parent sees it.
	 * @return the process id
	 */
	long pid();

	/**
	 * Tells whether the process is still there.
	 * @return whether the process is still there
	 */
	boolean isAlive();

	/**
	 * Returns the exit code to come. What depends on it runs on the thread that clears
	 * away the worker's remains, and should be short.
	 * @return the exit code as {@link Process#exitValue()} gives it: on Unix 128 + n
	 * after signal n
	 */
	CompletableFuture<Integer> exit();

	/**
	 * Kills the process at once, and the descendants that it has now. What else it has
	 * started is cleared away when it has ended. Idempotent; does not wait.
	 */
	void kill();

	/**
	 * Returns the last lines of standard error, a few kilobytes at most.
	 * @return the lines, joined by line feeds
	 */
	String stderrTail();

	/**
	 * Waits until both streams have been read to their end and the remains of the worker
	 * have been cleared away, so that {@link #stderrTail()} is complete. Returns early
	 * when the time is up or the thread is interrupted (which stays interrupted).
	 * @param timeout how long to wait at most
	 */
	void awaitOutput(Duration timeout);

	/**
	 * Returns the file in which the JVM has described its crash.
	 * @return the file, or {@code null} if there is none
	 */
	@Nullable Path crashLog();

	/**
	 * Returns the file into which the JVM has dumped its heap when memory ran out.
	 * @return the file, or {@code null} if there is none
	 */
	default @Nullable Path heapDump() {
		return null;
	}

	/**
	 * Tells, after the process was killed, whether the kernel's out-of-memory killer has
	 * been at work where it lived.
	 * @return whether it was probably that; {@code false} where it cannot be known
	 */
	default boolean isTakenByKernel() {
		return false;
	}

	/**
	 * The worker is up, and says who it is. Behind a command prefix it may be another
	 * process than the one that was started.
	 * @param ownPid its process id as it sees it
	 */
	default void identified(long ownPid) {
		// The process is what was started
	}

	/**
	 * Measures how much physical memory the worker occupies.
	 * @return bytes, empty where that cannot be measured
	 */
	default OptionalLong residentMemory() {
		return OptionalLong.empty();
	}

}
