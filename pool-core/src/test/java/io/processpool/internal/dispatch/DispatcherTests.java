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

package io.processpool.internal.dispatch;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.processpool.PoolClosedException;
import io.processpool.PoolSaturatedException;
import io.processpool.internal.worker.WorkChunk;
import io.processpool.internal.worker.WorkSource;
import io.processpool.internal.worker.WorkerAgent;
import io.processpool.internal.worker.WorkerSet;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The count of waiting items, whatever becomes of them: nothing may be left over, and
 * nothing that waits may go uncounted.
 */
class DispatcherTests {

	private final Engine engine = Engines.engine();

	private final Dispatcher dispatcher = this.engine.dispatcher();

	@Test
	void whatWasAdmittedAndNotOfferedYetIsCountedAfterAnAbort() throws InterruptedException {
		this.dispatcher.admit(4, false);
		BatchCall offered = Engines.batch(this.engine, 1, 4);
		this.dispatcher.offer(offered);
		this.dispatcher.admit(3, false);
		this.dispatcher.abortAll(() -> new PoolClosedException("over"));
		assertThat(offered.isOver()).isTrue();
		assertThat(this.dispatcher.waiting()).isEqualTo(3);
		this.dispatcher.dismiss(3);
		assertThat(this.dispatcher.waiting()).isZero();
	}

	@Test
	void aCallThatIsAbortedBeforeItIsOfferedIsNotCountedTwice() throws InterruptedException {
		this.dispatcher.admit(4, false);
		BatchCall call = Engines.batch(this.engine, 1, 4);
		this.dispatcher.abortAll(() -> new PoolClosedException("over"));
		this.dispatcher.offer(call);
		call.fail(new Settlement.Failed(new PoolClosedException("over")));
		assertThat(call.isQueued()).isFalse();
		assertThat(this.dispatcher.waiting()).isZero();
	}

	@Test
	void aCallThatIsIssuedWhileOthersAreAbortedStaysInTheQueue() throws InterruptedException {
		this.dispatcher.admit(2, false);
		Engines.batch(this.engine, 1, 2);
		this.dispatcher.admit(5, false);
		BatchCall[] later = new BatchCall[1];
		this.dispatcher.abortAll(() -> {
			// The pool has been started again
			later[0] = Engines.batch(this.engine, 2, 5);
			this.dispatcher.offer(later[0]);
			return new PoolClosedException("over");
		});
		assertThat(later[0].isQueued()).isTrue();
		assertThat(later[0].isOver()).isFalse();
		assertThat(this.dispatcher.waiting()).isEqualTo(5);
	}

	@Test
	void whatWorkersGaveBackIsForgottenWithItsCall() throws InterruptedException {
		this.dispatcher.admit(2, false);
		BatchCall call = Engines.batch(this.engine, 1, 2);
		Chunk chunk = call.take(1);
		this.dispatcher.dismiss(1);
		this.dispatcher.giveBack(List.of(), chunk);
		assertThat(this.dispatcher.waiting()).isEqualTo(2);
		this.dispatcher.abortAll(() -> new PoolClosedException("over"));
		assertThat(this.dispatcher.waiting()).isZero();
	}

	@Test
	void thereIsRoomAgainAfterAnAbort() throws InterruptedException {
		this.dispatcher.admit(Engines.CAPACITY, false);
		Engines.batch(this.engine, 1, Engines.CAPACITY);
		assertThatExceptionOfType(PoolSaturatedException.class).isThrownBy(() -> this.dispatcher.admit(1, false));
		this.dispatcher.abortAll(() -> new PoolClosedException("over"));
		this.dispatcher.admit(Engines.CAPACITY, false);
		assertThat(this.dispatcher.waiting()).isEqualTo(Engines.CAPACITY);
	}

	@Test
	void anAgentToWhichACallerIsOnItsWayIsNeitherIdleNorGivenWork() throws Exception {
		ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
		CompletableFuture<WorkerAgent> agents = new CompletableFuture<>();
		AtomicReference<String> meanwhile = new AtomicReference<>("");
		WorkSource source = Engines.unborn(agents, (agent, chunk) -> {
			// It was woken for something else, and looks for work before the caller comes
			WorkChunk taken = this.dispatcher.take(agent, true);
			meanwhile.set("took " + taken + ", idle " + this.dispatcher.hasIdle());
			this.dispatcher.decline(agent, chunk);
		});
		WorkerSet workers = Engines.workers(source, timer);
		workers.start();
		try {
			WorkerAgent agent = agents.get(60, TimeUnit.SECONDS);
			assertThat(this.dispatcher.take(agent, true)).isNull();
			assertThat(this.dispatcher.hasIdle()).isTrue();
			this.dispatcher.admit(1, false);
			BatchCall call = Engines.batch(this.engine, 1, 1);
			this.dispatcher.hurry(call, call::isOver);
			assertThat(meanwhile).hasValue("took null, idle false");
			assertThat(this.dispatcher.waiting()).isOne();
			assertThat(this.dispatcher.take(agent, true)).isNotNull();
			assertThat(this.dispatcher.waiting()).isZero();
		}
		finally {
			workers.terminateAll();
			timer.shutdownNow();
		}
	}

}
