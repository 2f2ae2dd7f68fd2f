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

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.processpool.benchmarks.measure.Python;

/**
 * One of CPython's own pools. The script {@code peer.py} has the same workloads as
 * {@link PoolWorkloads}; each measurement is one run of it.
 *
 * @param name what the table calls it
 * @param kind what the script calls it
 * @param workloads what the pool can do
 */
record PythonContestant(String name, String kind, Set<Workload> workloads) implements Contestant {

	static final String FORK = "CPython Pool, fork";

	static List<Contestant> all() {
		return List.of(new PythonContestant(FORK, "fork", available(EnumSet.allOf(Workload.class))),
				new PythonContestant("CPython Pool, spawn", "spawn", available(EnumSet.allOf(Workload.class))),
				// It forks, and cannot replace workers then
				new PythonContestant("CPython ProcessPoolExecutor", "executor",
						available(EnumSet.complementOf(EnumSet.of(Workload.W6B)))));
	}

	private static Set<Workload> available(Set<Workload> workloads) {
		return Python.version().isPresent() ? workloads : Set.of();
	}

	@Override
	public Figure measure(Workload workload, Sizes sizes) throws IOException, InterruptedException {
		List<String> words = new ArrayList<>(List.of(this.kind, workload.name(), "" + Sizes.WORKERS));
		sizes.words().forEach(words::add);
		String[] answer = Python.run(PythonContestant.class, "peer.py", words).strip().split(" ", 3);
		return new Figure(number(answer[0]), number(answer[1]), (answer.length > 2) ? answer[2] : "");
	}

	/**
	 * Reads a number as Python writes it.
	 */
	private static double number(String word) {
		return word.equals("nan") ? Double.NaN : Double.parseDouble(word);
	}

}
