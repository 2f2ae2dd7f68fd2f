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

package io.processpool.internal.child;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.processpool.WorkerContext;
import io.processpool.internal.channel.Bootstrap;
import org.jspecify.annotations.Nullable;

/**
 * What tasks and initializers see of the worker that runs them.
 */
final class ChildContext extends WorkerContext {

	/** Tells the builder of pools, which knows nothing of this package. */
	private static final String NESTED_POOLS = "io.processpool.nested-pools-allowed";

	private final String poolName;

	private final int workerId;

	private final ConcurrentMap<String, Object> attributes = new ConcurrentHashMap<>();

	/** The headers of the running task; written by the task thread, read by any. */
	private volatile Map<String, String> headers = Map.of();

	ChildContext(Bootstrap bootstrap) {
		this.poolName = bootstrap.poolName();
		this.workerId = bootstrap.workerId();
		if (bootstrap.allowNestedPools()) {
			this.attributes.put(NESTED_POOLS, true);
		}
	}

	/** Makes this the context of the whole process, or only of the current thread. */
	void bind(boolean wholeProcess) {
		if (wholeProcess) {
			bindProcess(this);
		}
		else {
			bindThread(this);
		}
	}

	void headers(@Nullable Map<String, String> headers) {
		this.headers = (headers != null) ? headers : Map.of();
	}

	@Override
	public String poolName() {
		return this.poolName;
	}

	@Override
	public int workerId() {
		return this.workerId;
	}

	@Override
	public long pid() {
		return ProcessHandle.current().pid();
	}

	@Override
	public ConcurrentMap<String, Object> attributes() {
		return this.attributes;
	}

	@Override
	public Map<String, String> headers() {
		return this.headers;
	}

}
