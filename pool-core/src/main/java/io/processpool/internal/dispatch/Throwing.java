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

package io.processpool.internal.dispatch;

import java.util.Arrays;
import java.util.stream.Stream;

import io.processpool.TaskException;

/**
 * How blocking calls throw what went wrong elsewhere.
 */
final class Throwing {

	private static final String INTERNAL = "io.processpool.internal.";

	private Throwing() {
	}

	/**
	 * Makes an exception to be thrown to the caller of a blocking method: the failure
	 * itself if it is unchecked, with the caller's stack behind the task's own.
	 * @param decoded a failure
	 * @return never
	 */
	static RuntimeException rethrow(Decoded decoded) {
		Throwable failure = decoded.failure();
		if (failure == null) {
			throw new IllegalArgumentException("this is no failure");
		}
		if (failure instanceof RuntimeException || failure instanceof Error) {
			appendCaller(failure, decoded.remote());
			if (failure instanceof Error error) {
				throw error;
			}
			throw (RuntimeException) failure;
		}
		TaskException wrapper = new TaskException("The task threw " + failure.getClass().getName(), failure);
		wrapper.setStackTrace(callerFrames());
		throw wrapper;
	}

	private static void appendCaller(Throwable failure, boolean remote) {
		StackTraceElement[] own = remote ? failure.getStackTrace() : new StackTraceElement[0];
		failure.setStackTrace(
				Stream.concat(Arrays.stream(own), Arrays.stream(callerFrames())).toArray(StackTraceElement[]::new));
	}

	/** The stack of the current thread from the call into the pool on. */
	private static StackTraceElement[] callerFrames() {
		StackTraceElement[] frames = new Throwable().getStackTrace();
		int first = 0;
		while (first < frames.length && frames[first].getClassName().startsWith(INTERNAL)) {
			first++;
		}
		return Arrays.copyOfRange(frames, (first < frames.length) ? first : 0, frames.length);
	}

}
