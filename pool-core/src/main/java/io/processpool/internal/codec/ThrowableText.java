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

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Prints a throwable with its causes and what it suppressed, as
 * {@link Throwable#printStackTrace()} would; but never calls that, expects any method to
 * throw, and ends after a stated number of characters. Long messages are cut in here, so
 * that the frames below them are seen.
 */
final class ThrowableText {

	/** The longest text, give or take a line. */
	static final int MOST_CHARS = 256 * 1024;

	private static final int MOST_CHARS_OF_MESSAGE = 4096;

	private static final int MOST_LEVELS = 64;

	private static final StackTraceElement[] NO_FRAMES = new StackTraceElement[0];

	private final StringBuilder text = new StringBuilder();

	private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

	private ThrowableText() {
	}

	static String of(Throwable failure) {
		ThrowableText printer = new ThrowableText();
		printer.print(failure, "", "", NO_FRAMES, 0);
		return printer.text.toString();
	}

	private void print(Throwable failure, String indent, String caption, StackTraceElement[] below, int level) {
		if (level == MOST_LEVELS || isFull()) {
			line(indent + caption + "... (cut)");
			return;
		}
		if (!this.seen.add(failure)) {
			line(indent + caption + "[CIRCULAR REFERENCE: " + failure.getClass().getName() + "]");
			return;
		}
		line(indent + caption + header(failure));
		StackTraceElement[] stack = Failures.stackOf(failure);
		int common = framesInCommon(stack, below);
		for (int i = 0; i < stack.length - common && !isFull(); i++) {
			line(indent + "\tat " + stack[i]);
		}
		if (common > 0) {
			line(indent + "\t... " + common + " more");
		}
		for (Throwable suppressed : failure.getSuppressed()) {
			print(suppressed, indent + "\t", "Suppressed: ", stack, level + 1);
		}
		Throwable cause = Failures.causeOf(failure);
		if (cause != null) {
			print(cause, indent, "Caused by: ", stack, level + 1);
		}
	}

	private static String header(Throwable failure) {
		String message = Failures.messageOf(failure);
		return failure.getClass().getName() + ((message != null) ? ": " + cut(message, MOST_CHARS_OF_MESSAGE) : "");
	}

	static String cut(String text, int mostChars) {
		return (text.length() <= mostChars) ? text
				: text.substring(0, mostChars) + "... (cut, " + text.length() + " characters in all)";
	}

	private static int framesInCommon(StackTraceElement[] stack, StackTraceElement[] below) {
		int common = 0;
		while (common < stack.length && common < below.length
				&& isSame(stack[stack.length - 1 - common], below[below.length - 1 - common])) {
			common++;
		}
		return common;
	}

	private static boolean isSame(@Nullable StackTraceElement one, @Nullable StackTraceElement other) {
		return one != null && one.equals(other);
	}

	private boolean isFull() {
		return this.text.length() >= MOST_CHARS;
	}

	private void line(String line) {
		this.text.append(line).append(System.lineSeparator());
	}

}
