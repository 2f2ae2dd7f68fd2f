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

package io.processpool.internal.channel;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Where a large value goes while its bytes arrive, so that they need not be kept until
 * all are there. The channel knows nothing of values; whoever made its end does.
 *
 * @param size how many bytes the encoded value has
 * @param sink takes the bytes of the value, all of a buffer at a time. The first of them
 * make it take memory
 * @param place the memory itself, with its position behind the bytes that have come, if
 * the rest of them can be put there as they are
 * @param value the value, when all bytes have come
 */
public record Landing(long size, Consumer<ByteBuffer> sink, Supplier<@Nullable ByteBuffer> place,
		Supplier<Object> value) {

	/** Looks at a value that has begun to arrive. */
	@FunctionalInterface
	public interface Finder {

		/**
		 * Where the value can go.
		 * @param head its first bytes, little endian
		 * @return the place, {@code null} if there is none. No memory is taken for it yet
		 */
		@Nullable Landing find(ByteBuffer head);

	}

}
