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

import java.io.Serializable;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.processpool.testing.Gate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A pool as an {@code ExecutorService}.
 */
public abstract class ExecutorContract extends PoolContract {

	/** A callable that can travel. */
	private interface Job<T> extends Callable<T>, Serializable {

	}

	/** A runnable that can travel. */
	private interface Errand extends Runnable, Serializable {

	}

	@Test
	void submitRunsCallablesAndRunnables() throws Exception {
		ExecutorService executor = pool().asExecutorService();
		Job<Integer> job = () -> Tasks.square(3);
		assertThat(executor.submit(job).get()).isEqualTo(9);
		Gate gate = newGate();
		Errand errand = () -> gate.arrive("errand");
		assertThat(executor.submit(errand).get()).isNull();
		assertThat(gate.arrived()).containsExactly("errand");
		Object result = new Object();
		assertThat(executor.submit(errand, result).get()).isSameAs(result);
	}

	@Test
	void aTaskThatThrowsIsAnExecutionException() {
		Job<Integer> job = () -> Tasks.failOdd(1);
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> pool().asExecutorService().submit(job).get())
			.withCauseInstanceOf(IllegalStateException.class);
	}

	@Test
	void whatCannotTravelIsRefusedWithAdvice() {
		assertThatIllegalArgumentException().isThrownBy(() -> pool().asExecutorService().submit(() -> 9))
			.withMessageContaining("applyAsync")
			.withMessageContaining("Serializable");
	}

	@Test
	void invokeAllWaitsForAll() throws Exception {
		List<Job<Integer>> jobs = List.of(() -> 1, () -> Tasks.failOdd(3), () -> 2);
		List<Future<Integer>> futures = pool().asExecutorService().invokeAll(jobs);
		assertThat(futures).allMatch(Future::isDone);
		assertThat(futures.get(0).get()).isEqualTo(1);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(futures.get(1)::get);
		assertThat(futures.get(2).get()).isEqualTo(2);
	}

	@Test
	void invokeAllCancelsWhatTakesTooLong() throws Exception {
		Gate gate = newGate();
		List<Job<Integer>> jobs = List.of(() -> Tasks.passAll(gate, 1));
		List<Future<Integer>> futures = newPool(1).asExecutorService().invokeAll(jobs, 50, TimeUnit.MILLISECONDS);
		assertThat(futures.get(0).isCancelled()).isTrue();
		assertThatExceptionOfType(CancellationException.class).isThrownBy(futures.get(0)::get);
	}

	@Test
	void invokeAnyGivesTheFirstSuccess() throws Exception {
		List<Job<Integer>> jobs = List.of(() -> Tasks.failOdd(1), () -> 7);
		assertThat(pool().asExecutorService().invokeAny(jobs)).isEqualTo(7);
		List<Job<Integer>> hopeless = List.of(() -> Tasks.failOdd(1), () -> Tasks.failOdd(3));
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> pool().asExecutorService().invokeAny(hopeless));
	}

	@Test
	void shuttingDownTheViewShutsTheViewOnly() throws Exception {
		ExecutorService executor = pool().asExecutorService();
		Gate gate = newGate();
		Job<Integer> job = () -> Tasks.passAll(gate, 4);
		Future<Integer> running = executor.submit(job);
		gate.awaitArrivals(1);
		executor.shutdown();
		assertThat(executor.isShutdown()).isTrue();
		assertThat(executor.isTerminated()).isFalse();
		assertThat(executor.awaitTermination(10, TimeUnit.MILLISECONDS)).isFalse();
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> executor.submit(job));
		gate.open();
		assertThat(executor.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		assertThat(executor.isTerminated()).isTrue();
		assertThat(running.get()).isEqualTo(4);
		assertThat((int) pool().apply(Tasks::square, 2)).isEqualTo(4);
	}

	@Test
	void shuttingDownTheViewNowCancelsItsTasks() throws Exception {
		ExecutorService executor = newPool(1).asExecutorService();
		Gate gate = newGate();
		Job<Integer> job = () -> Tasks.passAll(gate, 4);
		Future<Integer> running = executor.submit(job);
		gate.awaitArrivals(1);
		assertThat(executor.shutdownNow()).isEmpty();
		assertThat(running.isCancelled()).isTrue();
		assertThat(executor.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
	}

}
