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

package io.processpool.lifetime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.processpool.AsyncResult;
import io.processpool.ExitReason;
import io.processpool.PoolClosedException;
import io.processpool.PoolListener;
import io.processpool.PoolState;
import io.processpool.ProcessPool;
import io.processpool.ProcessPoolBuilder;
import io.processpool.ResultIterator;
import io.processpool.SaturationPolicy;
import io.processpool.TaskOptions;
import io.processpool.WorkerInfo;
import io.processpool.failures.Processes;
import io.processpool.testing.Gate;
import io.processpool.testing.LeakCheck;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static io.processpool.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * However a pool is ended, by whom and in the middle of what: it ends soon, every task
 * that was issued has its outcome, and nothing is left.
 */
@ExtendWith(LeakCheck.class)
@Timeout(120)
class ShutdownIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final int LARGE = 24 * 1024 * 1024;

	@TempDir
	private Path directory;

	private final List<ProcessPool> pools = new ArrayList<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@AfterEach
	void everythingEnds() throws Exception {
		for (ProcessPool pool : this.pools) {
			pool.terminate();
			assertThat(pool.join(PATIENCE)).isTrue();
			assertThat(pool.workers()).isEmpty();
		}
		this.threads.shutdownNow();
		assertThat(this.threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
	}

	// From where

	@Test
	void callbacksMayEndThePoolButNotWaitForItsEnd() throws Exception {
		ProcessPool pool = pool(ProcessPool.builder().processes(1));
		CompletableFuture<@Nullable Throwable> inCallback = new CompletableFuture<>();
		pool.applyAsync(Math::abs, -1).callback((value) -> {
			pool.close();
			inCallback.complete(failureOf(pool::join));
			pool.terminate();
		});
		assertThat(inCallback.get(60, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("callback");
		assertThat(join(pool)).isTrue();
		assertThat(pool.state()).isEqualTo(PoolState.TERMINATED);
	}

	@Test
	void errorCallbacksMayTooAndAllOfThemRun() throws Exception {
		ProcessPool pool = pool(ProcessPool.builder().processes(1));
		Gate gate = Gate.in(this.directory);
		CompletableFuture<@Nullable Throwable> joined = new CompletableFuture<>();
		CompletableFuture<@Nullable Throwable> issued = new CompletableFuture<>();
		List<CompletableFuture<Throwable>> failures = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			CompletableFuture<Throwable> failure = new CompletableFuture<>();
			failures.add(failure);
			pool.applyAsync(ShutdownIntegrationTests::pass, gate, i).errorCallback(failure::complete);
		}
		failures.get(0).thenRun(() -> {
			pool.terminate();
			joined.complete(failureOf(() -> pool.join(Duration.ofSeconds(1))));
			issued.complete(failureOf(() -> pool.applyAsync(Math::abs, -1)));
		});
		gate.awaitArrivals(1);
		pool.terminate();
		assertThat(joined.get(60, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
		assertThat(issued.get(60, TimeUnit.SECONDS)).isInstanceOf(PoolClosedException.class);
		assertThat(join(pool)).isTrue();
		assertThat(failures)
			.allSatisfy((failure) -> assertThat(failure.getNow(null)).isInstanceOf(PoolClosedException.class));
	}

	@Test
	void manyThreadsMayEndItAtOnceInEveryWay() throws Exception {
		ProcessPool pool = pool(ProcessPool.builder().processes(2));
		List<AsyncResult<Integer>> results = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			results.add(pool.applyAsync(Math::abs, -i));
		}
		List<Callable<?>> ends = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			ends.addAll(List.<Callable<?>>of(call(pool::close), call(pool::terminate), () -> join(pool),
					call(pool::recycle), () -> pool.suspend(Duration.ofSeconds(20)), call(pool::resume),
					call(pool::start), () -> pool.awaitReady(PATIENCE)));
		}
		for (Future<?> end : atOnce(ends)) {
			try {
				end.get(60, TimeUnit.SECONDS);
			}
			catch (ExecutionException ex) {
				assertThat(ex.getCause()).as("too early or too late")
					.isInstanceOfAny(PoolClosedException.class, IllegalStateException.class);
			}
		}
		assertThat(pool.state()).isEqualTo(PoolState.TERMINATED);
		assertThat(join(pool)).isTrue();
		assertThat(results).allMatch(AsyncResult::ready);
	}

	@Test
	void restAndReturnRaceWithTheEnd() throws Exception {
		for (int i = 0; i < 4; i++) {
			ProcessPool pool = pool(ProcessPool.builder().processes(1));
			AsyncResult<Integer> result = pool.applyAsync(Math::abs, -1);
			pool.suspend(Duration.ZERO);
			for (Future<?> end : atOnce(List.of(call(pool::resume), call(pool::terminate),
					() -> pool.suspend(Duration.ZERO), call(pool::start), call(pool::terminate)))) {
				try {
					end.get(60, TimeUnit.SECONDS);
				}
				catch (ExecutionException ex) {
					assertThat(ex.getCause()).isInstanceOf(PoolClosedException.class);
				}
			}
			assertThat(join(pool)).isTrue();
			assertThat(pool.workers()).isEmpty();
			assertThat(result.ready()).isTrue();
		}
	}

	// In the middle of what

	@Test
	void terminateDoesNotWaitForWhatIsOnItsWayInEitherDirection() throws Exception {
		Heard heard = new Heard();
		ProcessPool pool = pool(ProcessPool.builder().processes(2).listener(heard));
		byte[] large = large();
		List<AsyncResult<List<byte[]>>> results = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			results.add(pool.mapAsync((bytes) -> bytes, List.of(large, large, large, large), 1));
		}
		heard.taskStarted.await();
		pool.terminate();
		assertThat(join(pool)).isTrue();
		assertThat(results).allSatisfy((result) -> assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> result.get(Duration.ZERO))
			.withCauseInstanceOf(PoolClosedException.class));
	}

	@Test
	void closeWaitsForWhatIsOnItsWayInEitherDirection() throws Exception {
		ProcessPool pool = pool(ProcessPool.builder().processes(2));
		byte[] large = large();
		AsyncResult<List<byte[]>> result = pool.mapAsync((bytes) -> bytes, List.of(large, large, large), 1);
		pool.close();
		assertThat(join(pool)).isTrue();
		assertThat(result.get(Duration.ZERO)).hasSize(3).allSatisfy((bytes) -> assertThat(bytes).isEqualTo(large));
	}

	@Test
	void anImapThatNobodyReadsDoesNotHoldUpTerminate() throws Exception {
		ProcessPool pool = pool(ProcessPool.builder().processes(2));
		ResultIterator<Integer> results = pool.with(TaskOptions.defaults().bufferSize(3)).imap(Math::abs, endless());
		await().until(() -> pool.stats().completedTasks() == 3);
		pool.terminate();
		assertThat(join(pool)).isTrue();
		assertThat(List.of(results.next(), results.next(), results.next())).containsExactly(0, 1, 2);
		assertThatExceptionOfType(PoolClosedException.class).isThrownBy(results::next);
		assertThat(results.hasNext()).isFalse();
	}

	@Test
	void anImapThatNobodyReadsHoldsUpJoinUntilItIsClosed() throws Exception {
		ProcessPool pool = pool(ProcessPool.builder().processes(1));
		ResultIterator<Integer> results = pool.with(TaskOptions.defaults().bufferSize(3)).imap(Math::abs, endless());
		await().until(() -> pool.stats().completedTasks() == 3);
		pool.close();
		assertThat(pool.join(Duration.ofMillis(50))).isFalse();
		assertThat(results.next()).isZero();
		results.close();
		assertThat(join(pool)).isTrue();
	}

	@Test
	void whoWaitsForTheNextResultIsWokenByTerminate() throws Exception {
		ProcessPool pool = pool(ProcessPool.builder().processes(1));
		Gate gate = Gate.in(this.directory);
		ResultIterator<Integer> results = pool.imap((item) -> pass(gate, item), List.of(1, 2, 3));
		Future<Integer> next = this.threads.submit(() -> results.next());
		gate.awaitArrivals(1);
		pool.terminate();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> next.get(60, TimeUnit.SECONDS))
			.withCauseInstanceOf(PoolClosedException.class);
	}

	@Test
	void aCallerThatWaitsForRoomIsWokenByTerminate() throws Exception {
		ProcessPool pool = pool(
				ProcessPool.builder().processes(1).queueCapacity(1).saturationPolicy(SaturationPolicy.WAIT));
		Gate gate = Gate.in(this.directory);
		pool.applyAsync(ShutdownIntegrationTests::pass, gate, 1);
		gate.awaitArrivals(1);
		pool.applyAsync(ShutdownIntegrationTests::pass, gate, 2);
		Thread[] caller = new Thread[1];
		CountDownLatch begun = new CountDownLatch(1);
		Future<Integer> third = this.threads.submit(() -> {
			caller[0] = Thread.currentThread();
			begun.countDown();
			return pool.apply(ShutdownIntegrationTests::pass, gate, 3);
		});
		begun.await();
		await().until(() -> caller[0].getState() == Thread.State.WAITING);
		pool.terminate();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> third.get(60, TimeUnit.SECONDS))
			.withCauseInstanceOf(PoolClosedException.class);
	}

	// With which workers

	@Test
	void workersThatIgnoreSignalsOrAreStoppedAreTerminatedAllTheSame() throws Exception {
		ProcessPool pool = pool(ProcessPool.builder().processes(3));
		assertThat(pool.awaitReady(PATIENCE)).isTrue();
		Gate gate = Gate.in(this.directory);
		List<AsyncResult<Integer>> running = List.of(pool.applyAsync(ShutdownIntegrationTests::pass, gate, 1),
				pool.applyAsync(ShutdownIntegrationTests::passStubbornly, gate, 2));
		gate.awaitArrivals(2);
		List<WorkerInfo> workers = pool.workers();
		for (WorkerInfo worker : workers) {
			Processes.signal("TERM", worker.pid());
			Processes.signal("INT", worker.pid());
		}
		assertThat((int) pool.apply(Math::abs, -3)).isEqualTo(3);
		for (WorkerInfo worker : workers) {
			Processes.signal("STOP", worker.pid());
		}
		pool.terminate();
		assertThat(join(pool)).isTrue();
		assertThat(workers).noneMatch((worker) -> Processes.isAlive(worker.pid()));
		assertThat(running).allMatch(AsyncResult::ready);
	}

	@Test
	void aStoppedWorkerDoesNotHoldUpClose() throws Exception {
		ProcessPool pool = pool(ProcessPool.builder().processes(1));
		assertThat(pool.awaitReady(PATIENCE)).isTrue();
		long pid = pool.workers().get(0).pid();
		Processes.signal("STOP", pid);
		pool.close();
		assertThat(join(pool)).isTrue();
		assertThat(Processes.isAlive(pid)).isFalse();
	}

	@Test
	void workersThatAreStartingAreTerminated() throws Exception {
		pool(ProcessPool.builder().processes(3)).terminate();
		Heard heard = new Heard();
		ProcessPool pool = pool(ProcessPool.builder().processes(3).listener(heard));
		AsyncResult<Integer> waiting = pool.applyAsync(Math::abs, -1);
		heard.workerStarted.await();
		pool.terminate();
		assertThat(join(pool)).isTrue();
		assertThat(waiting.ready()).isTrue();
	}

	@Test
	void closeEndsWorkersThatAreStartingWhenThereIsNothingToDo() throws Exception {
		Heard heard = new Heard();
		ProcessPool pool = pool(ProcessPool.builder().processes(2).listener(heard));
		heard.workerStarted.await();
		pool.close();
		assertThat(join(pool)).isTrue();
	}

	@Test
	void anInitializerThatHangsHoldsUpNeitherTerminateNorClose() throws Exception {
		Gate gate = Gate.in(this.directory);
		for (int i = 1; i <= 2; i++) {
			ProcessPool pool = pool(ProcessPool.builder().processes(1).initializer(() -> gate.passStubbornly("init")));
			gate.awaitArrivals(i);
			if (i == 1) {
				pool.terminate();
			}
			else {
				pool.close();
			}
			assertThat(join(pool)).isTrue();
		}
	}

	@Test
	void successorsOfARecycleAreTerminatedToo() throws Exception {
		Heard heard = new Heard();
		ProcessPool pool = pool(ProcessPool.builder().processes(2).listener(heard));
		assertThat(pool.awaitReady(PATIENCE)).isTrue();
		pool.recycle();
		pool.recycle();
		pool.terminate();
		assertThat(join(pool)).isTrue();
		assertThat(heard.exits).contains(ExitReason.CLOSED);
	}

	@Test
	void terminateEndsTheRowOfFailingStartsAndTheWaitForTheNextOne() throws Exception {
		Heard heard = new Heard();
		ProcessPool pool = pool(
				ProcessPool.builder().processes(1).listener(heard).initializer(() -> Runtime.getRuntime().halt(1)));
		AsyncResult<Integer> waiting = pool.applyAsync(Math::abs, -1);
		heard.workerExited.await();
		pool.terminate();
		assertThat(join(pool)).isTrue();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(waiting::get)
			.withCauseInstanceOf(PoolClosedException.class);
	}

	@Test
	void aBrokenPoolThatIsEndedDoesNotTryAgain() throws Exception {
		ProcessPool pool = pool(ProcessPool.builder().processes(1).initializer(() -> Runtime.getRuntime().halt(1)));
		await().until(() -> pool.state() == PoolState.BROKEN);
		pool.close();
		assertThat(join(pool)).isTrue();
		assertThat(pool.workers()).isEmpty();
	}

	// Tools

	private ProcessPool pool(ProcessPoolBuilder builder) {
		ProcessPool pool = builder.maxHeap("256m").build();
		this.pools.add(pool);
		return pool;
	}

	private static boolean join(ProcessPool pool) throws InterruptedException {
		return pool.join(PATIENCE);
	}

	private List<Future<?>> atOnce(List<Callable<?>> actions) {
		CyclicBarrier barrier = new CyclicBarrier(actions.size());
		List<Future<?>> futures = new ArrayList<>();
		for (Callable<?> action : actions) {
			futures.add(this.threads.submit(() -> {
				barrier.await();
				return action.call();
			}));
		}
		return futures;
	}

	private static Callable<?> call(Runnable action) {
		return Executors.callable(action);
	}

	private static @Nullable Throwable failureOf(Action action) {
		try {
			action.run();
			return null;
		}
		catch (Throwable ex) {
			return ex;
		}
	}

	private static Iterable<Integer> endless() {
		return IntStream.iterate(0, (i) -> i + 1)::iterator;
	}

	private static byte[] large() {
		byte[] large = new byte[LARGE];
		Arrays.fill(large, (byte) 7);
		return large;
	}

	static int pass(Gate gate, int number) throws InterruptedException {
		gate.pass(number);
		return number;
	}

	static int passStubbornly(Gate gate, int number) {
		gate.passStubbornly(number);
		return number;
	}

	/**
	 * What may fail.
	 */
	private interface Action {

		void run() throws Exception;

	}

	/**
	 * Hears what a pool tells.
	 */
	private static final class Heard implements PoolListener {

		private final CountDownLatch workerStarted = new CountDownLatch(1);

		private final CountDownLatch workerExited = new CountDownLatch(1);

		private final CountDownLatch taskStarted = new CountDownLatch(1);

		private final List<ExitReason> exits = new CopyOnWriteArrayList<>();

		@Override
		public void workerStarted(WorkerEvent event) {
			this.workerStarted.countDown();
		}

		@Override
		public void workerExited(WorkerExited event) {
			this.exits.add(event.reason());
			this.workerExited.countDown();
		}

		@Override
		public void taskStarted(TaskStarted event) {
			this.taskStarted.countDown();
		}

	}

}
