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

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static io.processpool.testing.Patience.await;

class RevivalTests {

	private static final int ATTEMPTS = 9;

	@TempDir
	private Path directory;

	@Test
	void aSetWhoseWorkersNeverStartTriesAgainLaterEachTime() throws InterruptedException {
		ImpatientTimer timer = new ImpatientTimer();
		WorkerResources resources = NoWork.resources(this.directory, (spec, output) -> {
			throw new IOException("there is no room");
		}, Duration.ofSeconds(30));
		Broken owner = new Broken();
		WorkerSet workers = new WorkerSet(1, resources, new PoolEvents("revival", List.of()), timer, owner);
		workers.start();
		await().until(() -> owner.asked.get() > ATTEMPTS);
		workers.terminateAll();
		assertThat(workers.awaitEnd(Duration.ofSeconds(30))).isTrue();
		timer.shutdownNow();
		assertThat(timer.seconds).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
	}

	/** Does at once what is to be done later, and remembers when that was. */
	private static final class ImpatientTimer extends ScheduledThreadPoolExecutor {

		/** The delays of a second or more: those before it are back-offs. */
		private final Queue<Long> seconds = new ConcurrentLinkedQueue<>();

		ImpatientTimer() {
			super(1);
		}

		@Override
		public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
			if (unit.toSeconds(delay) > 0) {
				this.seconds.add(unit.toSeconds(delay));
			}
			return super.schedule(command, 0, unit);
		}

	}

	private static final class Broken extends NoWork {

		/** How many times it was asked whether to try again. */
		private final AtomicInteger asked = new AtomicInteger();

		@Override
		public boolean wantsRevival() {
			return this.asked.incrementAndGet() <= ATTEMPTS;
		}

	}

}
