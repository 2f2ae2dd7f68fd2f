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
 * The states of a {@link ProcessPool}.
 * <p>
 * A pool begins as {@code RUNNING}. {@code SUSPENDED} and {@code BROKEN} can be left
 * again; from {@code CLOSED} the only way is to {@code TERMINATED}, which is the end.
 */
public enum PoolState {

	/** Takes tasks. A pool that is built to start lazily is in this state too. */
	RUNNING,

	/**
	 * Takes no tasks and has no workers until {@link ProcessPool#resume()} or
	 * {@link ProcessPool#start()}.
	 */
	SUSPENDED,

	/** Takes no further tasks; finishes those that were issued. */
	CLOSED,

	/** Takes no tasks, and kills or has ended its workers. Final. */
	TERMINATED,

	/**
	 * Its workers cannot start: waiting tasks fail, and so do new ones, with
	 * {@link WorkerStartException}. The pool tries again by itself, at growing intervals,
	 * with one worker, and is {@code RUNNING} again when that one is ready;
	 * {@link ProcessPool#start()} tries at once, with all.
	 */
	BROKEN

}
