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

/**
 * Prepares a worker before its first task, once in each worker process: loads a model,
 * opens a connection, warms a cache. What it stores in {@link WorkerContext#attributes()}
 * is there for every task of that worker.
 * <p>
 * It runs on the thread that will run the tasks. Its arguments are captured:
 * {@code builder().initializer(() -> init(a1, a2))}. It travels to each worker, so what
 * it captures must be able to travel.
 * <p>
 * Python: {@code Pool(initializer=init, initargs=(a1, a2))}. There a failing initializer
 * is restarted for ever; here, after a few failures in a row, the pool becomes
 * {@link PoolState#BROKEN} with the first failure as its cause.
 */
@FunctionalInterface
public interface WorkerInitializer extends Serializable {

	/**
	 * Prepares the worker in whose process it is called.
	 * @throws Exception whatever goes wrong; the worker is then given up and another is
	 * started, after a pause that grows
	 */
	void initialize() throws Exception;

}
