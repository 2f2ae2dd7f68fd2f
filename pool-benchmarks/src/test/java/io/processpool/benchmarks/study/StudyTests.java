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
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.processpool.benchmarks.measure.Tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of what becomes of the figures of studies.
 */
class StudyTests {

	private static final Panel NUMBERS = new Panel("numbers", "Cost & <more>", Axis.logarithmic("bytes"),
			Axis.logarithmic("µs"));

	private static final Panel NAMES = new Panel("names", "By name", Axis.named("who", "one", "other"),
			Axis.linear("ms"));

	private static Findings findings() {
		Findings findings = new Findings();
		for (double value : new double[] { 30, 10, 20 }) {
			findings.add(NUMBERS, "apply", 64, value);
			findings.add(NUMBERS, "apply", 4_096, 10 * value);
		}
		findings.add(NAMES, "it", 1, 0);
		findings.remark("Slow.");
		return findings;
	}

	@Test
	void tablesHaveMediansAndExtremes() {
		String text = StudyReport.markdown(new FailingStudy(), findings());
		assertThat(text).contains("## It fails\n", "- Slow.\n", "| bytes | apply |\n|---|---:|\n",
				"| 64 | 20.0 (10.0 to 30.0) |\n", "| 4Ki | 200 (100 to 300) |\n", "| other | 0.0 |\n");
		assertThat(StudyReport.csv(new FailingStudy(), findings()))
			.contains("failing,numbers,\"µs\",\"apply\",\"64\",2,10.0\n");
	}

	@Test
	void plotsAreWholeAndHaveAllSeries() {
		String svg = LinePlot.svg(findings());
		assertThat(svg).startsWith("<svg ")
			.contains("Cost &amp; &lt;more>", ">apply</text>", ">4Ki</text>", "<polyline")
			.endsWith("</svg>\n")
			.doesNotContain("NaN", "Infinity");
		assertThat(LinePlot.svg(new Findings())).startsWith("<svg ");
	}

	@Test
	void logarithmicScalesHaveEqualDistancesForEqualRatios() {
		Scale scale = Scale.of(Axis.Kind.LOGARITHMIC, 3, 700, 0, 300);
		assertThat(scale.place(10)).isCloseTo(100, within(1e-9));
		assertThat(scale.place(100)).isCloseTo(200, within(1e-9));
		assertThat(scale.grid()).first().isEqualTo(1.0);
		assertThat(Scale.of(Axis.Kind.LINEAR, 0, 940, 0, 300).grid()).containsExactly(0.0, 200.0, 400.0, 600.0, 800.0,
				1000.0);
	}

	@Test
	void framesAreAsWideAsTheyHaveSamples() {
		StackTree stacks = new StackTree();
		stacks.add(List.of("thread main", "a.B.<init>", "a.B.c"));
		stacks.add(List.of("thread main", "a.B.<init>"));
		stacks.add(List.of("thread other"));
		stacks.add(List.of("thread other"));
		String svg = FlameGraph.svg(stacks, "Two threads");
		assertThat(svg).contains("Two threads, 4 samples", "<title>a.B.&lt;init&gt;, 50.0 %</title>",
				"<title>a.B.c, 25.0 %</title><rect x='0.0' y='64' width='299.5'");
	}

	@Test
	void samplesShowWhatAThreadHasDone(@TempDir Path directory) throws IOException {
		Path file = directory.resolve("samples.jfr");
		Sampling.start();
		Tasks.burn(400_000);
		Sampling.stop(file.toString());
		StackTree stacks = Sampling.read(file);
		assertThat(stacks.samples()).isPositive();
		assertThat(FlameGraph.svg(stacks, "Burning")).contains("Tasks.burn");
		assertThat(file).doesNotExist();
	}

	@Test
	void systemCallsAreAddedUp() {
		SystemCalls.Summary summary = SystemCalls.Summary
			.of(List.of("% time     seconds  usecs/call     calls    errors syscall",
					"------ ----------- ----------- --------- --------- ----------------",
					" 88.61    0.352110         117      3000       200 futex",
					" 11.39    0.045267          45      1000           read",
					"100.00    0.397377          99      4000       200 total"));
		assertThat(summary.calls()).isEqualTo(4_000);
		assertThat(summary.mostFrequent()).isEqualTo("`futex` 3000, `read` 1000");
	}

	@Test
	void optionsChooseStudiesRoundsAndEffort() {
		StudyOptions options = StudyOptions.parse(Studies.all(), "--studies=idle,sizes", "--rounds=2", "--quick");
		assertThat(options.studies()).extracting(Study::name).containsExactly("idle", "sizes");
		assertThat(options.rounds()).isEqualTo(2);
		assertThat(options.effort()).isEqualTo(Effort.QUICK);
		assertThat(StudyOptions.parse(Studies.all()).studies()).extracting(Study::name)
			.containsExactly("workers", "callers", "sizes", "queue", "fairness", "mixed", "crossover", "idle",
					"profile");
		assertThatThrownBy(() -> StudyOptions.parse(Studies.all(), "--fast")).hasMessageStartingWith("--fast is no");
		assertThatThrownBy(() -> StudyOptions.parse(Studies.all(), "--studies=all"))
			.hasMessageStartingWith("--studies has all");
	}

	@Test
	void aRoundThatFailsIsSaidAndTheOthersCount(@TempDir Path directory) throws Exception {
		StudyOptions options = new StudyOptions(List.of(new FailingStudy()), 2, Effort.QUICK, directory);
		new Studies(options, List.of("--quick"), (line) -> {
		}).run();
		assertThat(directory.resolve("studies.md")).content()
			.contains("A round has failed: java.lang.IllegalStateException: it must", "| 64 | 7.00 (7.00 to 7.00) |");
		assertThat(directory.resolve("failing.csv")).content().contains("\"64\",2,7.0");
		assertThat(directory.resolve("failing.svg")).exists();
	}

	/**
	 * Has one figure in each round, and then fails.
	 */
	private static final class FailingStudy implements Study {

		@Override
		public String name() {
			return "failing";
		}

		@Override
		public String title() {
			return "It fails";
		}

		@Override
		public String about() {
			return "It has to.";
		}

		@Override
		public void measure(Effort effort, Findings findings) {
			findings.add(NUMBERS, "apply", 64, 7);
			throw new IllegalStateException("it must");
		}

	}

}
