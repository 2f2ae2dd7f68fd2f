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

package io.processpool.internal.codec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Looks at throwables of others without trusting their methods.
 */
final class Failures {

	private static final int MOST_CAUSES = 32;

	private static final int FRAMES_OF_FULL_STACK = 50;

	private Failures() {
	}

	/** Errors of the JVM itself are never turned into others; a full stack is no such. */
	static void throwIfFatal(Throwable failure) {
		if (failure instanceof VirtualMachineError error && !(failure instanceof StackOverflowError)) {
			throw error;
		}
	}

	/** Throws what a stream threw before, as it was. */
	static void rethrow(@Nullable Throwable failure) throws IOException {
		if (failure instanceof IOException ex) {
			throw ex;
		}
		if (failure instanceof RuntimeException ex) {
			throw ex;
		}
		if (failure instanceof Error ex) {
			throw ex;
		}
	}

	/** The failure and its causes, outermost first. */
	static List<Throwable> causes(Throwable failure) {
		List<Throwable> causes = new ArrayList<>();
		Throwable next = failure;
		while (next != null && causes.size() < MOST_CAUSES) {
			causes.add(next);
			next = causeOf(next);
		}
		return causes;
	}

	static @Nullable Throwable causeOf(Throwable failure) {
		try {
			return failure.getCause();
		}
		catch (Throwable ex) {
			return null;
		}
	}

	static StackTraceElement[] stackOf(Throwable failure) {
		try {
			StackTraceElement[] stack = failure.getStackTrace();
			return (stack != null) ? stack : new StackTraceElement[0];
		}
		catch (Throwable ex) {
			return new StackTraceElement[0];
		}
	}

	/** Keeps the innermost frames: of a full stack, the others are the same again. */
	static void shorten(Throwable failure) {
		StackTraceElement[] stack = stackOf(failure);
		if (failure.getClass() == StackOverflowError.class && stack.length > FRAMES_OF_FULL_STACK) {
			failure.setStackTrace(Arrays.copyOf(stack, FRAMES_OF_FULL_STACK));
		}
	}

	static @Nullable String messageOf(Throwable failure) {
		try {
			return failure.getMessage();
		}
		catch (Throwable ex) {
			return "(its getMessage() threw " + ex.getClass().getName() + ")";
		}
	}

}
