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

import java.io.Serializable;

import org.jspecify.annotations.Nullable;

/**
 * A task with three arguments that returns a result: what
 * {@code pool.starmap(task, items)} runs in a worker process for each {@link Args3}.
 * <p>
 * The task travels to the worker, so whatever a lambda captures must be able to travel
 * too. It runs on one thread of the worker, never on the thread that issued it.
 *
 * @param <T> the type of the first argument
 * @param <U> the type of the second argument
 * @param <V> the type of the third argument
 * @param <R> the type of the result
 */
@FunctionalInterface
public interface TaskTriFunction<T extends @Nullable Object, U extends @Nullable Object, V extends @Nullable Object, R extends @Nullable Object>
		extends Serializable {

	/**
	 * Does the work for one triple of arguments.
	 * @param first the first argument, a copy of what the caller gave
	 * @param second the second argument, a copy of what the caller gave
	 * @param third the third argument, a copy of what the caller gave
	 * @return the result, which travels back to the caller
	 * @throws Exception whatever goes wrong; it reaches the caller as
	 * {@link ProcessPoolException} describes
	 */
	R apply(T first, U second, V third) throws Exception;

}
