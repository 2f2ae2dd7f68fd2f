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
 * The queue of the pool is full, and its {@link SaturationPolicy} is to fail. Nothing of
 * the call was issued: a {@code map} is admitted whole or refused whole.
 */
public final class PoolSaturatedException extends ProcessPoolException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message which pool refused how many items, how many wait, and how many may
	 */
	public PoolSaturatedException(String message) {
		super(message);
	}

}
