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

package io.processpool;

import org.jspecify.annotations.Nullable;

/**
 * Makes argument lists for {@code starmap}:
 * {@code pool.starmap(Tasks::task, List.of(Args.of(1, 2), Args.of(3, 4)))}.
 * <p>
 * Python: {@code pool.starmap(task, [(1, 2), (3, 4)])}.
 */
public final class Args {

	private Args() {
	}

	/**
	 * Returns a pair of arguments for a {@link TaskBiFunction}.
	 * @param first the first argument, may be {@code null}
	 * @param second the second argument, may be {@code null}
	 * @param <A> the type of the first argument
	 * @param <B> the type of the second argument
	 * @return the pair
	 */
	public static <A extends @Nullable Object, B extends @Nullable Object> Args2<A, B> of(A first, B second) {
		return new Args2<>(first, second);
	}

	/**
	 * Returns a triple of arguments for a {@link TaskTriFunction}.
	 * @param first the first argument, may be {@code null}
	 * @param second the second argument, may be {@code null}
	 * @param third the third argument, may be {@code null}
	 * @param <A> the type of the first argument
	 * @param <B> the type of the second argument
	 * @param <C> the type of the third argument
	 * @return the triple
	 */
	public static <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object> Args3<A, B, C> of(
			A first, B second, C third) {
		return new Args3<>(first, second, third);
	}

}
