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
 * A task with one argument and without a result: what {@code pool.forEach(task, items)}
 * runs in a worker process for each item.
 * <p>
 * The task travels to the worker, so whatever a lambda captures must be able to travel
 * too. It runs on one thread of the worker, never on the thread that issued it.
 *
 * @param <T> the type of the argument
 */
@FunctionalInterface
public interface TaskConsumer<T extends @Nullable Object> extends Serializable {

	/**
	 * Does the work for one argument.
	 * @param argument the argument, a copy of what the caller gave
	 * @throws Exception whatever goes wrong; it reaches the caller as
	 * {@link ProcessPoolException} describes
	 */
	void accept(T argument) throws Exception;

}
