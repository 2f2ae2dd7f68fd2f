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

/**
 * Why a worker process came to its end, as far as the pool can tell. Deliberate endings
 * are told from accidents: see {@link #isDeliberate()}.
 */
public enum ExitReason {

	/** Its own code ended it: {@code System.exit} or {@code Runtime.halt}. */
	EXITED,

	/**
	 * A signal from outside killed it, such as {@code kill -9}. A
	 * {@code Runtime.halt(137)} looks exactly the same from outside.
	 */
	KILLED,

	/** The JVM crashed, in native code or by a fault of its own. */
	CRASHED,

	/**
	 * It ran out of memory, and was ended for it: an {@link OutOfMemoryError}, or the JVM
	 * itself got none from the operating system.
	 */
	OUT_OF_MEMORY,

	/**
	 * Its task occupied more memory than
	 * {@link ProcessPoolBuilder#maxMemoryPerChild(long)} allows, and went on doing so;
	 * the pool killed it.
	 */
	MEMORY_LIMIT,

	/**
	 * The operating system killed it to get its memory back. That is known on Linux,
	 * where the counters of its control group can be read; elsewhere it looks like
	 * {@link #KILLED}.
	 */
	KILLED_BY_OS,

	/** It no longer answered, and the pool killed it. */
	UNRESPONSIVE,

	/** Its task outran the time limit, and the pool killed it. */
	TIMED_OUT,

	/** Its task was cancelled, and the pool killed it. */
	CANCELLED,

	/**
	 * It reached its limit of tasks or memory, or was recycled by hand, and a successor
	 * took its place.
	 */
	RECYCLED,

	/** The pool was closed, suspended or terminated. */
	CLOSED,

	/** It ended before it was ready: the JVM or the initializer failed. */
	START_FAILED,

	/** What it sent was not what a worker sends, and the pool killed it. */
	PROTOCOL_ERROR,

	/** It is gone, and nothing tells why. */
	UNKNOWN;

	/**
	 * Tells whether the pool itself ended the worker as part of its normal work.
	 * @return {@code true} for {@link #TIMED_OUT}, {@link #CANCELLED}, {@link #RECYCLED}
	 * and {@link #CLOSED}
	 */
	public boolean isDeliberate() {
		return this == TIMED_OUT || this == CANCELLED || this == RECYCLED || this == CLOSED;
	}

}
