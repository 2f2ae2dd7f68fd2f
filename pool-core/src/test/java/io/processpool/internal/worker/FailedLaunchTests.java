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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import io.processpool.ExitReason;
import io.processpool.internal.channel.BlackBox;
import io.processpool.internal.channel.Bootstrap;
import io.processpool.internal.channel.Message;
import io.processpool.internal.channel.WorkerConnection;
import io.processpool.internal.launch.WorkerLauncher;
import io.processpool.testing.SocketDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Launches that fail, perhaps after a process was started.
 */
class FailedLaunchTests {

	private static final Duration PATIENT = Duration.ofSeconds(60);

	@RegisterExtension
	private final SocketDirectory directory = new SocketDirectory();

	@Test
	void whoWasStartedAllTheSameCannotWriteIntoTheBlackBoxOfTheNextWorker() {
		List<BlackBox> given = new ArrayList<>();
		WorkerLauncher launcher = (spec, output) -> {
			// What the process maps that nobody has waited for
			Bootstrap bootstrap = Bootstrap.read(spec.bootFile());
			given.add(BlackBox.open(bootstrap.blackBox(), bootstrap.epoch()));
			given.get(0).mark(BlackBox.Mark.EXITING);
			throw new IOException("there are no threads to watch it");
		};
		WorkerResources resources = NoWork.resources(this.directory.path(), launcher, PATIENT);
		WorkerMemories memories = new WorkerMemories(resources);
		for (int id = 1; id <= 2; id++) {
			int worker = id;
			assertThatIOException().isThrownBy(() -> WorkerBody.launch(worker, resources, memories, new Nobody()))
				.withMessage("there are no threads to watch it");
		}
		assertThat(given).hasSize(2);
		assertThat(given.get(1).isMarked(BlackBox.Mark.EXITING)).isFalse();
		assertThat(this.directory.path()).isEmptyDirectory();
	}

	@Test
	void aWorkerThatIsNotLaunchedBecauseThePoolIsTerminatedHasNotFailedToStart() throws Exception {
		CompletableFuture<WorkerSet> workers = new CompletableFuture<>();
		WorkerLauncher launcher = (spec, output) -> {
			workers.join().terminateAll();
			throw new IOException("its directory is gone");
		};
		ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
		try {
			WorkerSet set = new WorkerSet(1, NoWork.resources(this.directory.path(), launcher, PATIENT),
					new PoolEvents("workshop", List.of()), timer, new NoWork());
			set.start();
			workers.complete(set);
			assertThat(set.awaitEnd(PATIENT)).isTrue();
			assertThat(set.exits()).containsOnlyKeys(ExitReason.CLOSED);
			assertThat(set.recentExits()).isEmpty();
		}
		finally {
			timer.shutdownNow();
		}
	}

	/** Hears nothing. */
	private static final class Nobody implements WorkerConnection.Handler {

		@Override
		public void data(Message message) {
			throw new AssertionError("nobody is there to send " + message);
		}

		@Override
		public void control(Message message) {
			throw new AssertionError("nobody is there to send " + message);
		}

		@Override
		public long beforeWait() {
			return Long.MAX_VALUE;
		}

	}

}
