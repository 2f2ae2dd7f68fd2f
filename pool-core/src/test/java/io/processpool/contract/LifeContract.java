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

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;

import io.processpool.AsyncResult;
import io.processpool.PoolClosedException;
import io.processpool.PoolListener;
import io.processpool.PoolSaturatedException;
import io.processpool.PoolState;
import io.processpool.ProcessPool;
import io.processpool.ProcessPoolBuilder;
import io.processpool.SaturationPolicy;
import io.processpool.StartContext;
import io.processpool.TaskSerializationException;
import io.processpool.WorkerContext;
import io.processpool.WorkerInfo;
import io.processpool.testing.Gate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Building, starting, limiting, closing and observing pools.
 */
public abstract class LifeContract extends PoolContract {

	@Test
	void badSettingsAreRefusedWithTheirNameAndWhatIsAllowed() {
		Map<String, ProcessPoolBuilder> bad = new HashMap<>();
		bad.put("processes is 0, allowed is 1 or more", builder().processes(0));
		bad.put("processes is -1, allowed is 1 or more", builder().processes(-1));
		bad.put("maxTasksPerChild is 0, allowed is 1 or more", builder().maxTasksPerChild(0));
		bad.put("queueCapacity is 0, allowed is 1 or more", builder().queueCapacity(0));
		bad.put("maxMemoryPerChild is 0, allowed is 1 or more", builder().maxMemoryPerChild(0));
		bad.put("taskTimeout is PT0S, allowed is more than zero", builder().taskTimeout(Duration.ZERO));
		bad.put("startTimeout is PT-1S, allowed is more than zero", builder().startTimeout(Duration.ofSeconds(-1)));
		bad.put("maxHeap is 'plenty', allowed is", builder().maxHeap("plenty"));
		bad.put("name is 'a b', allowed is", builder().name("a b"));
		bad.forEach((message, builder) -> assertThatIllegalArgumentException().isThrownBy(builder::build)
			.withMessageContaining(message));
	}

	@Test
	void forkIsRefusedWithTheReasonAndTheAlternatives() {
		assertThatIllegalArgumentException().isThrownBy(() -> builder().context(StartContext.FORK).build())
			.withMessageContaining("fork")
			.withMessageContaining("threads")
			.withMessageContaining("spawn")
			.withMessageContaining("forkserver");
	}

	@Test
	void forkserverStartsWorkers() {
		ProcessPool pool = own(builder().processes(1).context(StartContext.FORKSERVER));
		assertThat((int) pool.apply(Tasks::square, 3)).isEqualTo(9);
		assertThat(pool.stats().context()).isEqualTo(StartContext.FORKSERVER);
	}

	@Test
	void tasksSeeTheStateOfTheInitializer() {
		String captured = "from the parent";
		ProcessPool pool = own(
				builder().processes(2).initializer(() -> WorkerContext.current().attributes().put("state", captured)));
		assertThat(pool.map((item) -> WorkerContext.current().attributes().get("state"), numbers(10), 1))
			.containsOnly(captured);
	}

	@Test
	void aWorkerKnowsWhoItIs() {
		ProcessPool pool = own(builder().processes(1).name("named"));
		assertThat(pool.apply(() -> WorkerContext.current().poolName())).isEqualTo("named");
		WorkerInfo worker = pool.workers().get(0);
		assertThat((int) pool.apply(() -> WorkerContext.current().workerId())).isEqualTo(worker.id());
		assertThat((long) pool.apply(() -> WorkerContext.current().pid())).isEqualTo(worker.pid());
	}

	@Test
	void outsideOfAWorkerThereIsNoContext() {
		assertThatIllegalStateException().isThrownBy(WorkerContext::current);
	}

	@Test
	void maxTasksPerChildIsAnUpperBoundPerWorker() {
		ProcessPool pool = own(builder().processes(2).maxTasksPerChild(3));
		List<Tasks.Spot> spots = pool.map(Tasks::spot, numbers(20), 5);
		Map<Integer, Integer> tasks = new HashMap<>();
		spots.forEach((spot) -> tasks.merge(spot.workerId(), 1, Integer::sum));
		assertThat(tasks.values()).allSatisfy((count) -> assertThat(count).isBetween(1, 3));
		assertThat(tasks.size()).isGreaterThanOrEqualTo(7);
		assertThat(spots).extracting(Tasks.Spot::number).containsExactlyElementsOf(numbers(20));
	}

