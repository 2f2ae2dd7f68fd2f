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

import java.lang.reflect.Array;

import io.processpool.Args2;
import io.processpool.Args3;
import org.jspecify.annotations.Nullable;

/**
 * Large arguments that are kept as they are and encoded when they are sent, straight into
 * the channel, instead of being encoded into memory first. Only what no code of users has
 * a part in, and what can be encoded at any time, by any thread, and again.
 */
public final class Snapshot {

	private Snapshot() {
	}

	/**
	 * Whether an argument is to be kept as it is.
	 * @param value the argument
	 * @param atLeast the least size that is worth it, in bytes
	 * @return whether it is large, and an array of primitives, a string, or a pair or
	 * triple of such values and small ones
	 */
	public static boolean suits(@Nullable Object value, int atLeast) {
		if (value instanceof Args2<?, ?> args) {
			return (isLarge(args.first(), atLeast) || isLarge(args.second(), atLeast)) && isPlain(args.first())
					&& isPlain(args.second());
		}
		if (value instanceof Args3<?, ?, ?> args) {
			return (isLarge(args.first(), atLeast) || isLarge(args.second(), atLeast) || isLarge(args.third(), atLeast))
					&& isPlain(args.first()) && isPlain(args.second()) && isPlain(args.third());
		}
		return isLarge(value, atLeast);
	}

	/**
	 * A copy of what can change.
	 * @param value the argument, which {@link #suits}
	 * @return an equal one that nobody else has
	 */
	public static Object copy(Object value) {
		if (value instanceof Args2<?, ?> args) {
			return new Args2<>(copyPart(args.first()), copyPart(args.second()));
		}
		if (value instanceof Args3<?, ?, ?> args) {
			return new Args3<>(copyPart(args.first()), copyPart(args.second()), copyPart(args.third()));
		}
		PrimitiveArray form = PrimitiveArray.of(value.getClass());
		return (form != null) ? form.copy(value) : value;
	}

	private static @Nullable Object copyPart(@Nullable Object value) {
		return (value != null) ? copy(value) : null;
	}

	private static boolean isPlain(@Nullable Object value) {
		return Leaves.isLeaf(value) || (value != null && PrimitiveArray.of(value.getClass()) != null);
	}

	private static boolean isLarge(@Nullable Object value, int atLeast) {
		if (value instanceof String text) {
			return text.length() >= atLeast;
		}
		PrimitiveArray form = (value != null) ? PrimitiveArray.of(value.getClass()) : null;
		return value != null && form != null && (long) Array.getLength(value) * form.size() >= atLeast;
	}

}
