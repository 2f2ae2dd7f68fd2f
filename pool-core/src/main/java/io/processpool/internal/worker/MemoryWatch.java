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

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Measures the memory of all workers of a pool while they run tasks, if it is limited.
 * One look costs some 30 microseconds for each worker; twice a second that is next to
 * nothing even for hundreds of them, and half a second is what a process needs to fill a
 * gigabyte or two. Looks as long as there are workers, on the pool's timer.
 */
final class MemoryWatch {

	private static final Duration INTERVAL = Duration.ofMillis(500);

	private final long limit;

	private final ScheduledExecutorService timer;

	private final Supplier<Collection<WorkerAgent>> workers;

	/** Whether a look is due or under way. */
	private final AtomicBoolean looking = new AtomicBoolean();

	MemoryWatch(long limit, ScheduledExecutorService timer, Supplier<Collection<WorkerAgent>> workers) {
		this.limit = limit;
		this.timer = timer;
		this.workers = workers;
	}

	/** There are workers to look at. */
	void begin() {
		if (this.limit != MemoryLimit.UNLIMITED && this.looking.compareAndSet(false, true)) {
			lookLater();
		}
	}

	private void lookLater() {
		this.timer.schedule(this::look, INTERVAL.toNanos(), TimeUnit.NANOSECONDS);
	}

	private void look() {
		Collection<WorkerAgent> agents = this.workers.get();
		if (!agents.isEmpty()) {
			// First, so that whatever happens there is another look
			lookLater();
			agents.forEach((agent) -> agent.lookAtMemory(this.limit));
			return;
		}
		this.looking.set(false);
		if (!this.workers.get().isEmpty()) {
			begin();
		}
	}

}
