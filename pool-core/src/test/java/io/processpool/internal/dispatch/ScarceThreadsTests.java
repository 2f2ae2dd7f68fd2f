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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.processpool.PoolState;
import org.junit.jupiter.api.Test;

import static io.processpool.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * When there is no thread to be had: what needs one fails, or is done later; nobody waits
 * for ever.
 */
class ScarceThreadsTests {

	/** How many threads have been asked for. */
	private final AtomicInteger asked = new AtomicInteger();

	/** There is no first thread; all later ones there are. */
	private final Consumer<Thread> starter = (thread) -> {
		if (this.asked.incrementAndGet() == 1) {
			throw new OutOfMemoryError("unable to create native thread");
		}
		thread.start();
	};

	@Test
	void anInputThatNobodyCanReadFailsAtOnce() throws Exception {
		Engine engine = Engines.engine();
		StreamCall call = Engines.stream(engine, 1);
		call.begin(List.of(1, 2), this.starter);
		assertThat(call.isOver()).isTrue();
		assertThat(call.awaitNext()).isTrue();
		assertThat(call.next(0).inputFailure()).isInstanceOf(OutOfMemoryError.class);
		assertThat(call.awaitNext()).isFalse();
		assertThat(engine.gate().openCalls()).isZero();
		assertThat(engine.dispatcher().waiting()).isZero();
	}

	@Test
	void aThreadThatIsSlowToStartIsNotTakenForOneThatIsStuck() throws Exception {
		ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
		try {
			List<Thread> made = new CopyOnWriteArrayList<>();
			Callbacks callbacks = new Callbacks("slow", timer, new KeepAlive("slow"), made::add);
			CountDownLatch run = new CountDownLatch(1);
			callbacks.execute(run::countDown);
			await().until(() -> timer.getCompletedTaskCount() > 2);
			assertThat(made).hasSize(1);
			made.get(0).start();
			assertThat(run.await(60, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			timer.shutdownNow();
		}
	}

	@Test
	void aCallbackRunsAsSoonAsThereIsAThread() throws Exception {
		ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
		try {
			Callbacks callbacks = new Callbacks("scarce", timer, new KeepAlive("scarce"), this.starter);
			CountDownLatch run = new CountDownLatch(1);
			callbacks.execute(run::countDown);
			assertThat(run.await(60, TimeUnit.SECONDS)).isTrue();
			assertThat(callbacks.await(Duration.ofSeconds(60))).isTrue();
			assertThat(this.asked).hasValue(2);
		}
		finally {
			timer.shutdownNow();
		}
	}

	@Test
	void whatCannotBeHeldIsNotHeld() {
		KeepAlive keepAlive = new KeepAlive("scarce", this.starter);
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(keepAlive::acquire);
		keepAlive.acquire();
		assertThat(this.asked).hasValue(2);
		keepAlive.release();
	}

	@Test
	void aCallThatCannotKeepTheJvmAliveHasNotComeIn() {
		PoolGate gate = new PoolGate(() -> {
		});
		Engine engine = Engines.engine(gate, new KeepAlive("scarce", this.starter));
		gate.enter(IllegalStateException::new);
		Issue issue = new Issue(engine, 1, "task", 0);
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> issue.begin(Engines.async(engine, 1)));
		issue.end();
		assertThat(gate.openCalls()).isZero();
		assertThat(gate.state()).isEqualTo(PoolState.RUNNING);
	}

}
