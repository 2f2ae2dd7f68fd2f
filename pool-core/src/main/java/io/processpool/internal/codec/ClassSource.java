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

import org.jspecify.annotations.Nullable;

/**
 * What has found the classes of a message, and can tell which ones afterwards.
 */
interface ClassSource {

	/**
	 * Returns the class that the message named last.
	 * @return the name, {@code null} if there was none
	 */
	@Nullable String latestClass();

	/**
	 * Returns the class for which the message was refused.
	 * @return the name, {@code null} if it was not refused, or not for a class
	 */
	@Nullable String refusedClass();

	/**
	 * Returns why the message was refused.
	 * @return the reason as a sentence without its full stop, {@code null} if it was not
	 * refused
	 */
	@Nullable String refusal();

}
