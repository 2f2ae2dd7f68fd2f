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
 * What an issuing call does when the queue of waiting items is full, that is, when
 * {@link ProcessPoolBuilder#queueCapacity(int)} items wait already.
 * <p>
 * {@code imap} and {@code imapUnordered} always wait: they read their input only as fast
 * as there is room.
 */
public enum SaturationPolicy {

	/** The call fails at once with {@link PoolSaturatedException}. */
	FAIL,

	/** The call waits until there is room. */
	WAIT

}
