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

package io.processpool.spring.actuate;

import java.util.Map;
import java.util.TreeMap;

import io.processpool.ProcessPool;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * {@link Endpoint @Endpoint} that shows pools, their workers and what these do, and that
 * replaces workers where writing is allowed. Arguments and results of tasks are never
 * shown.
 */
@Endpoint(id = "pool", defaultAccess = Access.READ_ONLY)
public final class ProcessPoolEndpoint {

	private final Map<String, ProcessPool> pools;

	/**
	 * Creates an endpoint.
	 * @param pools the pools by the names of their beans
	 */
	public ProcessPoolEndpoint(Map<String, ProcessPool> pools) {
		this.pools = Map.copyOf(pools);
	}

	/**
	 * Describes all pools.
	 * @return the descriptions by the names of the beans
	 */
	@ReadOperation
	public PoolsDescriptor pools() {
		Map<String, PoolDescriptor> pools = new TreeMap<>();
		this.pools.forEach((name, pool) -> pools.put(name, PoolDescriptor.of(pool)));
		return new PoolsDescriptor(pools);
	}

	/**
	 * Describes one pool.
	 * @param pool the name of the bean
	 * @return the description, or {@code null} if there is no such pool
	 */
	@ReadOperation
	public @Nullable PoolDescriptor pool(@Selector String pool) {
		ProcessPool found = this.pools.get(pool);
		return (found != null) ? PoolDescriptor.of(found) : null;
	}

	/**
	 * Asks a worker for the stacks of its threads.
	 * @param pool the name of the bean
	 * @param worker the number of the worker
	 * @return the dump, or {@code null} if there is no such pool or worker
	 */
	@ReadOperation(produces = "text/plain;charset=UTF-8")
	public @Nullable String threadDump(@Selector String pool, @Selector int worker) {
		ProcessPool found = this.pools.get(pool);
		try {
			return (found != null) ? found.threadDump(worker) : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * Replaces all workers of a pool by fresh ones; running tasks finish first.
	 * @param pool the name of the bean
	 */
	@WriteOperation
	public void recycleAll(@Selector String pool) {
		existing(pool).recycle();
	}

	/**
	 * Replaces one worker by a fresh one; a running task finishes first.
	 * @param pool the name of the bean
	 * @param worker the number of the worker
	 */
	@WriteOperation
	public void recycle(@Selector String pool, @Selector int worker) {
		try {
			existing(pool).recycle(worker);
		}
		catch (IllegalArgumentException ex) {
			String message = String.valueOf(ex.getMessage());
			throw new InvalidEndpointRequestException(message, message, ex);
		}
	}

	private ProcessPool existing(String name) {
		ProcessPool pool = this.pools.get(name);
		if (pool == null) {
			String message = "There is no pool '%s', but there are: %s".formatted(name,
					String.join(", ", new TreeMap<>(this.pools).keySet()));
			throw new InvalidEndpointRequestException(message, message);
		}
		return pool;
	}

	/**
	 * Description of all pools.
	 *
	 * @param pools the descriptions by the names of the beans
	 */
	public record PoolsDescriptor(Map<String, PoolDescriptor> pools) implements OperationResponseBody {

	}

}
