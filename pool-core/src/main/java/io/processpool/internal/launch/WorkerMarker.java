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

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * The environment variable by which all that a worker has started can be recognised as
 * its own, even after the worker's death has cut the line of descent. It is no secret.
 *
 * @param value the value of the variable: unique for each start of a worker, and behind
 * that of the worker in which its pool lives where pools are nested
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
	 * Finds the marker that a process carries.
	 * @param environment its environment, entries ended by NUL characters
	 * @return its marker, or {@code null} if it carries none
	 */
	static @Nullable WorkerMarker in(String environment) {
		String entry = VARIABLE + "=";
		int start = environment.startsWith(entry) ? 0 : environment.indexOf('\0' + entry) + 1;
		if (start == 0 && !environment.startsWith(entry)) {
			return null;
		}
		int end = environment.indexOf('\0', start);
		return new WorkerMarker(environment.substring(start + entry.length(), (end < 0) ? environment.length() : end));
	}

	/**
	 * Tells whether what carries this marker belongs to one of some workers.
	 * @param workers the markers of the workers
	 * @return whether this marker is one of them, or that of a worker nested in them
	 */
	boolean belongsTo(Set<WorkerMarker> workers) {
		for (int end = this.value.indexOf(NESTED); end >= 0; end = this.value.indexOf(NESTED, end + 1)) {
			if (workers.contains(new WorkerMarker(this.value.substring(0, end)))) {
				return true;
			}
		}
		return workers.contains(this);
	}

}
