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
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.processpool.benchmarks.measure.Answers;
import io.processpool.benchmarks.measure.Statistics;
import io.processpool.benchmarks.measure.Tasks;
import io.processpool.TaskFunction;

/**
 * The task called as a method, on one thread of this JVM.
 */
final class CallLimit implements Contestant {

	@Override
	public String name() {
		return "limit: call";
	}

	@Override
	public Set<Workload> workloads() {
		return Set.of(Workload.W1, Workload.W2, Workload.W3);
	}

	@Override
	public Figure measure(Workload workload, Sizes sizes) throws Exception {
		return switch (workload) {
			case W1 -> latency(sizes.calls());
			case W2 -> throughput(sizes.mapItems(), sizes.warmUps());
			case W3 -> throughput(sizes.tasks(), sizes.warmUps());
			default -> throw new IllegalArgumentException(workload + " is no workload of " + name());
		};
	}

	/**
	 * The clock itself takes most of this time.
	 */
	private static Figure latency(int calls) throws Exception {
		TaskFunction<Integer, Integer> task = Tasks::identity;
		double[] micros = new double[calls];
		for (int i = -calls; i < calls; i++) {
			long start = System.nanoTime();
			Integer answer = task.apply(i);
			long end = System.nanoTime();
			Answers.check(answer == i, "identity of %s is %s", i, answer);
			if (i >= 0) {
				micros[i] = (end - start) / 1e3;
			}
		}
		Arrays.sort(micros);
		return new Figure(Statistics.percentile(micros, 50), Statistics.percentile(micros, 99), "mostly the clock");
	}

	private static Figure throughput(int count, int warmUps) throws Exception {
		TaskFunction<Integer, Integer> task = Tasks::square;
		List<Integer> items = IntStream.range(0, count).boxed().toList();
		double seconds = 0;
		for (int run = 0; run <= warmUps; run++) {
			long start = System.nanoTime();
			List<Integer> results = new ArrayList<>(count);
			for (Integer item : items) {
				results.add(task.apply(item));
			}
			seconds = (System.nanoTime() - start) / 1e9;
			Answers.check(results.size() == count, "%s items have %s results", count, results.size());
		}
		return Figure.of(count / seconds);
	}

}
