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

package io.processpool.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import io.processpool.benchmarks.measure.Tasks;

/**
 * Kills a worker in the middle of many tasks, and looks what becomes of them.
 */
final class KilledWorker {

	private static final int TASK_MILLIS = 20;

	private static final long PATIENCE_SECONDS = 5;

	private final PoolContestant.Factory factory;

	KilledWorker(PoolContestant.Factory factory) {
		this.factory = factory;
	}

	Figure measure() throws Exception {
		try (TaskPool pool = this.factory.open(Sizes.WORKERS, 0)) {
			pool.mapSingly(Tasks::sleep, List.of(TASK_MILLIS, TASK_MILLIS, TASK_MILLIS, TASK_MILLIS));
			List<Future<Integer>> futures = new ArrayList<>();
			for (int i = 0; i < Sizes.KILL_TASKS; i++) {
				futures.add(pool.submit(Tasks::sleep, TASK_MILLIS));
			}
			futures.get(3).get();
			ProcessHandle victim = ProcessHandle.of(pool.pids().get(0)).orElseThrow();
			long start = System.nanoTime();
			victim.destroyForcibly();
			return await(futures, start);
		}
	}

	/**
	 * One thread waits for each task, so that no failure hides behind another task.
	 */
	private static Figure await(List<Future<Integer>> futures, long start) throws InterruptedException {
		ConcurrentLinkedQueue<Double> failures = new ConcurrentLinkedQueue<>();
		AtomicInteger unanswered = new AtomicInteger();
		CountDownLatch done = new CountDownLatch(futures.size());
		for (Future<Integer> future : futures) {
			Thread thread = new Thread(() -> {
				try {
					future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
				}
				catch (TimeoutException ex) {
					unanswered.incrementAndGet();
				}
				catch (Exception ex) {
					failures.add((System.nanoTime() - start) / 1e6);
				}
				done.countDown();
			});
			thread.setDaemon(true);
			thread.start();
		}
		done.await();
		String note = "of %s tasks %s failed, %s had no answer in %s s".formatted(futures.size(), failures.size(),
				unanswered, PATIENCE_SECONDS);
		return failures.stream()
			.min(Double::compare)
			.map((first) -> Figure.of(first, note))
			.orElseGet(() -> Figure.none(note));
	}

}
