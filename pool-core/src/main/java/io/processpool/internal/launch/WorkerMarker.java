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

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The environment variable by which all that a worker has started can be recognised as
 * its own, even after the worker's death has cut the line of descent. It is no secret.
 *
 * @param value the value of the variable: unique for each start of a worker, and that of
 * the worker in which the pool lives in front of it where pools are nested
 */
record WorkerMarker(String value) {

	static final String VARIABLE = "PROCESSPOOL_WORKER";

	private static final char NESTED = '/';

	/**
	 * Makes the markers of one pool.
	 */
	static final class Source {

		private final String prefix;

		/** Counts starts, so that a successor is not taken for its predecessor. */
		private final AtomicLong starts = new AtomicLong();

		Source() {
			String outer = System.getenv(VARIABLE);
			this.prefix = ((outer != null) ? outer + NESTED : "") + UUID.randomUUID();
		}

		WorkerMarker next(int workerId) {
			return new WorkerMarker(this.prefix + ":" + workerId + ":" + this.starts.incrementAndGet());
		}

	}

	/**
	 * Tells whether a process belongs to the worker.
	 * @param environment the process's environment, entries ended by NUL characters
	 * @return whether it carries this marker, or that of a worker nested in this one
	 */
	boolean isIn(String environment) {
		String entry = VARIABLE + "=" + this.value;
		for (int at = environment.indexOf(entry); at >= 0; at = environment.indexOf(entry, at + 1)) {
			int end = at + entry.length();
			boolean starts = at == 0 || environment.charAt(at - 1) == '\0';
			boolean ends = end == environment.length() || environment.charAt(end) == '\0'
					|| environment.charAt(end) == NESTED;
			if (starts && ends) {
				return true;
			}
		}
		return false;
	}

}
