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

package io.processpool.internal.worker;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.processpool.internal.launch.WorkerProcess;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the end of processes.
 */
final class Waiting {

	private Waiting() {
	}

	/** The exit code, or {@code null} if the process has not ended in that time. */
	static @Nullable Integer forExit(WorkerProcess process, Duration patience) {
		long deadline = System.nanoTime() + patience.toNanos();
		while (true) {
			try {
				return process.exit().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
			}
			catch (TimeoutException | ExecutionException ex) {
				return null;
			}
			catch (InterruptedException ex) {
				// The pool is being terminated, which is no reason to leave a process
				// behind
			}
		}
	}

}
