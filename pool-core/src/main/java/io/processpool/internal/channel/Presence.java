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

package io.processpool.internal.channel;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether the agent waits at its selector, and whether it was called. Who calls may have
 * left work somewhere just before; the agent must not go to rest without having looked
 * for it after the call.
 * <p>
 * So the agent {@linkplain #awake gets up}, looks for work, and {@linkplain #rest rests}.
 * A call before the look is forgotten, since the look finds the work; one after it keeps
 * the agent from resting; one while it rests has to wake it, and only the first of
 * several does.
 * <p>
 * Only the agent gets up and rests; any thread may call and ask.
 */
final class Presence {

	/** What the agent does, or was asked for. */
	private final AtomicReference<State> state = new AtomicReference<>(State.AWAKE);

	/**
	 * The agent is awake, and will look for work before it rests.
	 * @return whether it was called
	 */
	boolean awake() {
		return this.state.getAndSet(State.AWAKE) == State.CALLED;
	}

	/**
	 * The agent is about to wait.
	 * @return {@code false} if it was called, and must not
	 */
	boolean rest() {
		return this.state.compareAndSet(State.AWAKE, State.RESTING);
	}

	/**
	 * Calls the agent.
	 * @return whether it rests and has to be woken
	 */
	boolean call() {
		return this.state.getAndSet(State.CALLED) == State.RESTING;
	}

	boolean isResting() {
		return this.state.get() == State.RESTING;
	}

	/** For a look that is repeated: may be late. */
	boolean isCalled() {
		return this.state.getOpaque() == State.CALLED;
	}

	private enum State {

		AWAKE, RESTING, CALLED

	}

}
