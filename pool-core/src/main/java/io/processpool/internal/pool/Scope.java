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

package io.processpool.internal.pool;

import java.util.function.Consumer;

import io.processpool.PoolScope;
import io.processpool.ProcessPool;
import io.processpool.TaskOptions;
import io.processpool.internal.dispatch.Issuer;

/**
 * A pool in a {@code try} statement, with the end that was chosen for it.
 */
final class Scope extends Submitter implements PoolScope {

	private final ProcessPool pool;

	private final Consumer<ProcessPool> end;

	Scope(ProcessPool pool, Issuer issuer, Consumer<ProcessPool> end) {
		super(issuer, TaskOptions.defaults());
		this.pool = pool;
		this.end = end;
	}

	static void closeAndJoin(ProcessPool pool) {
		pool.close();
		try {
			pool.join();
		}
		catch (InterruptedException ex) {
			pool.terminate();
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public ProcessPool pool() {
		return this.pool;
	}

	@Override
	public void close() {
		this.end.accept(this.pool);
	}

}
