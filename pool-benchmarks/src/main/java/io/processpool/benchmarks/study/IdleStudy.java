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

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.processpool.ProcessPool;
import io.processpool.WorkerInfo;
import io.processpool.benchmarks.measure.Numbers;
import io.processpool.benchmarks.measure.Tasks;

/**
 * What a pool costs that has nothing to do.
 */
final class IdleStudy implements Study {

	private static final Panel PROCESSES = new Panel("processes", "Processor time of a pool that rests",
			Axis.named("process", "a worker (mean)", "busiest worker", "parent", "JVM that only sleeps"),
			Axis.linear("ms in each second"));

	private static final String TIME = "processor time";

	private static final int WORKERS = 8;

	private static final int WORKER = 0;

	private static final int BUSIEST = 1;

	private static final int PARENT = 2;

	private static final int SLEEPER = 3;

	private static final int THREADS_NAMED = 5;

	@Override
	public String name() {
		return "idle";
	}

	@Override
	public String title() {
		return "Nothing to do";
	}

	@Override
	public String about() {
		return "Eight workers that have worked, and then ten seconds without a task: processor time as Linux counts it "
				+ "for each thread. The last bar is a JVM of one processor and serial collector, otherwise as it "
				+ "comes, whose main thread sleeps. One millisecond in each second is 0.1 % of a processor.";
	}

	@Override
	public void measure(Effort effort, Findings findings) throws Exception {
		Duration time = Duration.ofSeconds(effort.of(10, 1));
		Process sleeper = sleeper();
		try (var scope = Pools.ready(effort.of(WORKERS, 2)).terminateOnExit()) {
			ProcessPool pool = scope.pool();
			pool.map(Tasks::sleep, Collections.nCopies(4 * WORKERS, 10), 1);
			// What the work has left behind, such as code to be compiled, is not to be
			// counted
			Thread.sleep(time.toMillis() / 5);
			List<Long> pids = pool.workers().stream().map(WorkerInfo::pid).toList();
			long self = ProcessHandle.current().pid();
			List<ProcessFigures> before = figures(pids);
			ProcessFigures sleeperBefore = ProcessFigures.of(sleeper.pid());
			ProcessFigures selfBefore = ProcessFigures.of(self);
			Thread.sleep(time.toMillis());
			ProcessFigures selfAfter = ProcessFigures.of(self);
			List<ProcessFigures> after = figures(pids);
			ProcessFigures sleeperAfter = ProcessFigures.of(sleeper.pid());
			List<Map<String, Double>> workers = new ArrayList<>();
			for (int i = 0; i < pids.size(); i++) {
				workers.add(after.get(i).millisSince(before.get(i)));
			}
			Map<String, Double> parent = selfAfter.millisSince(selfBefore);
			double seconds = time.toMillis() / 1e3;
			findings.add(PROCESSES, TIME, WORKER,
					workers.stream().mapToDouble(IdleStudy::sum).average().orElseThrow() / seconds);
			findings.add(PROCESSES, TIME, BUSIEST,
					workers.stream().mapToDouble(IdleStudy::sum).max().orElseThrow() / seconds);
			findings.add(PROCESSES, TIME, PARENT, sum(parent) / seconds);
			findings.add(PROCESSES, TIME, SLEEPER, sum(sleeperAfter.millisSince(sleeperBefore)) / seconds);
			findings.remark("Busiest threads of all workers together, ms in %.0f s: %s.".formatted(seconds,
					busiest(together(workers))));
			findings.remark("Busiest threads of the parent, ms in %.0f s: %s.".formatted(seconds, busiest(parent)));
		}
		finally {
			sleeper.destroyForcibly().waitFor();
		}
	}

	private static Process sleeper() throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:+UseSerialGC", "-XX:ActiveProcessorCount=1", "-Xmx128m", "-cp",
				System.getProperty("java.class.path"), Sleeper.class.getName())
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
	}

	private static List<ProcessFigures> figures(List<Long> pids) throws IOException {
		List<ProcessFigures> figures = new ArrayList<>();
		for (long pid : pids) {
			figures.add(ProcessFigures.of(pid));
		}
		return figures;
	}

	private static double sum(Map<String, Double> threads) {
		return threads.values().stream().mapToDouble(Double::doubleValue).sum();
	}

	private static Map<String, Double> together(List<Map<String, Double>> processes) {
		return processes.stream()
			.flatMap((threads) -> threads.entrySet().stream())
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Double::sum));
	}

	private static String busiest(Map<String, Double> threads) {
		return threads.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
			.limit(THREADS_NAMED)
			.map((thread) -> "`" + thread.getKey() + "` " + Numbers.format(thread.getValue()))
			.collect(Collectors.joining(", "));
	}

	@Override
	public List<String> conclusions(Findings findings) {
		double worker = findings.median(PROCESSES, TIME, WORKER);
		double sleeper = findings.median(PROCESSES, TIME, SLEEPER);
		double parent = findings.median(PROCESSES, TIME, PARENT);
		return List.of("A resting worker takes %s %% of a processor, a JVM that only sleeps %s %%, the parent %s %%."
			.formatted(Numbers.format(worker / 10), Numbers.format(sleeper / 10), Numbers.format(parent / 10)));
	}

}
