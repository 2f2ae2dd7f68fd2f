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

import java.time.Duration;
import java.util.List;

import io.processpool.DeserializationPolicy;
import io.processpool.PoolListener;
import io.processpool.SaturationPolicy;
import io.processpool.TaskCodec;
import io.processpool.WorkerInitializer;
import io.processpool.internal.launch.LaunchSettings;
import org.jspecify.annotations.Nullable;

/**
 * What a pool was built with, checked.
 *
 * @param name the pool's name
 * @param initializer runs first in every worker, or {@code null}
 * @param maxTasksPerChild how many items a worker runs at most
 * @param maxMemoryPerChild how many bytes a worker may have resident after a task
 * @param taskTimeout the time limit of items, or {@code null}
 * @param queueCapacity how many items may wait
 * @param saturationPolicy what happens to a call for which there is no room
 * @param startTimeout how long a worker may take until it is ready
 * @param allowNestedPools whether tasks may create pools
 * @param listeners the first listeners
 * @param classLoader resolves the classes of results, or {@code null}
 * @param deserialization which classes workers may send
 * @param codec encodes what has no form of our own, or {@code null}
 * @param lazily whether workers start with the first task
 * @param inThreads whether workers are threads
 * @param launch how worker processes are launched
 */
record PoolSettings(String name, @Nullable WorkerInitializer initializer, int maxTasksPerChild, long maxMemoryPerChild,
		@Nullable Duration taskTimeout, int queueCapacity, SaturationPolicy saturationPolicy, Duration startTimeout,
		boolean allowNestedPools, List<PoolListener> listeners, @Nullable ClassLoader classLoader,
		DeserializationPolicy deserialization, @Nullable TaskCodec codec, boolean lazily, boolean inThreads,
		LaunchSettings launch) {

	PoolSettings {
		listeners = List.copyOf(listeners);
	}

	int processes() {
		return this.launch.processes();
	}

}
