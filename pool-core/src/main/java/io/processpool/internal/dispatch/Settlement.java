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

import io.processpool.internal.channel.Payload;
import io.processpool.internal.codec.PlainValue;
import org.jspecify.annotations.Nullable;

/**
 * What became of an item, as it came from the worker or from the pool: not decoded, since
 * that is done by the thread that wants it.
 */
sealed interface Settlement {

	/**
	 * What a task returned.
	 * @param value the encoded value
	 */
	static Settlement returned(Payload value) {
		if (value.landed() != null) {
			return new Plain(value.landed());
		}
		PlainValue plain = PlainValue.decode(value.piece());
		return (plain != null) ? new Plain(plain.value()) : new Returned(value);
	}

	/** Whether the task returned. */
	default boolean isSuccess() {
		return this instanceof Returned || this instanceof Plain;
	}

	/**
	 * The task returned.
	 *
	 * @param value the encoded value
	 */
	record Returned(Payload value) implements Settlement {
	}

	/**
	 * The task returned a value that is plain enough to be decoded by anybody, or that
	 * was decoded while it arrived.
	 *
	 * @param value the value
	 */
	record Plain(@Nullable Object value) implements Settlement {
	}

	/**
	 * The task threw.
	 *
	 * @param failure the encoded throwable
	 */
	record Threw(Payload failure) implements Settlement {
	}

	/**
	 * The pool could not get the task done.
	 *
	 * @param failure why
	 */
	record Failed(RuntimeException failure) implements Settlement {
	}

}
