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

package io.processpool.benchmarks.study;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

import io.processpool.ProcessPool;
import io.processpool.benchmarks.measure.Answers;
import io.processpool.benchmarks.measure.Tasks;

/**
 * What happens when many threads call {@code apply} at once.
 */
final class CallersStudy implements Study {

	private static final Axis CALLERS = Axis.logarithmic("calling threads");

	private static final Panel THROUGHPUT = new Panel("throughput", "apply from many threads", CALLERS,
			Axis.linear("calls/s"));

	private static final Panel LATENCY = new Panel("latency", "apply from many threads", CALLERS,
			Axis.logarithmic("µs"));

	private static final int WORKERS = 2;

	@Override
	public String name() {
		return "callers";
	}

	@Override
	public String title() {
		return "More callers";
	}

	@Override
	public String about() {
		return "Two workers; each calling thread does one `apply` of a task without work after another, for half a "
				+ "second after as long a warm-up. A fresh pool for each number of threads.";
	}

	@Override
	public void measure(Effort effort, Findings findings) throws Exception {
		measure("platform threads", (task) -> new Thread(task, "caller").start(), effort, findings);
		Optional<Executor> virtual = virtualThreads();
		if (virtual.isPresent()) {
			measure("virtual threads", virtual.get(), effort, findings);
		}
		else {
			findings.remark("This JDK has no virtual threads.");
		}
	}

	/**
	 * Finds virtual threads by name, as the code is compiled for JDK 17.
	 */
	private static Optional<Executor> virtualThreads() {
		if (Runtime.version().feature() < 21) {
			return Optional.empty();
		}
		try {
			Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
			return Optional.of((task) -> {
				try {
					start.invoke(null, task);
				}
				catch (ReflectiveOperationException ex) {
					throw new IllegalStateException("A virtual thread cannot be started", ex);
				}
			});
		}
		catch (NoSuchMethodException ex) {
			return Optional.empty();
		}
	}

	private static void measure(String kind, Executor threads, Effort effort, Findings findings) throws Exception {
		Duration time = Duration.ofMillis(effort.of(500, 50));
		for (int callers : effort.of(List.of(1, 4, 16, 64), List.of(1, 4))) {
			try (var scope = Pools.ready(WORKERS).terminateOnExit()) {
				call(scope.pool(), threads, 1, time.multipliedBy(2));
				call(scope.pool(), threads, callers, time);
				Latencies latencies = call(scope.pool(), threads, callers, time);
				findings.add(THROUGHPUT, kind, callers, latencies.count() / (time.toNanos() / 1e9));
				findings.add(LATENCY, kind + ", median", callers, latencies.micros(50));
				findings.add(LATENCY, kind + ", 99th percentile", callers, latencies.micros(99));
			}
		}
	}

	private static Latencies call(ProcessPool pool, Executor threads, int callers, Duration time) throws Exception {
		CountDownLatch ready = new CountDownLatch(callers);
		List<CompletableFuture<Latencies>> parts = new ArrayList<>();
		for (int caller = 0; caller < callers; caller++) {
			parts.add(CompletableFuture.supplyAsync(() -> {
				ready.countDown();
				return call(pool, ready, time);
			}, threads));
		}
		List<Latencies> done = new ArrayList<>();
		for (CompletableFuture<Latencies> part : parts) {
			done.add(part.get());
		}
		return Latencies.merged(done);
	}

	private static Latencies call(ProcessPool pool, CountDownLatch ready, Duration time) {
		try {
			ready.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("Interrupted before the first call", ex);
		}
		Latencies latencies = new Latencies(10_000);
		long now = System.nanoTime();
		long end = now + time.toNanos();
		for (int i = 0; now < end; i++) {
			long start = now;
			Integer answer = pool.apply(Tasks::identity, i);
			now = System.nanoTime();
			Answers.check(answer == i, "identity of %s is %s", i, answer);
			latencies.add(now - start);
		}
		return latencies;
	}

}
