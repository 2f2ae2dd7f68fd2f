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

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that studies with processes of their own have figures for all that they vary, in
 * their quick form. What the figures are is not for a test.
 */
class StudyIntegrationTests {

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "callers", "sizes", "queue", "fairness", "idle" })
	void hasFiguresForAllThatItVaries(String name) throws Exception {
		Study study = Studies.all().stream().filter((one) -> one.name().equals(name)).findFirst().orElseThrow();
		Findings findings = new Findings();
		study.measure(Effort.QUICK, findings);
		assertThat(findings.panels()).isNotEmpty();
		for (Panel panel : findings.panels()) {
			for (String series : findings.series(panel)) {
				for (double x : findings.places(panel)) {
					double[] values = findings.values(panel, series, x);
					assertThat(values).as("%s, %s, %s", panel.title(), series, x).hasSize(1);
					assertThat(Arrays.stream(values)).allMatch(Double::isFinite);
				}
			}
		}
		assertThat(study.conclusions(findings)).doesNotContain("");
		assertThat(StudyReport.markdown(study, findings)).contains("![" + study.title() + "](" + name + ".svg)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "mixed" })
	void leavesItsFiles(String name) throws Exception {
		StudyOptions options = StudyOptions.parse(Studies.all(), "--studies=" + name, "--rounds=1", "--quick",
				"--output=" + this.directory);
		new Studies(options, List.of(), (line) -> {
		}).run();
		assertThat(this.directory.resolve("studies.md")).content()
			.contains("| one takes 200 ms | ")
			.doesNotContain("A round has failed");
		assertThat(this.directory.resolve(name + ".csv")).isNotEmptyFile();
		assertThat(this.directory.resolve(name + ".svg")).isNotEmptyFile();
	}

}
