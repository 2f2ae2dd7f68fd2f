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
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import io.processpool.benchmarks.measure.Answers;
import io.processpool.benchmarks.measure.Statistics;
import io.processpool.benchmarks.measure.Tasks;
import io.processpool.TaskFunction;

/**
 * The workloads, for pools written in Java. {@code peer.py} has them for Python's; change
 * both or none. Every answer is checked outside the time that counts.
 */
final class PoolWorkloads {

	private static final int BURN_MICROS = 50_000;

	private static final int MIXED_MICROS = 1_000;

	private static final int BULK_RUNS = 2;

	private final PoolContestant.Factory factory;

	private final Sizes sizes;

	PoolWorkloads(PoolContestant.Factory factory, Sizes sizes) {
		this.factory = factory;
		this.sizes = sizes;
	}

	Figure measure(Workload workload) throws Exception {
		return switch (workload) {
			case W1 -> latency();
			case W2 -> throughput(this.sizes.mapItems(), TaskPool::map);
			case W3 -> throughput(this.sizes.tasks(), TaskPool::mapSingly);
			case W4 -> throughput(this.sizes.tasks(), (pool, task, items) -> toList(pool.imap(task, items)));
			case W4U -> throughput(this.sizes.tasks(), (pool, task, items) -> toList(pool.imapUnordered(task, items)));
			case W5 -> bulk(this.sizes.bulkBytes(), BULK_RUNS);
			case W5B -> bulk(this.sizes.echoBytes(), this.sizes.echoes());
			case W6 -> start();
			case W6B -> respawn();
			case W7 -> memory();
			case W8 -> speedUp();
			case W9 -> new KilledWorker(this.factory).measure();
			case MIXED -> mixed();
		};
	}

	private Figure latency() throws Exception {
		try (TaskPool pool = this.factory.open(Sizes.WORKERS, 0)) {
			int calls = this.sizes.calls();
			double[] micros = new double[calls];
			for (int i = -calls; i < calls; i++) {
				long start = System.nanoTime();
				Integer answer = pool.apply(Tasks::identity, i);
				long end = System.nanoTime();
				Answers.check(answer == i, "identity of %s is %s", i, answer);
				if (i >= 0) {
					micros[i] = (end - start) / 1e3;
				}
			}
			Arrays.sort(micros);
			return new Figure(Statistics.percentile(micros, 50), Statistics.percentile(micros, 99), "");
		}
	}

	private Figure throughput(int count, MapCall call) throws Exception {
		List<Integer> items = IntStream.range(0, count).boxed().toList();
		long expected = IntStream.range(0, count).mapToLong((i) -> i * i).sum();
		try (TaskPool pool = this.factory.open(Sizes.WORKERS, 0)) {
			pool.apply(Tasks::identity, 0);
			double seconds = 0;
			for (int run = 0; run <= this.sizes.warmUps(); run++) {
				long start = System.nanoTime();
				List<Integer> results = call.map(pool, Tasks::square, items);
				seconds = (System.nanoTime() - start) / 1e9;
				Answers.check(results.size() == count, "%s items have %s results", count, results.size());
				long sum = results.stream().mapToLong(Integer::longValue).sum();
				Answers.check(sum == expected, "squares add up to %s instead of %s", sum, expected);
			}
			return Figure.of(count / seconds);
		}
	}

	private Figure bulk(int bytes, int count) throws Exception {
		byte[] array = new byte[bytes];
		new Random(1).nextBytes(array);
		try (TaskPool pool = this.factory.open(Sizes.WORKERS, 0)) {
			long nanos = 0;
			int warmUps = Math.min(count, this.sizes.warmUps());
			for (int run = -warmUps; run < count; run++) {
				long start = System.nanoTime();
				byte[] answer = pool.apply(Tasks::echo, array);
				nanos += (run < 0) ? 0 : System.nanoTime() - start;
				Answers.check(Arrays.equals(array, answer), "an array of %s bytes came back changed", bytes);
			}
			return Figure.of(2.0 * bytes * count / 1e6 / (nanos / 1e9));
		}
	}

	private Figure start() throws Exception {
		long start = System.nanoTime();
		try (TaskPool pool = this.factory.open(Sizes.WORKERS, 0)) {
			Integer answer = pool.apply(Tasks::identity, 7);
			Figure figure = Figure.of((System.nanoTime() - start) / 1e6);
			Answers.check(answer == 7, "identity of %s is %s", 7, answer);
			return figure;
		}
	}

	private Figure respawn() throws Exception {
		int count = this.sizes.respawns();
		try (TaskPool pool = this.factory.open(Sizes.WORKERS, 1)) {
			pool.mapSingly(Tasks::identity, List.of(1, 2));
			long start = System.nanoTime();
			List<Integer> results = pool.mapSingly(Tasks::identity, IntStream.range(0, count).boxed().toList());
			double seconds = (System.nanoTime() - start) / 1e9;
			Answers.check(results.size() == count, "%s tasks have %s results", count, results.size());
			return Figure.of(count / seconds);
		}
	}

	private Figure memory() throws Exception {
		try (TaskPool pool = this.factory.open(Sizes.WORKERS, 0)) {
			// Both have worked
			pool.mapSingly(Tasks::sleep, List.of(50, 50, 50, 50));
			return Memory.of(pool.pids());
		}
	}

	private Figure speedUp() throws Exception {
		List<Integer> items = IntStream.range(0, this.sizes.burnTasks()).map((i) -> BURN_MICROS).boxed().toList();
		double one = burn(1, items);
		double two = burn(Sizes.WORKERS, items);
		return Figure.of(one / two);
	}

	private double burn(int workers, List<Integer> items) throws Exception {
		try (TaskPool pool = this.factory.open(workers, 0)) {
			pool.mapSingly(Tasks::burn, List.of(BURN_MICROS, BURN_MICROS));
			return seconds(() -> pool.mapSingly(Tasks::burn, items));
		}
	}

	private Figure mixed() throws Exception {
		List<Integer> items = mixedItems(this.sizes.mixedItems());
		double ideal = items.stream().mapToLong(Integer::longValue).sum() / 1e6 / Sizes.WORKERS;
		try (TaskPool pool = this.factory.open(Sizes.WORKERS, 0)) {
			pool.mapSingly(Tasks::burn, List.of(BURN_MICROS, BURN_MICROS));
			return Figure.of(seconds(() -> pool.map(Tasks::burn, items)) / ideal);
		}
	}

	/**
	 * The long items are spread evenly, as in {@code peer.py}: chance would favour one
	 * contestant.
	 */
	private static List<Integer> mixedItems(int count) {
		List<Integer> items = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			items.add((i % 100 == 37) ? 100 * MIXED_MICROS : MIXED_MICROS);
		}
		return items;
	}

	private static double seconds(Callable<List<Integer>> work) throws Exception {
		long start = System.nanoTime();
		work.call();
		return (System.nanoTime() - start) / 1e9;
	}

	private static <R> List<R> toList(Iterator<R> iterator) {
		List<R> results = new ArrayList<>();
		iterator.forEachRemaining(results::add);
		return results;
	}

	/**
	 * A way to run a task for many items.
	 */
	@FunctionalInterface
	private interface MapCall {

		List<Integer> map(TaskPool pool, TaskFunction<Integer, Integer> task, List<Integer> items) throws Exception;

	}

}
