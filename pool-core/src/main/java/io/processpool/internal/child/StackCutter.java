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

package io.processpool.internal.child;

/**
 * Takes this package's own frames off the bottom of a task's stack trace: whoever reads
 * it wants to see the task.
 */
final class StackCutter {

	private static final String PACKAGE = StackCutter.class.getPackageName() + ".";

	private StackCutter() {
	}

	static void cut(Throwable failure) {
		try {
			StackTraceElement[] frames = failure.getStackTrace();
			int end = length(frames);
			if (end < frames.length) {
				StackTraceElement[] kept = new StackTraceElement[end];
				System.arraycopy(frames, 0, kept, 0, end);
				failure.setStackTrace(kept);
			}
		}
		catch (Throwable hostile) {
			// The class overrides these methods in its own way: then all frames travel
		}
	}

	/** How many frames, from the innermost, are not this package's. */
	static int length(StackTraceElement[] frames) {
		for (int i = 0; i < frames.length; i++) {
			if (frames[i].getClassName().startsWith(PACKAGE)) {
				return (i > 0) ? i : frames.length;
			}
		}
		return frames.length;
	}

}
