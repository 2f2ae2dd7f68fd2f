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
import java.util.List;

import io.processpool.WorkerStartException;
import io.processpool.internal.channel.Payload;
import io.processpool.internal.codec.DecodeLimits;
import io.processpool.internal.codec.ThrowableCodec;
import io.processpool.internal.launch.WorkerLauncher;
import org.jspecify.annotations.Nullable;

/**
 * Whom a set of workers may work for that has nothing for them to do, and what such
 * workers are made with.
 */
public class NoWork implements WorkerSet.Owner, WorkSource {

	static final long MAX_MESSAGE = 1024 * 1024;

	/**
	 * What workers without an initializer and without limits are made with.
	 * @param directory where their files are
	 * @param launcher starts them
	 * @param startTimeout how long they may take until they are ready
	 * @return the resources
	 */
	public static WorkerResources resources(Path directory, WorkerLauncher launcher, Duration startTimeout) {
		return new WorkerResources("workshop", () -> directory, () -> directory, launcher, Payload.EMPTY, startTimeout,
				Integer.MAX_VALUE, Long.MAX_VALUE, MAX_MESSAGE, false, NoWork.class.getClassLoader(),
				new ThrowableCodec(DecodeLimits.defaults()), (event) -> {
				});
	}

	@Override
	public WorkSource work() {
		return this;
	}

	@Override
	public void broken(WorkerStartException cause) {
		// Nobody waits for what it will not do
	}

	@Override
	public boolean wantsRevival() {
		return false;
	}

	@Override
	public void revived() {
		throw new AssertionError("nothing was to be revived");
	}

	@Override
	public void workerEnded() {
		// Nobody waits for it here
	}

	@Override
	public @Nullable WorkChunk take(WorkerAgent agent, boolean idle) {
		return null;
	}

	@Override
	public @Nullable WorkChunk takeShort(WorkerAgent agent) {
		return null;
	}

	@Override
	public boolean hasShort() {
		return false;
	}

	@Override
	public void giveBack(List<WorkItem> items, @Nullable WorkChunk chunk) {
		// There are none
	}

	@Override
	public boolean hasIdle() {
		return false;
	}

	@Override
	public void decline(WorkerAgent agent, WorkChunk chunk) {
		giveBack(List.of(), chunk);
	}

	@Override
	public void release(WorkerAgent agent) {
		// It never had any
	}

	@Override
	public void forget(WorkerAgent agent) {
		// Nothing is known of it
	}

}
