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

package io.processpool.spring.lifecycle;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import io.processpool.ExitReason;
import io.processpool.PoolInterruptedException;
import io.processpool.PoolState;
import io.processpool.ProcessPool;
import io.processpool.WorkerStartException;
import io.processpool.spring.FakePool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ProcessPoolLifecycle}, {@link PoolStart} and {@link PoolDrain}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ProcessPoolLifecycleTests {

	private static final Duration SOON = Duration.ofMillis(50);

	private static final Duration LONG = Duration.ofMinutes(1);

	private final FakePool first = new FakePool("one");

	private final FakePool second = new FakePool("two");

	private boolean closing;

	private Consumer<Map<String, ProcessPool>> check = (pools) -> {
	};

	@Test
	void itsPhaseIsBelowThatOfTheWebServer() {
		assertThat(lifecycle(true, LONG).getPhase()).isEqualTo(SmartLifecycle.DEFAULT_PHASE - 3072);
		assertThat(lifecycle(true, LONG).isAutoStartup()).isTrue();
		assertThat(lifecycle(true, LONG).isPauseable()).isTrue();
	}

	@Test
	void startsEveryPoolAndRuns() {
		ProcessPoolLifecycle lifecycle = lifecycle(true, LONG);
		assertThat(lifecycle.isRunning()).isFalse();
		lifecycle.start();
		assertThat(lifecycle.isRunning()).isTrue();
		assertThat(this.first.calls()).containsExactly("start");
		assertThat(this.second.calls()).containsExactly("start");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void startsNothingWhenThePoolsTogetherAreNotAllRight(boolean eager) {
		this.check = (pools) -> {
			assertThat(pools).containsOnlyKeys("firstPool", "secondPool");
			throw new IllegalStateException("too large");
		};
		assertThatIllegalStateException().isThrownBy(lifecycle(eager, LONG)::start).withMessage("too large");
		assertThat(this.first.calls()).isEmpty();
		assertThat(this.second.calls()).isEmpty();
	}

	@Test
	void startReturnsWhenEachPoolHasItsFirstWorker() throws Exception {
		this.first.slow();
		this.second.slow();
		CompletableFuture<Void> start = CompletableFuture.runAsync(lifecycle(true, LONG)::start);
		// Both are started before the first worker of the first one is waited for
		await().until(() -> this.second.calls().contains("start"));
		this.second.tellReady();
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> start.get(50, TimeUnit.MILLISECONDS));
		this.first.tellReady();
		start.get(1, TimeUnit.MINUTES);
		assertThat(this.first.listeners()).isEmpty();
		assertThat(this.second.listeners()).isEmpty();
	}

	@Test
	void startFailsWhenAPoolBreaksAndHasTheCauseThatThePoolGives() {
		this.first.slow();
		CompletableFuture<Void> start = CompletableFuture.runAsync(lifecycle(true, LONG)::start);
		await().until(() -> this.second.calls().contains("start"));
		this.first.tellBroken(new IllegalStateException("no model"));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> start.get(1, TimeUnit.MINUTES))
			.havingCause()
			.isInstanceOf(WorkerStartException.class)
			.havingCause()
			.withMessage("no model");
		assertThat(this.first.listeners()).isEmpty();
		assertThat(this.second.listeners()).isEmpty();
	}

	@Test
	void startFailsWhenAPoolIsBrokenAlready() {
		this.first.slow().broken(new IllegalStateException("no model"));
		assertThatExceptionOfType(WorkerStartException.class).isThrownBy(lifecycle(true, LONG)::start);
	}

	@Test
	void startFailsWhenNoWorkerIsReadyInTime() {
		this.first.slow();
		assertThatExceptionOfType(WorkerStartException.class).isThrownBy(lifecycle(true, SOON)::start)
			.withMessage("No worker of pool 'one' (bean 'firstPool') was ready within 50 ms (pool.start-timeout)."
					+ " None has failed so far: they are still starting");
	}

	@Test
	void startThatComesTooLateTellsWhatTheLastWorkerDiedOf() {
		this.first.slow();
		CompletableFuture<Void> start = CompletableFuture.runAsync(lifecycle(true, Duration.ofMillis(300))::start);
		await().until(() -> !this.first.listeners().isEmpty());
		this.first.tellExit(ExitReason.START_FAILED, "Unrecognized option: -Xfoo");
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(start::get)
			.havingCause()
			.withMessageContaining("worker 1 with pid 4711, exited with 3: Unrecognized option: -Xfoo");
	}

	@Test
	void startThatFailedCanBeStopped() {
		this.first.slow();
		ProcessPoolLifecycle lifecycle = lifecycle(true, SOON);
		assertThatExceptionOfType(WorkerStartException.class).isThrownBy(lifecycle::start);
		assertThat(lifecycle.isRunning()).isTrue();
		lifecycle.stop();
		assertThat(this.first.calls()).containsExactly("start", "suspend 1000");
	}

	@Test
	void startThatIsInterruptedKeepsTheFlag() {
		this.first.slow();
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(PoolInterruptedException.class).isThrownBy(lifecycle(true, LONG)::start);
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void startLeavesAClosedPoolAlone() {
		this.first.withState(PoolState.CLOSED);
		lifecycle(true, LONG).start();
		assertThat(this.first.calls()).isEmpty();
		assertThat(this.second.calls()).containsExactly("start");
	}

	@Test
	void lazyStartStartsNothing() {
		ProcessPoolLifecycle lifecycle = lifecycle(false, LONG);
		lifecycle.start();
		assertThat(lifecycle.isRunning()).isTrue();
		assertThat(this.first.calls()).isEmpty();
	}

	@Test
	void lazyStartWakesWhatAnEarlierStopHasPutToRest() {
		this.first.withState(PoolState.SUSPENDED);
		lifecycle(false, LONG).start();
		assertThat(this.first.calls()).containsExactly("resume");
		assertThat(this.second.calls()).isEmpty();
	}

	@Test
	void stopSuspendsAndTerminatesNothing() {
		ProcessPoolLifecycle lifecycle = lifecycle(true, LONG);
		this.closing = true;
		lifecycle.start();
		lifecycle.stop();
		assertThat(lifecycle.isRunning()).isFalse();
		assertThat(this.first.calls()).containsExactly("start", "suspend 1000");
		assertThat(this.second.calls()).containsExactly("start", "suspend 1000");
	}

	@Test
	void stopCallsBackFromAThreadOfItsOwn() throws Exception {
		ProcessPoolLifecycle lifecycle = lifecycle(true, LONG);
		lifecycle.start();
		CompletableFuture<Thread> thread = new CompletableFuture<>();
		lifecycle.stop(() -> thread.complete(Thread.currentThread()));
		assertThat(thread.get(1, TimeUnit.MINUTES)).isNotSameAs(Thread.currentThread());
		assertThat(this.first.calls()).containsExactly("start", "suspend 1000");
	}

	@Test
	void startAfterStopStartsTheSamePoolsAgain() {
		ProcessPoolLifecycle lifecycle = lifecycle(true, LONG);
		lifecycle.start();
		lifecycle.stop();
		lifecycle.start();
		assertThat(lifecycle.isRunning()).isTrue();
		assertThat(this.first.pool().state()).isEqualTo(PoolState.RUNNING);
		assertThat(this.first.calls()).containsExactly("start", "suspend 1000", "start");
	}

	@Test
	void stopForGoodTerminatesWhatDoesNotFinishInTime(CapturedOutput output) {
		this.first.busyForEver();
		ProcessPoolLifecycle lifecycle = lifecycle(true, LONG);
		lifecycle.start();
		this.closing = true;
		lifecycle.stop();
		assertThat(this.first.calls()).containsExactly("start", "suspend 1000", "terminate");
		assertThat(this.second.calls()).containsExactly("start", "suspend 1000");
		assertThat(output).contains(
				"Pool 'one' (bean 'firstPool') still had 1 running and 7 waiting tasks after 1000 ms of shutting down: they are ended now");
	}

	@Test
	void stopForAWhileEndsTheLastTasksAndKeepsThePool(CapturedOutput output) {
		this.first.busyForEver();
		ProcessPoolLifecycle lifecycle = lifecycle(true, LONG);
		lifecycle.start();
		lifecycle.stop();
		assertThat(this.first.calls()).containsExactly("start", "suspend 1000", "suspendNow");
		assertThat(output).contains("they are ended now. Raise pool.shutdown-timeout");
		lifecycle.start();
		assertThat(this.first.pool().state()).isEqualTo(PoolState.RUNNING);
	}

	@Test
	void stopWaitsForTheTasksOfAPoolThatSomebodyHasClosed() {
		ProcessPoolLifecycle lifecycle = lifecycle(true, LONG);
		lifecycle.start();
		this.first.withState(PoolState.CLOSED);
		lifecycle.stop();
		assertThat(this.first.calls()).containsExactly("start", "suspend 1000", "join");
	}

	@Test
	void stopForAWhileTerminatesAPoolThatSomebodyHasClosedAndThatDoesNotFinish() {
		this.first.busyForEver();
		ProcessPoolLifecycle lifecycle = lifecycle(true, LONG);
		lifecycle.start();
		this.first.withState(PoolState.CLOSED);
		lifecycle.stop();
		assertThat(this.first.calls()).containsExactly("start", "suspend 1000", "join", "terminate");
	}

	@Test
	void stopLetsALazyPoolThatWasNotUsedStayLazy() {
		ProcessPoolLifecycle lifecycle = lifecycle(false, LONG);
		lifecycle.start();
		lifecycle.stop();
		assertThat(this.first.calls()).isEmpty();
		this.closing = true;
		lifecycle.stop();
		assertThat(this.first.calls()).containsExactly("suspend 1000");
	}

	private ProcessPoolLifecycle lifecycle(boolean eager, Duration startTimeout) {
		Map<String, ProcessPool> pools = new LinkedHashMap<>();
		pools.put("firstPool", this.first.pool());
		pools.put("secondPool", this.second.pool());
		return new ProcessPoolLifecycle(() -> pools, this.check, eager, startTimeout, Duration.ofSeconds(1),
				() -> this.closing);
	}

}
