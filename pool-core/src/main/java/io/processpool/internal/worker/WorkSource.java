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

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where agents get their work from. Safe for any number of threads; runs no code of
 * users.
 */
public interface WorkSource {

	/**
	 * Takes work.
	 * @param agent who asks
	 * @param idle whether it has nothing else to do; if there is no work for it, it is
	 * {@linkplain WorkerAgent#wakeup woken} when there is some
	 * @return a chunk of at least one item, or {@code null} if there is none
	 */
	@Nullable WorkChunk take(WorkerAgent agent, boolean idle);

	/**
	 * Takes a call of a single item ahead of what the agent has still to do.
	 * @param agent who asks, and has something else to do
	 * @return a chunk of one item, or {@code null} if there is none for it
	 */
	@Nullable WorkChunk takeShort(WorkerAgent agent);

	/**
	 * Whether a call of a single item waits.
	 * @return whether one does
	 */
	boolean hasShort();

	/**
	 * Puts back what has not been started, ahead of everything else.
	 * @param items single items, in order
	 * @param chunk what is to come after them, or {@code null}
	 */
	void giveBack(List<WorkItem> items, @Nullable WorkChunk chunk);

	/**
	 * Whether an agent waits for work.
	 * @return whether one does
	 */
	boolean hasIdle();

	/**
	 * The agent will not ask again.
	 * @param agent the agent
	 */
	void forget(WorkerAgent agent);

	/**
	 * The agent was given a chunk and cannot take it now.
	 * @param agent the agent
	 * @param chunk the chunk
	 */
	void decline(WorkerAgent agent, WorkChunk chunk);

	/**
	 * The agent has nothing left that its worker might run.
	 * @param agent the agent
	 */
	void release(WorkerAgent agent);

}
