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

/**
 * The public API of the pool, and the first station of a task's journey: here a caller
 * hands a task over, and here its outcome comes back.
 * <p>
 * {@link io.processpool.ProcessPool} is the place to begin. It takes tasks in the shapes
 * of {@link io.processpool.TaskSubmitter}, gives back {@link io.processpool.AsyncResult}s
 * and {@link io.processpool.ResultIterator}s, and is observed through
 * {@link io.processpool.PoolStats}, {@link io.processpool.WorkerInfo} and
 * {@link io.processpool.PoolListener}. Inside a worker, tasks meet
 * {@link io.processpool.WorkerContext}.
 * <p>
 * This package is the lowest layer: it holds types and promises, no machinery, and
 * depends on no other package of this library. The machinery is found through
 * {@link java.util.ServiceLoader} as the provider of
 * {@link io.processpool.ProcessPoolBuilder}.
 */
@NullMarked
package io.processpool;

import org.jspecify.annotations.NullMarked;
