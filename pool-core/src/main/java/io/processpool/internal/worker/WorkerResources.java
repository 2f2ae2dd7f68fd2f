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

package io.processpool.internal.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.processpool.PoolListener.WorkerLogged;
import io.processpool.internal.channel.Payload;
import io.processpool.internal.codec.ThrowableCodec;
import io.processpool.internal.launch.OutputSink;
import io.processpool.internal.launch.WorkerLauncher;
import org.jspecify.annotations.Nullable;

/**
 * What all workers of a pool are made with.
 *
 * @param poolName the pool
 * @param directory the pool's private directory, at any time
 * @param ringDirectory where rings are made, at any time; {@code null} if there are to be
 * none
 * @param launcher starts workers
 * @param initializer the encoded initializer, empty for none
 * @param startTimeout how long a worker may take until it is ready
 * @param maxTasksPerChild how many items a worker runs at most
 * @param maxMemoryPerChild how many bytes a worker may have resident
 * @param maxMessage the largest message that is taken from a worker, in bytes
 * @param allowNestedPools whether tasks may create pools
 * @param loader resolves the classes of exceptions that initializers throw
 * @param throwables decodes those exceptions
 * @param logs takes what workers log, and does not keep the caller waiting
 * @param codec the name of the codec that encodes what has no form of our own, or
 * {@code null}
 */
public record WorkerResources(String poolName, Supplier<Path> directory, Supplier<@Nullable Path> ringDirectory,
		WorkerLauncher launcher, Payload initializer, Duration startTimeout, int maxTasksPerChild,
		long maxMemoryPerChild, long maxMessage, boolean allowNestedPools, ClassLoader loader,
		ThrowableCodec throwables, Consumer<WorkerLogged> logs, @Nullable String codec) {

	/**
	 * What all workers of a pool without a codec are made with.
	 * @param poolName the pool
	 * @param directory the pool's private directory, at any time
	 * @param ringDirectory where rings are made, at any time
	 * @param launcher starts workers
	 * @param initializer the encoded initializer, empty for none
	 * @param startTimeout how long a worker may take until it is ready
	 * @param maxTasksPerChild how many items a worker runs at most
	 * @param maxMemoryPerChild how many bytes a worker may have resident
	 * @param maxMessage the largest message that is taken from a worker, in bytes
	 * @param allowNestedPools whether tasks may create pools
	 * @param loader resolves the classes of exceptions that initializers throw
	 * @param throwables decodes those exceptions
	 * @param logs takes what workers log
	 */
	public WorkerResources(String poolName, Supplier<Path> directory, Supplier<@Nullable Path> ringDirectory,
			WorkerLauncher launcher, Payload initializer, Duration startTimeout, int maxTasksPerChild,
			long maxMemoryPerChild, long maxMessage, boolean allowNestedPools, ClassLoader loader,
			ThrowableCodec throwables, Consumer<WorkerLogged> logs) {
		this(poolName, directory, ringDirectory, launcher, initializer, startTimeout, maxTasksPerChild,
				maxMemoryPerChild, maxMessage, allowNestedPools, loader, throwables, logs, null);
	}

	OutputSink output(int workerId) {
		return new WorkerOutput(this.poolName, workerId);
	}

}
