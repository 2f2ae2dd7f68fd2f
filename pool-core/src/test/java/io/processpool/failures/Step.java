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

package io.processpool.failures;

/**
 * The steps of a worker's life and of a task's journey at which something can go wrong.
 */
enum Step {

	/** The process runs, the worker in it does not yet. */
	START,

	/** It has connected, and says half of who it is. */
	HANDSHAKE,

	/** It runs the initializer. */
	INITIALIZER,

	/** It waits for its first task. */
	IDLE,

	/** It has half of an argument. */
	RECEIVE,

	/** It decodes the argument. */
	DECODE,

	/** It runs the task. */
	EXECUTE,

	/** It begins to encode the result. */
	ENCODE,

	/** Most of the result has left. */
	SEND,

	/** It has answered, and waits for the next task. */
	IDLE_AGAIN;

	/** Whether the fault can strike at this step. */
	boolean isOpenTo(Fault fault) {
		return switch (fault) {
			// One that waits writes nothing to a disk, nor does a handshake
			case FULL_DISK -> this == START || this == INITIALIZER || isRunning();
			// There is no second socket yet
			case NOISE_ON_CONTROL -> compareTo(HANDSHAKE) > 0;
			default -> true;
		};
	}

	/** Whether workers are not ready at this step. */
	boolean isBirth() {
		return compareTo(INITIALIZER) <= 0;
	}

	/** Whether an item is claimed at this step. */
	boolean isRunning() {
		return compareTo(DECODE) >= 0 && compareTo(SEND) <= 0;
	}

}
