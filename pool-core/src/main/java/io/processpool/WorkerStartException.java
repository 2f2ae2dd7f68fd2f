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
 * Workers cannot start, or the initializer keeps failing. The pool is
 * {@link PoolState#BROKEN}, and this exception has the first cause.
 */
public final class WorkerStartException extends ProcessPoolException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message which pool could not start its workers, and what to look at
	 * @param cause the first failure, may be {@code null}
	 */
	public WorkerStartException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
