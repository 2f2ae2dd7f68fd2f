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

package io.processpool.contract;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import io.processpool.AsyncResult;
import io.processpool.PoolClosedException;
import io.processpool.PoolState;
import io.processpool.ProcessPool;
import io.processpool.testing.Gate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ending pools while code of users holds up their threads, or others wait for them.
 */
public abstract class ShutdownContract extends PoolContract {

	@Test
	void aPoolThatIsResumedWhileItIsSuspendedKeepsItsNewWorkers() throws Exception {
		ProcessPool pool = newPool(1);
		Inputs.Stuck stuck = new Inputs.Stuck();
		stuck.beginIn(pool);
		Thread suspender = new Thread(pool::suspendNow);
		suspender.start();
		// For the worker whose agent is stuck
		await().until(() -> suspender.getState() == Thread.State.TIMED_WAITING);
		pool.resume();
		Gate gate = newGate();
		AsyncResult<Integer> running = pool.applyAsync(Tasks::passAll, gate, 1);
		gate.awaitArrivals(1);
		suspender.join(PATIENCE.toMillis());
		assertThat(suspender.isAlive()).isFalse();
		assertThat(stuck.isFree()).isTrue();
		gate.open();
		assertThat(running.get(PATIENCE)).isEqualTo(1);
		pool.recycle();
		await().until(() -> pool.stats().startedWorkers() == 3);
		assertThat(pool.applyAsync(Tasks::square, 3).get(PATIENCE)).isEqualTo(9);
	}

	@Test
	void terminateInACallbackFreesAnAgentThatIsStuckInAnEncoder() throws Exception {
		ProcessPool pool = newPool(2);
		Inputs.Stuck stuck = new Inputs.Stuck();
		stuck.beginIn(pool);
		pool.applyAsync(Tasks::square, 1).callback((value) -> pool.terminate());
		await().until(() -> pool.state() == PoolState.TERMINATED);
		assertThat(pool.join(PATIENCE)).isTrue();
		assertThat(stuck.isFree()).isTrue();
	}

	@Test
	void terminateOnAnInterruptedThreadFreesAnAgentThatIsStuckInAnEncoder() throws Exception {
		ProcessPool pool = newPool(1);
		Inputs.Stuck stuck = new Inputs.Stuck();
		stuck.beginIn(pool);
		Thread.currentThread().interrupt();
		pool.terminate();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(pool.join(PATIENCE)).isTrue();
		assertThat(stuck.isFree()).isTrue();
	}

	@ParameterizedTest
	@EnumSource(names = { "CLOSED", "SUSPENDED", "TERMINATED" })
	void whoeverWaitsForWorkersLearnsThatNoneWillCome(PoolState end) throws Exception {
		Gate gate = newGate();
		ProcessPool pool = own(builder().processes(1).initializer(() -> gate.pass("initializer")));
		gate.awaitArrivals(1);
		CompletableFuture<Boolean> ready = new CompletableFuture<>();
		Thread waiter = new Thread(() -> {
			try {
				ready.complete(pool.awaitReady(Duration.ofDays(1)));
			}
			catch (RuntimeException | InterruptedException ex) {
				ready.completeExceptionally(ex);
			}
		});
		waiter.setDaemon(true);
		waiter.start();
		await().until(() -> waiter.getState() == Thread.State.TIMED_WAITING);
		switch (end) {
			case CLOSED -> pool.close();
			case SUSPENDED -> pool.suspendNow();
			default -> pool.terminate();
		}
		assertThat(ready).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(PoolClosedException.class)
			.withMessageContaining(end.name().toLowerCase(Locale.ROOT));
		waiter.join();
	}

}
