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
 * The task threw a checked exception, which is the {@linkplain #getCause() cause}. An
 * unchecked exception or an error of a task is not wrapped: it is thrown as it is.
 */
public final class TaskException extends ProcessPoolException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception around the one that the task threw.
	 * @param message which task failed, and where
	 * @param cause what the task threw, rebuilt on this side
	 */
	public TaskException(String message, Throwable cause) {
		super(message, cause);
	}

}
