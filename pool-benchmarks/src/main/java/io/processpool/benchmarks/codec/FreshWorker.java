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
package io.processpool.benchmarks.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.processpool.ProcessPool;
import io.processpool.ProcessPoolBuilder;
import io.processpool.benchmarks.codec.Sample.Order;

/**
 * What a codec costs a worker that has just started: the time from no pool to its first
 * result and the processor time that the worker has used by then, for one record and for
 * ten thousand. What the codec costs the application the first time shows in the first
 * round, which is left out of the medians.
 *
 * <pre>{@code
 * java -cp pool-benchmarks/target/pool-benchmarks.jar io.processpool.benchmarks.codec.FreshWorker 10 none fory
 * }</pre>
 */
public final class FreshWorker {

	private FreshWorker() {
	}

	/**
	 * Measures, and prints medians with minimum and maximum.
	 * @param arguments the number of rounds, and names of codecs
	 */
	public static void main(String[] arguments) {
		int rounds = Integer.parseInt(arguments[0]);
		List<String> codecs = List.of(arguments).subList(1, arguments.length);
		Map<String, List<Double>> figures = new LinkedHashMap<>();
		for (int round = 0; round <= rounds; round++) {
			for (String codec : codecs) {
				for (int records : new int[] { 1, 10_000 }) {
					measure(codec, records, (round == 0) ? " (cold application)" : "", figures);
				}
			}
		}
		System.out.println("| codec, records, what | median ms | min | max |");
		System.out.println("|---|---|---|---|");
		figures.forEach((name, values) -> {
			double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
			System.out.printf("| %s | %.1f | %.1f | %.1f |%n", name, sorted[sorted.length / 2], sorted[0],
					sorted[sorted.length - 1]);
		});
	}

	private static void measure(String codec, int records, String note, Map<String, List<Double>> figures) {
		List<Order> orders = new ArrayList<>(IntStream.range(0, records).mapToObj(Sample::order).toList());
		ProcessPoolBuilder builder = ProcessPool.builder().processes(1);
		if (!codec.equals("none")) {
			builder.codec(codec);
		}
		long start = System.nanoTime();
		ProcessPool pool = builder.build();
		try {
			List<Order> echo = pool.apply(FreshWorker::echo, orders);
			double elapsed = (System.nanoTime() - start) / 1e6;
			double processor = processorMillis(pool.workers().get(0).pid());
			if (!echo.equals(orders)) {
				throw new IllegalStateException("the records came back changed");
			}
			String name = codec + ", " + records + ", ";
			figures.computeIfAbsent(name + "time" + note, (key) -> new ArrayList<>()).add(elapsed);
			figures.computeIfAbsent(name + "processor time of the worker" + note, (key) -> new ArrayList<>())
				.add(processor);
		}
		finally {
			pool.terminate();
		}
	}

	private static double processorMillis(long pid) {
		return ProcessHandle.of(pid)
			.flatMap((process) -> process.info().totalCpuDuration())
			.map((duration) -> duration.toNanos() / 1e6)
			.orElse(Double.NaN);
	}

	private static List<Order> echo(List<Order> orders) {
		return orders;
	}

}
