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

/**
 * A pool bound to a block of code: what the block issues goes to the pool, and the end of
 * the block ends the pool. Safe for use by any number of threads.
 * <p>
 * Python: {@code with Pool() as pool:}, which is {@link ProcessPool#terminateOnExit()}.
 *
 * <pre>{@code
 * try (var pool = ProcessPool.create().terminateOnExit()) {
 *     return pool.map(Tasks::task, items);
 * }
 * }</pre>
 */
public interface PoolScope extends TaskSubmitter, AutoCloseable {

	/**
	 * Returns the pool, for whatever the scope itself does not offer.
	 * @return the pool that ends with this scope
	 */
	ProcessPool pool();

	/**
	 * Returns a view of the pool that issues its tasks with the given options, as
	 * {@link ProcessPool#with(TaskOptions)} does.
	 * @param options the options of all tasks issued through the view
	 * @return a view, which needs no closing
	 */
	default TaskSubmitter with(TaskOptions options) {
		return pool().with(options);
	}

	/**
	 * Ends the pool, in the way that was chosen with
	 * {@link ProcessPool#terminateOnExit()} or {@link ProcessPool#joinOnExit()}.
	 * Idempotent.
	 */
	@Override
	void close();

}
