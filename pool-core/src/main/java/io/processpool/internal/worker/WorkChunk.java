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

package io.processpool.internal.worker;

import org.jspecify.annotations.Nullable;

/**
 * Items of one call that were given to one worker together. Owned by that worker's agent.
 */
public interface WorkChunk {

	/**
	 * The call of all its items.
	 * @return the call's id
	 */
	long callId();

	/**
	 * Takes the next item.
	 * @return the item, or {@code null} if none is left
	 */
	@Nullable WorkItem next();

	/**
	 * How many items are left.
	 * @return the number
	 */
	int remaining();

	/**
	 * Whether another worker may have a part of it.
	 * @return {@code false} if its size was asked for and has to be kept
	 */
	boolean isDivisible();

	/**
	 * Whether the first of its items has been taken.
	 * @return whether the chunk can no longer be moved as a whole
	 */
	boolean isBegun();

	/**
	 * Takes items off the end of a divisible chunk.
	 * @param count how many, at most {@link #remaining}
	 * @return a chunk of those items
	 */
	WorkChunk splitOff(int count);

}
