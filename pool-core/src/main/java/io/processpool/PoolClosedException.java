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

import org.jspecify.annotations.Nullable;

/**
 * The pool takes no tasks, or gave up this one: it was closed, suspended or terminated.
 */
public final class PoolClosedException extends ProcessPoolException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception without a cause.
	 * @param message which pool refused or gave up what, and in which state it is
	 */
	public PoolClosedException(String message) {
		super(message);
	}

	/**
	 * Creates an exception with a cause.
	 * @param message which pool refused or gave up what, and in which state it is
	 * @param cause why the pool is closed, may be {@code null}
	 */
	public PoolClosedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
