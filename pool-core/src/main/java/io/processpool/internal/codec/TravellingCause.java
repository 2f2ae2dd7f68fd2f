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

import io.processpool.RemoteTaskException;
import io.processpool.TaskSerializationException;

/**
 * Makes sure that a {@link TaskSerializationException} always travels as itself: its
 * cause is often an exception of the application, and the very thing that cannot travel.
 * Such a cause goes as text.
 */
final class TravellingCause {

	private TravellingCause() {
	}

	static Throwable prepare(Throwable failure) {
		if (!(failure instanceof TaskSerializationException original) || isPlain(failure)) {
			return failure;
		}
		Throwable cause = Failures.causeOf(failure);
		RemoteTaskException told = (cause != null) ? tell(cause) : null;
		TaskSerializationException copy = new TaskSerializationException(String.valueOf(original.getMessage()),
				original.typeName().orElse(null), original.path().orElse(null), told);
		copy.setStackTrace(original.getStackTrace());
		return copy;
	}

	private static RemoteTaskException tell(Throwable cause) {
		RemoteTaskException told = new RemoteTaskException("The cause, told as text: " + cause.getClass().getName(),
				cause.getClass().getName(), Failures.messageOf(cause), ThrowableText.of(cause));
		told.setStackTrace(new StackTraceElement[0]);
		return told;
	}

	/** Whether all of it comes from the JDK and the pool, and nothing is suppressed. */
	private static boolean isPlain(Throwable failure) {
		for (Throwable cause : Failures.causes(failure)) {
			ClassLoader loader = cause.getClass().getClassLoader();
			if (cause.getSuppressed().length > 0
					|| (loader != null && cause.getClass() != TaskSerializationException.class)) {
				return false;
			}
		}
		return true;
	}

}
