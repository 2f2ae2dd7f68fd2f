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

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;

import com.sun.management.ThreadMXBean;

import io.processpool.ProcessPool;
import io.processpool.benchmarks.measure.Tasks;

/**
 * What one {@code apply} costs, counted over many.
 */
final class RoundTrip {

	private static final Panel COSTS = new Panel(
			"costs", "apply(identity, int): what one call costs", Axis.named("what", "bytes allocated", "waits",
					"pre-emptions", "reads, writes", "processor, µs", "system calls"),
			Axis.logarithmic("number for each call"));

	private static final int ALLOCATED = 0;

	private static final int WAITS = 1;

	private static final int PREEMPTIONS = 2;

	private static final int READS_AND_WRITES = 3;

	private static final int PROCESSOR = 4;

	private static final int SYSTEM_CALLS = 5;

	private static final String PARENT = "parent";

	private static final String WORKER = "worker";

	private final Effort effort;

	RoundTrip(Effort effort) {
		this.effort = effort;
	}

	void measure(Findings findings) throws Exception {
		try (var scope = Pools.ready(1).terminateOnExit()) {
			ProcessPool pool = scope.pool();
			Meter.warmUp(Duration.ofMillis(this.effort.of(3_000, 100)), () -> pool.apply(Tasks::identity, 7));
			counted(pool, this.effort.of(50_000, 500), findings);
			traced(pool, this.effort.of(5_000, 200), findings);
		}
	}

	private static void counted(ProcessPool pool, int calls, Findings findings) throws Exception {
		long self = ProcessHandle.current().pid();
		long worker = pool.workers().get(0).pid();
		long workerAllocated = pool.apply(RoundTrip::allocated);
		long allocated = allocated();
		ProcessFigures before = ProcessFigures.of(self);
		ProcessFigures workerBefore = ProcessFigures.of(worker);
		for (int i = 0; i < calls; i++) {
			pool.apply(Tasks::identity, i);
		}
		ProcessFigures workerAfter = ProcessFigures.of(worker);
		ProcessFigures after = ProcessFigures.of(self);
		findings.add(COSTS, PARENT, ALLOCATED, (double) (allocated() - allocated) / calls);
		findings.add(COSTS, WORKER, ALLOCATED, (double) (pool.apply(RoundTrip::allocated) - workerAllocated) / calls);
		add(PARENT, before, after, calls, findings);
		add(WORKER, workerBefore, workerAfter, calls, findings);
	}

	/**
	 * Returns what this thread has allocated so far; also a task.
	 */
	private static Long allocated() {
		return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
	}

	private static void add(String process, ProcessFigures before, ProcessFigures after, int calls, Findings findings) {
		double micros = 1e3 * after.millisSince(before).values().stream().mapToDouble(Double::doubleValue).sum();
		findings.add(COSTS, process, WAITS, (double) after.waitsSince(before) / calls);
		findings.add(COSTS, process, PREEMPTIONS, (double) after.preemptionsSince(before) / calls);
		findings.add(COSTS, process, READS_AND_WRITES,
				(double) (after.readsAndWrites() - before.readsAndWrites()) / calls);
		findings.add(COSTS, process, PROCESSOR, micros / calls);
	}

	/**
	 * Counts all system calls. Who is traced is much slower, so that spinning pays less
	 * often and there are more of them than usual.
	 */
	private static void traced(ProcessPool pool, int calls, Findings findings) throws Exception {
		Optional<SystemCalls> worker = SystemCalls.of(pool.workers().get(0).pid());
		Optional<SystemCalls> parent = SystemCalls.of(ProcessHandle.current().pid());
		for (int i = 0; i < calls && worker.isPresent() && parent.isPresent(); i++) {
			pool.apply(Tasks::identity, i);
		}
		if (parent.isPresent() && worker.isPresent()) {
			add(PARENT, parent.get(), calls, findings);
			add(WORKER, worker.get(), calls, findings);
			findings.remark("System calls are counted by strace, which makes processes so slow that fewer answers "
					+ "come while the other side still spins: an upper bound. Waits, reads and writes are counted "
					+ "without it.");
		}
		else {
			parent.ifPresent(SystemCalls::stop);
			worker.ifPresent(SystemCalls::stop);
			findings.remark("System calls are not counted: there is no strace, or it may not trace these processes.");
		}
	}

	private static void add(String process, SystemCalls counted, int calls, Findings findings) {
		SystemCalls.Summary summary = counted.stop();
		findings.add(COSTS, process, SYSTEM_CALLS, (double) summary.calls() / calls);
		findings.remark("System calls of the %s, in %s calls of `apply`: %s.".formatted(process, calls,
				summary.mostFrequent()));
	}

}
