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

import java.util.concurrent.CompletableFuture;

import io.processpool.ExitReason;
import io.processpool.internal.worker.Outstanding.Sent;
import org.jspecify.annotations.Nullable;

/**
 * What other threads ask of an agent.
 */
sealed interface Order {

	/**
	 * Items of the call have been cancelled: do not start them, and if the worker runs
	 * one of them, kill it.
	 *
	 * @param callId the call
	 */
	record Cancel(long callId) implements Order {
	}

	/**
	 * The call is over.
	 *
	 * @param callId the call
	 */
	record Forget(long callId) implements Order {
	}

	/** Another worker has nothing to do: give it a part of what has not been started. */
	record Share() implements Order {
	}

	/**
	 * Finish what runs and end.
	 *
	 * @param reason why
	 */
	record Retire(ExitReason reason) implements Order {
	}

	/**
	 * The worker has occupied more memory than it may.
	 *
	 * @param running what it ran when it was measured, {@code null} if nothing
	 * @param resident how much it had, in bytes
	 */
	record TooLarge(@Nullable Sent running, long resident) implements Order {
	}

	/** End at once. */
	record Terminate() implements Order {
	}

	/**
	 * Tell what all threads of the worker do.
	 *
	 * @param answer takes the answer
	 */
	record Dump(CompletableFuture<String> answer) implements Order {
	}

}
