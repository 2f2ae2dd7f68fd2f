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
 * The common parent of everything that the pool itself throws. Unchecked.
 * <p>
 * What a task throws comes back like this: an unchecked exception or an error is rebuilt
 * and thrown as it is, with the stack trace of the worker ahead of the caller's own; a
 * checked exception is the cause of a {@link TaskException}; what cannot travel or be
 * rebuilt is told by a {@link RemoteTaskException}. The caller's waiting method throws
 * it, {@link AsyncResult#get()} has it as the cause of its
 * {@link java.util.concurrent.ExecutionException}.
 */
public class ProcessPoolException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception without a cause.
	 * @param message what happened, to what, and what to do about it
	 */
	public ProcessPoolException(String message) {
		super(message);
	}

	/**
	 * Creates an exception with a cause.
	 * @param message what happened, to what, and what to do about it
	 * @param cause why it happened, may be {@code null}
	 */
	public ProcessPoolException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
