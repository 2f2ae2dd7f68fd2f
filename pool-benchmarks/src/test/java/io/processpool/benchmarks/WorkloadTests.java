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

import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.processpool.TaskFunction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests of the workloads, and of what becomes of their figures.
 */
class WorkloadTests {

	@ParameterizedTest
	@EnumSource(names = { "W6B", "W7", "W9", "W5", "W5B" }, mode = EnumSource.Mode.EXCLUDE)
	void everyWorkloadThatThreadsCanDoGetsItsRightAnswers(Workload workload) throws Exception {
		Figure figure = PoolContestant.threads().measure(workload, Sizes.TINY);
		assertThat(figure.value()).isPositive();
	}

	@ParameterizedTest
	@EnumSource(names = { "W5", "W5B" })
	void copiesAreWhole(Workload workload) {
		assertThat(new CopyLimit().measure(workload, Sizes.TINY).value()).isPositive();
	}

	@ParameterizedTest
	@EnumSource(names = { "W1", "W2", "W3" })
	void callsGetTheirRightAnswers(Workload workload) throws Exception {
		assertThat(new CallLimit().measure(workload, Sizes.TINY).value()).isPositive();
	}

	@ParameterizedTest
	@EnumSource(names = { "W1", "W2", "W3", "W4", "W4U", "W5", "W5B", "W6" })
	void aPoolWithWrongAnswersHasNoFigure(Workload workload) {
		PoolWorkloads workloads = new PoolWorkloads((workers, maxTasksPerChild) -> new WrongPool(), Sizes.TINY);
		assertThatThrownBy(() -> workloads.measure(workload)).hasMessageStartingWith("Wrong answer: ");
	}

	@Test
	void theTableHasMediansExtremesAndRatios() {
		Results results = new Results();
		for (double value : new double[] { 30, 10, 20 }) {
			results.add(Workload.W1, "Process Pool", new Figure(value, 2 * value, ""));
			results.add(Workload.W1, PythonContestant.FORK, Figure.of(10 * value));
			results.add(Workload.W1, "limit: socket", Figure.of(value / 10, "near"));
		}
		results.add(Workload.W1, "PP4J", Figure.none("failed: it did"));
		assertThat(Report.markdown(results, List.of("Machine: slow"))).contains("- Machine: slow\n",
				"| Process Pool | 20.0 | 10.0 | 30.0 | 40.0 | 10.0 | 0.10 |  |\n",
				"| CPython Pool, fork | 200 | 100 | 300 | - | 1.00 | 0.010 |  |\n",
				"| limit: socket | 2.00 | 1.00 | 3.00 | - | 100 | 1.00 | near |\n",
				"| PP4J | - | - | - | - | - | - | failed: it did |\n");
		assertThat(Report.csv(results)).contains("W1,µs,Process Pool,2,10.0,20.0,\"\"\n");
	}

	@Test
	void optionsChooseWorkloadsRoundsAndSizes() {
		Options options = Options.parse("--workloads=W1,w5b", "--rounds=3", "--quick");
		assertThat(options.workloads()).isEqualTo(Set.of(Workload.W1, Workload.W5B));
		assertThat(options.rounds()).isEqualTo(3);
		assertThat(options.sizes()).isEqualTo(Sizes.QUICK);
		assertThatThrownBy(() -> Options.parse("--fast")).hasMessageStartingWith("--fast is no option");
		assertThatThrownBy(() -> Options.parse("--rounds=0")).hasMessageStartingWith("--rounds is 0");
		assertThatThrownBy(() -> Options.parse("--workloads=W0")).hasMessageStartingWith("--workloads has W0");
	}

	/**
	 * Does each task with an answer of its own.
	 */
	private static final class WrongPool implements TaskPool {

		private final TaskPool right = new ThreadTaskPool(1, 0);

		@SuppressWarnings("unchecked")
		private static <T, R> TaskFunction<T, R> wrong(TaskFunction<T, R> task) {
			return (argument) -> {
				R result = task.apply(argument);
				return (R) ((result instanceof Integer number) ? (Object) (number + 1) : new byte[1]);
			};
		}

		@Override
		public <T, R> Future<R> submit(TaskFunction<T, R> task, T argument) {
			return this.right.submit(wrong(task), argument);
		}

		@Override
		public <T, R> List<R> map(TaskFunction<T, R> task, List<T> items) throws Exception {
			return this.right.map(wrong(task), items);
		}

		@Override
		public <T, R> Iterator<R> imap(TaskFunction<T, R> task, List<T> items) {
			return this.right.imap(wrong(task), items);
		}

		@Override
		public <T, R> Iterator<R> imapUnordered(TaskFunction<T, R> task, List<T> items) {
			return this.right.imapUnordered(wrong(task), items);
		}

		@Override
		public List<Long> pids() {
			return List.of();
		}

		@Override
		public void close() {
			this.right.close();
		}

	}

}
