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

package io.processpool.failures;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;

import io.processpool.AsyncResult;
import io.processpool.ExitReason;
import io.processpool.PoolListener;
import io.processpool.PoolScope;
import io.processpool.PoolState;
import io.processpool.PoolStats;
import io.processpool.ProcessPool;
import io.processpool.ProcessPoolBuilder;
import io.processpool.WorkerInitializer;
import io.processpool.WorkerStartException;
import io.processpool.WorkerState;
import io.processpool.testing.LeakCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static io.processpool.testing.Patience.await;

/**
 * Workers that never become ready: the pool gives up, says why, and starts no more.
 */
@ExtendWith(LeakCheck.class)
class StartFailureIntegrationTests {

	/** A pool of one or two workers gives up after the third failure in a row. */
	private static final int ATTEMPTS = 3;

	@TempDir
	private Path directory;

	@Test
	void anInitializerThatThrowsBreaksThePool() throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		WorkerInitializer initializer = () -> {
			ledger.record(1);
			throw new IllegalArgumentException("no licence for this library");
		};
		WorkerStartException failure = broken(ProcessPool.builder().processes(2).initializer(initializer));
		assertThat(failure).hasMessageContaining("initializer")
			.hasMessageContaining("no licence for this library")
			.hasCauseInstanceOf(IllegalArgumentException.class);
		assertThat(failure.getCause()).hasMessage("no licence for this library");
		assertThat(failure.getCause().getStackTrace()).anySatisfy(
				(frame) -> assertThat(frame.getClassName()).isEqualTo(StartFailureIntegrationTests.class.getName()));
		// Both may fail for the third time at once
		assertThat(ledger.entries()).hasSizeBetween(ATTEMPTS, ATTEMPTS + 1);
	}

	@Test
	void aCheckedExceptionOfAnInitializerIsTheCause() throws Exception {
		WorkerStartException failure = broken(ProcessPool.builder().processes(1).initializer(() -> {
			throw new Exception("checked");
		}));
		assertThat(failure.getCause()).isExactlyInstanceOf(Exception.class).hasMessage("checked");
	}

	@Test
	void anInitializerThatEndsItsJvmBreaksThePool() throws Exception {
		WorkerStartException failure = broken(
				ProcessPool.builder().processes(1).initializer(() -> Death.EXIT.die("cannot go on")));
		assertThat(failure).hasMessageContaining("exited with code 42").hasMessageContaining("cannot go on");
	}

	@Test
	void aJvmThatDoesNotKnowItsFlagsBreaksThePool() throws Exception {
		WorkerStartException failure = broken(
				ProcessPool.builder().processes(1).jvmArguments("-XX:+ThereIsNoSuchFlag"));
		assertThat(failure).hasMessageContaining("ThereIsNoSuchFlag").hasMessageContaining("exited with code 1");
	}

	@Test
	void aJavaHomeWithoutJavaBreaksThePool() throws Exception {
		Path home = Files.createDirectory(this.directory.resolve("empty"));
		WorkerStartException failure = broken(ProcessPool.builder().processes(1).javaHome(home));
		assertThat(failure).hasMessageContaining(home.toString());
	}

	@Test
	void aWorkerThatIsNotReadyInTimeIsKilledAndBreaksThePool() throws Exception {
		Ledger pids = Ledger.in(this.directory);
		WorkerInitializer initializer = () -> {
			pids.record(ProcessHandle.current().pid());
			Thread.sleep(Duration.ofHours(1).toMillis());
		};
		WorkerStartException failure = broken(
				ProcessPool.builder().processes(1).initializer(initializer).startTimeout(Duration.ofSeconds(1)));
		assertThat(failure).hasMessageContaining("not ready within").hasMessageContaining("PT1S");
		assertThat(pids.entries()).noneMatch((pid) -> Processes.isAlive(Long.parseLong(pid)));
	}

	@Test
	void aStartingWorkerThatIsKilledIsReplaced() throws Exception {
		Ledger started = Ledger.in(this.directory);
		Ledger allowed = Ledger.in(this.directory);
		WorkerInitializer initializer = () -> {
			started.record(ProcessHandle.current().pid());
			allowed.awaitEntry("all");
		};
		try (PoolScope scope = ProcessPool.builder().processes(1).initializer(initializer).build().terminateOnExit()) {
			ProcessPool pool = scope.pool();
			AsyncResult<Long> result = pool.applyAsync(() -> ProcessHandle.current().pid());
			await().until(() -> !started.entries().isEmpty());
			long first = Long.parseLong(started.entries().get(0));
			assertThat(pool.workers()).singleElement().satisfies((worker) -> {
				assertThat(worker.state()).isEqualTo(WorkerState.STARTING);
				assertThat(worker.pid()).isEqualTo(first);
			});
			Processes.signal("KILL", first);
			allowed.record("all");
			assertThat(result.get()).isNotEqualTo(first).isEqualTo(Long.parseLong(started.entries().get(1)));
			assertThat(pool.state()).isEqualTo(PoolState.RUNNING);
		}
	}

	private static WorkerInitializer failsUnlessThereIs(Path mended) {
		String file = mended.toString();
		return () -> {
			if (!Files.exists(Path.of(file))) {
				throw new IllegalStateException("not mended yet");
			}
		};
	}

	@Test
	void aBrokenPoolThatIsStartedGetsAnotherTry() throws Exception {
		Path mended = this.directory.resolve("mended");
		try (var scope = ProcessPool.builder()
			.processes(1)
			.initializer(failsUnlessThereIs(mended))
			.build()
			.terminateOnExit()) {
			ProcessPool pool = scope.pool();
			assertThatExceptionOfType(WorkerStartException.class)
				.isThrownBy(() -> pool.awaitReady(Duration.ofSeconds(60)));
			Files.createFile(mended);
			pool.start();
			assertThat(pool.awaitReady(Duration.ofSeconds(60))).isTrue();
			assertThat((int) pool.apply(() -> 7)).isEqualTo(7);
			assertThat(pool.stats().brokenCause()).isEmpty();
		}
	}

	@Test
	void aBrokenPoolTriesAgainByItselfAndSaysWhen() throws Exception {
		Path mended = this.directory.resolve("mended");
		List<PoolState> states = new CopyOnWriteArrayList<>();
		try (var scope = ProcessPool.builder().processes(2).listener(new PoolListener() {

			@Override
			public void stateChanged(StateChanged event) {
				states.add(event.to());
			}

		}).initializer(failsUnlessThereIs(mended)).build().terminateOnExit()) {
			ProcessPool pool = scope.pool();
			assertThatExceptionOfType(WorkerStartException.class)
				.isThrownBy(() -> pool.awaitReady(Duration.ofSeconds(60)));
			Instant before = Instant.now();
			await().until(() -> pool.stats().nextStartAttempt().isPresent());
			assertThat(pool.stats().nextStartAttempt()).hasValueSatisfying(
					(next) -> assertThat(next).isBetween(before.minusSeconds(60), before.plusSeconds(120)));
			Instant first = Instant.now();
			// In vain, and then later than the first time
			await().until(() -> pool.stats()
				.nextStartAttempt()
				.filter((next) -> next.isAfter(first.plusMillis(1500)))
				.isPresent());
			assertThat(pool.state()).isEqualTo(PoolState.BROKEN);
			Files.createFile(mended);
			await().until(() -> pool.state() == PoolState.RUNNING);
			assertThat(pool.awaitReady(Duration.ofSeconds(60))).isTrue();
			assertThat(pool.workers()).hasSize(2);
			assertThat((int) pool.apply(() -> 7)).isEqualTo(7);
			assertThat(pool.stats().brokenCause()).isEmpty();
			assertThat(pool.stats().nextStartAttempt()).isEmpty();
			assertThat(states).containsExactly(PoolState.BROKEN, PoolState.RUNNING);
		}
	}

	@Test
	void aPoolWithAWorkerThatWorksIsNotBrokenByOthersThatDoNotStart() throws Exception {
		Path trouble = this.directory.resolve("trouble");
		String file = trouble.toString();
		try (var scope = ProcessPool.builder().processes(2).initializer(() -> {
			if (Files.exists(Path.of(file))) {
				throw new IllegalStateException("no room for another one");
			}
		}).build().terminateOnExit()) {
			ProcessPool pool = scope.pool();
			assertThat(pool.awaitReady(Duration.ofSeconds(60))).isTrue();
			Files.createFile(trouble);
			Processes.signal("KILL", pool.workers().get(0).pid());
			await().until(() -> pool.stats().exits().getOrDefault(ExitReason.START_FAILED, 0L) > ATTEMPTS);
			assertThat(pool.state()).isEqualTo(PoolState.RUNNING);
			assertThat((int) pool.apply(() -> 7)).isEqualTo(7);
			Files.delete(trouble);
			await().until(() -> pool.stats().idleWorkers() == 2);
		}
	}

	@Test
	void aBrokenPoolThatIsClosedTriesNoMore() throws Exception {
		ProcessPool pool = ProcessPool.builder().processes(1).initializer(() -> {
			throw new IllegalStateException("never mended");
		}).build();
		assertThatExceptionOfType(WorkerStartException.class).isThrownBy(() -> pool.awaitReady(Duration.ofSeconds(60)));
		pool.close();
		assertThat(pool.join(Duration.ofSeconds(30))).isTrue();
		assertThat(pool.stats().nextStartAttempt()).isEmpty();
		assertThat(pool.workers()).isEmpty();
	}

	/** Waits until the pool is broken, and checks all that follows from it. */
	private static WorkerStartException broken(ProcessPoolBuilder builder) throws Exception {
		ProcessPool pool = builder.build();
		try {
			AsyncResult<Integer> waiting = pool.applyAsync(() -> 1);
			WorkerStartException failure = catchThrowableOfType(WorkerStartException.class,
					() -> pool.awaitReady(Duration.ofSeconds(60)));
			assertThat(pool.state()).isEqualTo(PoolState.BROKEN);
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(waiting::get)
				.withCauseInstanceOf(WorkerStartException.class);
			assertThatExceptionOfType(WorkerStartException.class).isThrownBy(() -> pool.apply(() -> 2));
			assertThatExceptionOfType(WorkerStartException.class)
				.isThrownBy(() -> pool.awaitReady(Duration.ofSeconds(60)));
			await().until(() -> pool.workers().isEmpty());
			PoolStats stats = pool.stats();
			assertThat(stats.brokenCause()).hasValueSatisfying(
					(cause) -> assertThat(cause).hasMessage(failure.getMessage()).hasCause(failure.getCause()));
			assertThat(stats.startedWorkers()).isGreaterThanOrEqualTo(ATTEMPTS);
			pool.close();
			assertThat(pool.join(Duration.ofSeconds(30))).isTrue();
			return failure;
		}
		finally {
			pool.terminate();
		}
	}

}
