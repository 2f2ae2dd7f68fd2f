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

import org.jspecify.annotations.Nullable;

/**
 * A value, or a failure, ready for use.
 *
 * @param value the value
 * @param failure the failure, or {@code null} if there is a value
 * @param remote whether the failure comes from the worker, so that its stack trace tells
 * where the task was
 */
record Decoded(@Nullable Object value, @Nullable Throwable failure, boolean remote) {

	static Decoded value(@Nullable Object value) {
		return new Decoded(value, null, false);
	}

	static Decoded failure(Throwable failure, boolean remote) {
		return new Decoded(null, failure, remote);
	}

}
