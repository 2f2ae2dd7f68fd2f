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

import java.lang.System.Logger.Level;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.processpool.AsyncResult;
import io.processpool.CallProgress;
import io.processpool.PoolInterruptedException;
import io.processpool.PoolListener;
import io.processpool.ProcessPool;
import io.processpool.ResultIterator;
import io.processpool.RunningTask;
import io.processpool.TaskOptions;
import io.processpool.TaskProgress;
import io.processpool.WorkerContext;
import io.processpool.WorkerLogEvent;
import io.processpool.testing.Gate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * {@code AsyncResult}: waiting, time-outs, callbacks, cancellation, interrupts.
 */
public abstract class ResultsContract extends PoolContract {

	private static final Duration SHORT = Duration.ofMillis(20);

	@Test
	void getWithATimeOutGivesUpAndTheTaskGoesOn() throws Exception {
		Gate gate = newGate();
		AsyncResult<Integer> result = pool().applyAsync(Tasks::passAll, gate, 7);
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> result.get(SHORT));
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> result.get(20, TimeUnit.MILLISECONDS));
		assertThat(result.await(SHORT)).isFalse();
		assertThat(result.ready()).isFalse();
		gate.open();
		assertThat(result.get(PATIENCE)).isEqualTo(7);
		assertThat(result.await(Duration.ZERO)).isTrue();
	}

	@Test
	void nobodyKnowsWhetherAResultIsSuccessfulBeforeItIsReady() throws Exception {
		Gate gate = newGate();
		AsyncResult<Integer> result = pool().applyAsync(Tasks::passAll, gate, 1);
		assertThatIllegalStateException().isThrownBy(result::successful).withMessageContaining("not ready");
		gate.open();
		result.await();
		assertThat(result.ready()).isTrue();
		assertThat(result.successful()).isTrue();
		AsyncResult<Integer> failed = pool().applyAsync(Tasks::failOdd, 1);
		failed.await();
		assertThat(failed.successful()).isFalse();
	}

	@Test
	void exactlyOneCallbackRunsOnceAlsoWhenItComesLate() throws Exception {
		List<String> calls = new ArrayList<>();
		CountDownLatch four = new CountDownLatch(4);
		AsyncResult<Integer> good = pool().applyAsync(Tasks::square, 3);
		AsyncResult<Integer> bad = pool().applyAsync(Tasks::failOdd, 3);
		for (int round = 0; round < 2; round++) {
			good.callback((value) -> note(calls, "value " + value, four))
				.errorCallback((failure) -> note(calls, "unexpected " + failure, four));
			bad.callback((value) -> note(calls, "unexpected " + value, four))
				.errorCallback((failure) -> note(calls, "failure " + failure.getMessage(), four));
			good.await();
			bad.await();
		}
		assertThat(four.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		// A later callback comes after all earlier ones have been handed out
		CompletableFuture<Integer> last = new CompletableFuture<>();
		good.callback(last::complete);
		last.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		assertThat(calls).containsExactlyInAnyOrder("value 9", "value 9", "failure odd: 3", "failure odd: 3");
	}

	private static void note(List<String> calls, String call, CountDownLatch latch) {
		synchronized (calls) {
			calls.add(call);
		}
		latch.countDown();
	}

	@Test
	void aCallbackThatThrowsHarmsNobody() throws Exception {
		CompletableFuture<Integer> later = new CompletableFuture<>();
		pool().applyAsync(Tasks::square, 1).callback((value) -> {
			throw new IllegalStateException("a callback that throws, on purpose");
		}).callback(later::complete);
		assertThat(later.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1);
		assertThat((int) pool().apply(Tasks::square, 2)).isEqualTo(4);
	}

	@Test
	void aCallbackThatBlocksDelaysNoOther() throws Exception {
		CountDownLatch blocked = new CountDownLatch(1);
		CompletableFuture<Integer> other = new CompletableFuture<>();
		CompletableFuture<Integer> first = new CompletableFuture<>();
		pool().applyAsync(Tasks::square, 1).callback((value) -> {
			awaitQuietly(blocked);
			first.complete(value);
		});
		pool().applyAsync(Tasks::square, 2).callback(other::complete);
		assertThat(other.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(4);
		assertThat(first).isNotDone();
		blocked.countDown();
		assertThat(first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(1);
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void aCallbackMayUseThePoolAndWaitForIt() throws Exception {
		CompletableFuture<Integer> result = new CompletableFuture<>();
		pool().applyAsync(Tasks::square, 3).callback((value) -> result.complete(pool().apply(Tasks::square, value)));
		assertThat(result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(81);
	}

	@Test
	void aCallbackMayTerminateThePoolButNotJoinIt() throws Exception {
		ProcessPool pool = newPool(1);
		CompletableFuture<Throwable> refusal = new CompletableFuture<>();
		pool.applyAsync(Tasks::square, 1).callback((value) -> {
			pool.terminate();
			try {
				pool.join();
			}
			catch (IllegalStateException | InterruptedException ex) {
				refusal.complete(ex);
			}
		});
		assertThat(refusal.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("callback");
		assertThat(pool.join(PATIENCE)).isTrue();
	}

	@Test
	void aCompletableFutureHasTheOutcomeUnwrapped() {
		assertThat(pool().applyAsync(Tasks::square, 4).toCompletableFuture().join()).isEqualTo(16);
		assertThat(pool().applyAsync(Tasks::failOdd, 1).toCompletableFuture()).failsWithin(PATIENCE)
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(IllegalStateException.class);
	}

	@Test
	void aWaitingTaskThatIsCancelledNeverRuns() throws Exception {
		ProcessPool pool = newPool(1);
		Gate gate = newGate();
		AsyncResult<Integer> ahead = pool.applyAsync(Tasks::passAll, gate, 0);
		gate.awaitArrivals(1);
		AsyncResult<Integer> waiting = pool.applyAsync(Tasks::passAll, gate, 1);
		AtomicReference<Throwable> told = new AtomicReference<>();
		waiting.errorCallback(told::set);
		assertThat(waiting.cancel(true)).isTrue();
		assertThat(waiting.isCancelled()).isTrue();
		assertThat(waiting.isDone()).isTrue();
		assertThat(waiting.cancel(true)).isFalse();
		assertThatExceptionOfType(CancellationException.class).isThrownBy(waiting::get);
		await().until(() -> told.get() instanceof CancellationException);
		gate.open();
		assertThat(ahead.get(PATIENCE)).isZero();
		assertThat((int) pool.apply(Tasks::square, 2)).isEqualTo(4);
		assertThat(gate.arrived()).containsExactly("0");
	}

	@Test
	void cancelWithoutInterruptLetsTheTaskFinishAndDropsItsResult() {
		ProcessPool pool = newPool(1);
		Gate gate = newGate();
		AsyncResult<Integer> running = pool.applyAsync(Tasks::passAll, gate, 0);
		gate.awaitArrivals(1);
		assertThat(running.cancel(false)).isTrue();
		assertThatExceptionOfType(CancellationException.class).isThrownBy(running::get);
		gate.open();
		int worker = pool.apply(() -> Tasks.workerId());
		assertThat(worker).as("no worker was lost").isEqualTo(1);
	}

	@Test
	void cancelEndsARunningTaskThatIgnoresInterrupts() {
		ProcessPool pool = newPool(1);
		Gate gate = newGate();
		AsyncResult<?> running = pool.runAsync(() -> gate.passStubbornly("stubborn"));
		gate.awaitArrivals(1);
		assertThat(running.cancel(true)).isTrue();
		assertThatExceptionOfType(CancellationException.class).isThrownBy(running::get);
		assertThat((int) pool.apply(() -> Tasks.workerId())).as("another worker").isGreaterThan(1);
		gate.open();
	}

	@Test
	void anInterruptedCallerCancelsItsTask() throws Exception {
		ProcessPool pool = newPool(1);
		Gate gate = newGate();
		AtomicReference<Throwable> thrown = new AtomicReference<>();
		AtomicInteger flag = new AtomicInteger();
		Thread caller = new Thread(() -> {
			try {
				pool.apply(Tasks::passAll, gate, 0);
			}
			catch (PoolInterruptedException ex) {
				flag.set(Thread.currentThread().isInterrupted() ? 1 : 2);
				thrown.set(ex);
			}
		});
		caller.start();
		gate.awaitArrivals(1);
		caller.interrupt();
		caller.join(PATIENCE.toMillis());
		assertThat(thrown.get()).isInstanceOf(PoolInterruptedException.class);
		assertThat(flag).as("the interrupt flag is set again").hasValue(1);
		assertThat((int) pool.apply(() -> Tasks.workerId())).as("its worker was ended").isGreaterThan(1);
		gate.open();
	}

	@Test
	void anInterruptedConsumerOfImapCancelsTheRest() throws Exception {
		ProcessPool pool = newPool(1);
		Gate gate = newGate();
		ResultIterator<Integer> results = pool.imap((item) -> Tasks.passAll(gate, item), numbers(3));
		AtomicReference<Throwable> thrown = new AtomicReference<>();
		Thread consumer = new Thread(() -> {
			try {
				results.next();
			}
			catch (PoolInterruptedException ex) {
				thrown.set(ex);
			}
		});
		consumer.start();
		gate.awaitArrivals(1);
		consumer.interrupt();
		consumer.join(PATIENCE.toMillis());
		assertThat(thrown.get()).isInstanceOf(PoolInterruptedException.class);
		assertThat(results.hasNext()).as("the rest was dropped").isFalse();
		assertThat((int) pool.apply(() -> Tasks.workerId())).as("its worker was ended").isGreaterThan(1);
		gate.open();
	}

	@Test
	void aWaitForEverMayBeWrittenInAnyUnit() throws Exception {
		AsyncResult<Integer> result = pool().applyAsync(Tasks::square, 6);
		assertThat(result.get(Long.MAX_VALUE, TimeUnit.DAYS)).isEqualTo(36);
		assertThat(result.get(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(36);
	}

	@Test
	void aTaskTellsHowFarItHasCome() throws Exception {
		ProcessPool pool = newPool(1);
		Gate gate = newGate();
		AsyncResult<Integer> running = pool.applyAsync(() -> {
			WorkerContext.current().progress(3, 0);
			WorkerContext.current().progress(4, 10);
			return Tasks.passAll(gate, 0);
		});
		gate.awaitArrivals(1);
		assertThat(pool.workers().get(0).currentTask().flatMap(RunningTask::progress))
			.contains(new TaskProgress(4, 10));
		gate.open();
		assertThat(running.get(PATIENCE)).isZero();
		Gate second = newGate();
		AsyncResult<Integer> silent = pool.applyAsync(Tasks::passAll, second, 1);
		second.awaitArrivals(1);
		assertThat(pool.workers().get(0).currentTask().flatMap(RunningTask::progress)).as("of another task").isEmpty();
		second.open();
		assertThat(silent.get(PATIENCE)).isEqualTo(1);
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> pool.run(() -> WorkerContext.current().progress(-1, 10)))
			.withMessageContaining("-1 of 10");
	}

	@Test
	void aCallTellsHowFarItHasCome() {
		List<CallProgress> reports = new CopyOnWriteArrayList<>();
		TaskOptions options = TaskOptions.defaults().name("numbers").onProgress((progress) -> {
			reports.add(progress);
			throw new IllegalStateException("a handler that throws, on purpose");
		});
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> pool().with(options).map(ResultsContract::failAtSeven, numbers(20)));
		await().until(() -> !reports.isEmpty() && reports.get(reports.size() - 1).finished());
		CallProgress last = reports.get(reports.size() - 1);
		assertThat(last.task()).isEqualTo("numbers");
		assertThat(last.done()).isEqualTo(20);
		assertThat(last.failed()).isEqualTo(1);
		assertThat(last.total()).hasValue(20);
		assertThat(last.itemsPerSecond()).isPositive();
		assertThat(last.remaining()).contains(Duration.ZERO);
		assertThat(reports).isSortedAccordingTo(Comparator.comparingInt(CallProgress::done));
		assertThat(reports.stream().filter(CallProgress::finished)).hasSize(1);
	}

	@Test
	void aLongCallTellsHowFarItHasComeFromTimeToTime() throws Exception {
		BlockingQueue<CallProgress> reports = new LinkedBlockingQueue<>();
		TaskOptions options = TaskOptions.defaults().onProgress(reports::add);
		try (ResultIterator<Integer> results = pool().with(options)
			.imap(Tasks::square, Stream.iterate(1, (i) -> i + 1)::iterator)) {
			CallProgress first = null;
			while (first == null) {
				results.next();
				first = reports.poll();
			}
			assertThat(first.finished()).isFalse();
			assertThat(first.total()).as("nobody knows where the input ends").isEmpty();
			assertThat(first.remaining()).isEmpty();
			assertThat(first.done()).isPositive();
		}
		CallProgress last = reports.take();
		while (!last.finished()) {
			last = reports.take();
		}
		assertThat(last.total()).as("it was closed").isPresent();
	}

	@Test
	void whatATaskLogsReachesTheListenersInOrder() {
		List<PoolListener.WorkerLogged> logged = new CopyOnWriteArrayList<>();
		ProcessPool pool = own(builder().processes(1).name("logging").listener(new PoolListener() {

			@Override
			public void workerLogged(WorkerLogged event) {
				logged.add(event);
			}

		}));
		Instant time = Instant.ofEpochMilli(1_700_000_000_000L);
		pool.run(() -> {
			for (int i = 0; i < 500; i++) {
				WorkerContext.current()
					.log(new WorkerLogEvent(time, Level.ERROR, "com.example.Scanner", "main", "page " + i,
							Map.of("traceId", "4711"), "java.lang.IllegalStateException: no"));
			}
			WorkerContext.current()
				.log(new WorkerLogEvent(time, Level.INFO, "l", "t", "x".repeat(1 << 20), Map.of(), ""));
		});
		await().until(() -> logged.size() == 501);
		PoolListener.WorkerLogged first = logged.get(0);
		assertThat(first.pool()).isEqualTo("logging");
		assertThat(first.workerId()).isEqualTo(1);
		assertThat(first.event()).isEqualTo(new WorkerLogEvent(time, Level.ERROR, "com.example.Scanner", "main",
				"page 0", Map.of("traceId", "4711"), "java.lang.IllegalStateException: no"));
		assertThat(logged.subList(0, 500)).extracting((event) -> event.event().message())
			.containsExactlyElementsOf(numbers(500).stream().map((i) -> "page " + i).toList());
		assertThat(logged.get(500).event().message()).hasSize(64 * 1024).endsWith("...");
	}

	static int failAtSeven(int item) {
		if (item == 7) {
			throw new IllegalStateException("seven");
		}
		return item;
	}

	@Test
	void anInterruptedGetLeavesTheTaskAlone() throws Exception {
		Gate gate = newGate();
		AsyncResult<Integer> result = pool().applyAsync(Tasks::passAll, gate, 5);
		AtomicReference<Throwable> thrown = new AtomicReference<>();
		Thread caller = new Thread(() -> {
			try {
				result.get();
			}
			catch (InterruptedException | ExecutionException ex) {
				thrown.set(ex);
			}
		});
		caller.start();
		await().until(() -> caller.getState() == Thread.State.WAITING);
		caller.interrupt();
		caller.join(PATIENCE.toMillis());
		assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
		gate.open();
		assertThat(result.get(PATIENCE)).isEqualTo(5);
	}

	@Test
	void argumentsAreGarbageOnceTheirResultIsThere() throws Exception {
		List<Object> items = new ArrayList<>(List.of(new int[] { 1 }, new int[] { 2, 3 }));
		WeakReference<Object> argument = new WeakReference<>(items.get(1));
		AsyncResult<List<Integer>> result = pool().mapAsync((item) -> ((int[]) item).length, items);
		items.clear();
		assertThat(result.get()).containsExactly(1, 2);
		awaitCollected(argument);
		assertThat(result.ready()).isTrue();
	}

	@Test
	void resultsOfImapAreGarbageOnceTheyWereDelivered() {
		var results = pool().imap((size) -> new int[size], List.of(10, 20, 30));
		WeakReference<int[]> delivered = new WeakReference<>(results.next());
		awaitCollected(delivered);
		assertThat(results.next()).hasSize(20);
		results.close();
	}

}
