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
 * The calling thread was interrupted while it waited for the pool. Its interrupt flag is
 * set again. What a blocking call waited for is cancelled; an iterator that was waited
 * for can still be read.
 */
public final class PoolInterruptedException extends ProcessPoolException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what the thread was waiting for
	 * @param cause the interrupt
	 */
	public PoolInterruptedException(String message, InterruptedException cause) {
		super(message, cause);
	}

}