	@Test
	void asManyTasksRunAtATimeAsThereAreWorkersAlsoWhenWorkersAreReplaced() throws Exception {
		ProcessPool pool = own(builder().processes(2).maxTasksPerChild(1));
		Gate gate = newGate();
		AsyncResult<List<Integer>> results = pool.mapAsync((item) -> Tasks.passAll(gate, item), numbers(8), 1);
		gate.awaitArrivals(2);
		// The successors are there, and have nothing to do
		await().until(() -> pool.stats().idleWorkers() == 2);
		assertThat(pool.stats().busyWorkers()).isEqualTo(2);
		assertThat(gate.arrivals()).isEqualTo(2);
		assertThat(pool.stats().startedWorkers()).isEqualTo(4);
		pool.recycle();
		await().until(() -> pool.stats().idleWorkers() == 2 && pool.stats().startedWorkers() == 6);
		assertThat(gate.arrivals()).isEqualTo(2);
		gate.open();
		assertThat(results.get(PATIENCE)).containsExactlyElementsOf(numbers(8));
	}

	@Test
	void workersAreReplacedAlsoWhenThePoolIsClosedEarly() throws Exception {
		ProcessPool pool = own(builder().processes(2).maxTasksPerChild(1));
		List<AsyncResult<Integer>> results = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			results.add(pool.applyAsync(Tasks::square, i));
		}
		pool.close();
		assertThat(pool.join(PATIENCE)).isTrue();
		for (int i = 0; i < 6; i++) {
			assertThat(results.get(i).get()).isEqualTo(i * i);
		}
	}

	@Test
	void joinBeforeCloseIsAnError() {
		assertThatIllegalStateException().isThrownBy(() -> pool().join()).withMessageContaining("close()");
	}

	@Test
	void closeFinishesWhatWasIssuedAndTakesNoMore() throws Exception {
		ProcessPool pool = newPool(1);
		Gate gate = newGate();
		List<AsyncResult<Integer>> issued = List.of(pool.applyAsync(Tasks::passAll, gate, 1),
				pool.applyAsync(Tasks::square, 2));
		pool.close();
		pool.close();
		assertThat(pool.state()).isEqualTo(PoolState.CLOSED);
		assertThatExceptionOfType(PoolClosedException.class).isThrownBy(() -> pool.apply(Tasks::square, 1));
		assertThatExceptionOfType(PoolClosedException.class).isThrownBy(() -> pool.applyAsync(Tasks::square, 1));
		assertThatExceptionOfType(PoolClosedException.class).isThrownBy(() -> pool.map(Tasks::square, List.of()));
		assertThatExceptionOfType(PoolClosedException.class).isThrownBy(() -> pool.imap(Tasks::square, List.of(1)));
		assertThat(pool.join(Duration.ofMillis(10))).isFalse();
		gate.open();
		assertThat(pool.join(PATIENCE)).isTrue();
		assertThat(issued.get(0).get()).isEqualTo(1);
		assertThat(issued.get(1).get()).isEqualTo(4);
		assertThat(pool.workers()).isEmpty();
	}

	@Test
	void terminateWithTenThousandTasksWaitingLeavesNothing() throws Exception {
		ProcessPool pool = newPool(2);
		Gate gate = newGate();
		List<AsyncResult<Integer>> results = new ArrayList<>();
		for (int i = 0; i < 10_000; i++) {
			results.add(pool.applyAsync(Tasks::passAll, gate, i));
		}
		gate.awaitArrivals(2);
		pool.terminate();
		assertThat(pool.join(PATIENCE)).isTrue();
		assertThat(pool.workers()).isEmpty();
		assertThat(results).allSatisfy((result) -> assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> result.get(Duration.ZERO))
			.withCauseInstanceOf(PoolClosedException.class));
		pool.terminate();
		assertThat(pool.state()).isEqualTo(PoolState.TERMINATED);
	}

	@Test
	void aScopeThatTerminatesKillsAndOneThatJoinsFinishes() throws Exception {
		Gate gate = newGate();
		AsyncResult<Integer> killed;
		try (var scope = builder().processes(1).build().terminateOnExit()) {
			killed = scope.applyAsync(Tasks::passAll, gate, 1);
			gate.awaitArrivals(1);
		}
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(killed::get)
			.withCauseInstanceOf(PoolClosedException.class);
		AsyncResult<Integer> finished;
		try (var scope = builder().processes(1).build().joinOnExit()) {
			finished = scope.applyAsync(Tasks::square, 5);
		}
		assertThat(finished.ready()).isTrue();
		assertThat(finished.get()).isEqualTo(25);
	}

	@Test
	void aSuspendedPoolRestsAndWorksAgain() throws Exception {
		ProcessPool pool = newPool(1);
		int first = pool.apply(() -> Tasks.workerId());
		assertThat(pool.suspend(PATIENCE)).isTrue();
		assertThat(pool.state()).isEqualTo(PoolState.SUSPENDED);
		assertThat(pool.stats().started()).as("started").isFalse();
		assertThat(pool.workers()).isEmpty();
		assertThatExceptionOfType(PoolClosedException.class).isThrownBy(() -> pool.apply(Tasks::square, 1))
			.withMessageContaining("suspended");
		pool.resume();
		assertThat((int) pool.apply(() -> Tasks.workerId())).isGreaterThan(first);
		assertThat(pool.suspend(PATIENCE)).isTrue();
		pool.start();
		assertThat((int) pool.apply(Tasks::square, 3)).isEqualTo(9);
	}

	@Test
	void suspendTellsWhenTasksTakeLonger() throws Exception {
		ProcessPool pool = newPool(1);
		Gate gate = newGate();
		AsyncResult<Integer> running = pool.applyAsync(Tasks::passAll, gate, 1);
		gate.awaitArrivals(1);
		assertThat(pool.suspend(Duration.ofMillis(10))).isFalse();
		gate.open();
		assertThat(running.get(PATIENCE)).isEqualTo(1);
		await().until(() -> pool.workers().isEmpty());
	}

	@Test
	void suspendNowEndsTasksAndThePoolWorksAgain() throws Exception {
		ProcessPool pool = newPool(1);
		AsyncResult<Integer> running;
		AsyncResult<Integer> waiting;
		Gate gate = newGate();
		running = pool.applyAsync(Tasks::passAll, gate, 1);
		waiting = pool.applyAsync(Tasks::square, 2);
		gate.awaitArrivals(1);
		pool.suspendNow();
		assertThat(pool.workers()).isEmpty();
		for (AsyncResult<Integer> ended : List.of(running, waiting)) {
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> ended.get(PATIENCE))
				.withCauseInstanceOf(PoolClosedException.class)
				.withMessageContaining("suspended");
		}
		assertThat(pool.state()).isEqualTo(PoolState.SUSPENDED);
		pool.start();
		assertThat((int) pool.apply(Tasks::square, 3)).isEqualTo(9);
		pool.close();
		assertThatExceptionOfType(PoolClosedException.class).isThrownBy(pool::suspendNow);
	}

	@Test
	void aLazyPoolStartsWithItsFirstTask() {
		ProcessPool pool = own(builder().processes(1).startLazily());
		assertThat(pool.stats().started()).isFalse();
		assertThat(pool.workers()).isEmpty();
		assertThat((int) pool.apply(Tasks::square, 2)).isEqualTo(4);
		assertThat(pool.stats().started()).isTrue();
	}

	@Test
	void allWorkersAreReadyWhenAwaitReadySaysSo() throws Exception {
		ProcessPool pool = newPool(2);
		assertThat(pool.awaitReady(PATIENCE)).isTrue();
		assertThat(pool.stats().idleWorkers()).isEqualTo(2);
	}

	@Test
	void recyclingReplacesWorkersAndLosesNoTask() throws Exception {
		ProcessPool pool = newPool(2);
		assertThat(pool.awaitReady(PATIENCE)).isTrue();
		Gate gate = newGate();
		AsyncResult<Integer> running = pool.applyAsync(Tasks::passAll, gate, 1);
		gate.awaitArrivals(1);
		pool.recycle();
		gate.open();
		assertThat(running.get(PATIENCE)).isEqualTo(1);
		await().until(() -> pool.workers().stream().allMatch((worker) -> worker.id() > 2));
		assertThat(pool.map(Tasks::square, numbers(10))).hasSize(10);
		assertThatIllegalArgumentException().isThrownBy(() -> pool.recycle(99)).withMessageContaining("99");
	}

	@Test
	void aThreadDumpShowsTheTask() {
		ProcessPool pool = newPool(1);
		Gate gate = newGate();
		AsyncResult<Integer> running = pool.applyAsync(Tasks::passAll, gate, 1);
		gate.awaitArrivals(1);
		WorkerInfo worker = pool.workers().get(0);
		assertThat(worker.currentTask())
			.hasValueSatisfying((task) -> assertThat(task.name()).isEqualTo("Tasks::passAll"));
		assertThat(pool.threadDump(worker.id())).contains("passAll");
		gate.open();
		assertThat(running).succeedsWithin(PATIENCE);
	}

	@Test
	void aFullQueueRefusesAMapWhole() throws Exception {
		ProcessPool pool = own(builder().processes(1).queueCapacity(3));
		Gate gate = newGate();
		AsyncResult<Integer> running = pool.applyAsync(Tasks::passAll, gate, 0);
		gate.awaitArrivals(1);
		AsyncResult<List<Integer>> waiting = pool.mapAsync(Tasks::square, List.of(1, 2));
		assertThatExceptionOfType(PoolSaturatedException.class)
			.isThrownBy(() -> pool.mapAsync(Tasks::square, List.of(1, 2)))
			.withMessageContaining("2 waiting items of at most 3");
		AsyncResult<Integer> last = pool.applyAsync(Tasks::square, 3);
		assertThat(pool.stats().queuedTasks()).isEqualTo(3);
		assertThatExceptionOfType(PoolSaturatedException.class).isThrownBy(() -> pool.apply(Tasks::square, 4));
		gate.open();
		assertThat(running.get(PATIENCE)).isZero();
		assertThat(waiting.get(PATIENCE)).containsExactly(1, 4);
		assertThat(last.get(PATIENCE)).isEqualTo(9);
	}

	@Test
	void whoHearsOfACallHearsOfItsEndAndNobodyHearsOfOneThatWasRefused() throws Exception {
		List<Long> issued = new CopyOnWriteArrayList<>();
		List<Long> finished = new CopyOnWriteArrayList<>();
		ProcessPool pool = own(builder().processes(1).queueCapacity(1).listener(new PoolListener() {

			@Override
			public void taskIssued(TaskIssued event) {
				issued.add(event.callId());
			}

			@Override
			public void callFinished(CallFinished event) {
				finished.add(event.callId());
			}

		}));
		assertThatExceptionOfType(PoolSaturatedException.class)
			.isThrownBy(() -> pool.map(Tasks::square, List.of(1, 2)));
		assertThat(issued).isEmpty();
		Object notSerializable = new Object();
		assertThatExceptionOfType(TaskSerializationException.class)
			.isThrownBy(() -> pool.apply(() -> notSerializable.hashCode()));
		assertThat((int) pool.apply(Tasks::square, 3)).isEqualTo(9);
		assertThat(issued).hasSize(2);
		await().untilAsserted(() -> assertThat(finished).containsExactlyElementsOf(issued));
		assertThat(pool.stats().queuedTasks()).as("room was given back").isZero();
	}

	@Test
	void aPoolThatTakesNoTasksDoesNotReadTheInputOfAMap() {
		ProcessPool pool = newPool(1);
		pool.close();
		Iterable<Integer> input = () -> {
			throw new AssertionError("the input is read");
		};
		assertThatExceptionOfType(PoolClosedException.class).isThrownBy(() -> pool.map(Tasks::square, input));
		assertThatExceptionOfType(PoolClosedException.class).isThrownBy(() -> pool.imap(Tasks::square, input));
	}

	@Test
	void aFullQueueMakesCallersWaitIfToldSo() throws Exception {
		ProcessPool pool = own(builder().processes(1).queueCapacity(1).saturationPolicy(SaturationPolicy.WAIT));
		Gate gate = newGate();
		List<Integer> results = new CopyOnWriteArrayList<>();
		AsyncResult<Integer> running = pool.applyAsync(Tasks::passAll, gate, 0);
		gate.awaitArrivals(1);
		AsyncResult<Integer> queued = pool.applyAsync(Tasks::square, 1);
		Thread caller = new Thread(() -> results.add(pool.apply(Tasks::square, 2)));
		caller.start();
		await().until(() -> caller.getState() == Thread.State.WAITING);
		assertThat(results).isEmpty();
		gate.open();
		caller.join(PATIENCE.toMillis());
		assertThat(results).containsExactly(4);
		assertThat(running.get(PATIENCE) + queued.get(PATIENCE)).isEqualTo(1);
	}

	@Test
	void listenersHearOfCallsTasksAndWorkersAndMayFail() {
		Recorder recorder = new Recorder();
		ProcessPool pool = own(builder().processes(1).listener(recorder).listener(new PoolListener() {

			@Override
			public void taskFinished(TaskFinished event) {
				throw new IllegalStateException("a listener that throws, on purpose");
			}

		}));
		assertThat(pool.map(Tasks::square, List.of(1, 2))).containsExactly(1, 4);
		pool.close();
		await().until(() -> recorder.events.contains("exited CLOSED"));
		assertThat(recorder.events).containsSubsequence("issued 2", "started 0", "finished 0 SUCCEEDED", "call 2 0");
		assertThat(recorder.events).containsSubsequence("worker", "ready", "state CLOSED", "exited CLOSED");
	}

	/** What the JVM keeps of such a dump must not keep workers: see {@code LeakCheck}. */
	@Test
	void aDumpOfAllThreadsWithTheirLocksKeepsNothingOfAPool() throws InterruptedException {
		ProcessPool pool = own(builder().processes(1));
		assertThat(pool.awaitReady(PATIENCE)).isTrue();
		ThreadInfo[] dump = ManagementFactory.getThreadMXBean().dumpAllThreads(true, true);
		assertThat(dump).extracting(ThreadInfo::getThreadName)
			.anyMatch((name) -> name.startsWith(pool.name() + "-worker"));
		pool.terminate();
		pool.join();
		assertThat(pool.state()).isEqualTo(PoolState.TERMINATED);
	}

	@Test
	void headersThatAListenerAddsReachTheTask() {
		ProcessPool pool = own(builder().processes(1).listener(new PoolListener() {

			@Override
			public void taskIssued(TaskIssued event) {
				event.headers().put("traceparent", "00-1-2-3");
			}

		}));
		assertThat(pool.apply(() -> WorkerContext.current().headers())).containsEntry("traceparent", "00-1-2-3");
	}

	/** Writes down what it hears. */
	private static final class Recorder implements PoolListener {

		private final List<String> events = new CopyOnWriteArrayList<>();

		@Override
		public void taskIssued(TaskIssued event) {
			this.events.add("issued " + event.items());
		}

		@Override
		public void taskStarted(TaskStarted event) {
			this.events.add("started " + event.index());
		}

		@Override
		public void taskFinished(TaskFinished event) {
			this.events.add("finished " + event.index() + " " + event.result());
		}

		@Override
		public void callFinished(CallFinished event) {
			this.events.add("call " + event.items() + " " + event.failed());
		}

		@Override
		public void workerStarted(WorkerEvent event) {
			this.events.add("worker");
		}

		@Override
		public void workerReady(WorkerEvent event) {
			this.events.add("ready");
		}

		@Override
		public void workerExited(WorkerExited event) {
			this.events.add("exited " + event.reason());
		}

		@Override
		public void stateChanged(StateChanged event) {
			this.events.add("state " + event.to());
		}

	}

}
