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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.processpool.benchmarks.measure.Surroundings;

/**
 * Runs the studies, by turns: round by round, each study once, so that what the machine
 * does meanwhile meets all of them. What there is is written after each.
 */
public final class Studies {

	private final StudyOptions options;

	private final List<String> arguments;

	private final Consumer<String> progress;

	private final Map<Study, Findings> findings = new LinkedHashMap<>();

	private final List<Double> loads = new ArrayList<>();

	Studies(StudyOptions options, List<String> arguments, Consumer<String> progress) {
		this.options = options;
		this.arguments = arguments;
		this.progress = progress;
	}

	/**
	 * Runs the studies that the command line names.
	 * @param arguments the command line
	 * @throws IOException if the results cannot be written
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static void main(String... arguments) throws IOException, InterruptedException {
		StudyOptions options = StudyOptions.parse(all(), arguments);
		new Studies(options, List.of(arguments), System.err::println).run();
	}

	static List<Study> all() {
		return List.of(new WorkersStudy(), new CallersStudy(), new SizesStudy(), new QueueStudy(), new FairnessStudy(),
				new MixedStudy(), new CrossoverStudy(), new IdleStudy(), new ProfileStudy());
	}

	void run() throws IOException, InterruptedException {
		Files.createDirectories(this.options.output());
		for (int round = 1; round <= this.options.rounds(); round++) {
			this.loads.add(Surroundings.load());
			for (Study study : this.options.studies()) {
				if (round == 1 || study.repeats()) {
					long start = System.nanoTime();
					measure(study);
					write(study);
					this.progress.accept("round %d of %d, %s: %.1f s".formatted(round, this.options.rounds(),
							study.name(), (System.nanoTime() - start) / 1e9));
				}
			}
		}
	}

	private void measure(Study study) throws InterruptedException {
		Findings findings = this.findings.computeIfAbsent(study, (key) -> new Findings());
		try {
			study.measure(this.options.effort(), findings);
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (Exception ex) {
			findings.remark("A round has failed: " + ex);
			this.progress.accept("%s has failed: %s".formatted(study.name(), ex));
		}
	}

	private void write(Study study) throws IOException {
		Path directory = this.options.output();
		Findings findings = this.findings.getOrDefault(study, new Findings());
		Files.writeString(directory.resolve(study.name() + ".csv"), StudyReport.csv(study, findings));
		if (!findings.panels().isEmpty()) {
			Files.writeString(directory.resolve(study.name() + ".svg"), LinePlot.svg(findings));
		}
		for (Findings.Picture picture : findings.pictures()) {
			Files.writeString(directory.resolve(study.name() + "-" + picture.name() + ".svg"), picture.svg());
		}
		Files.writeString(directory.resolve("studies.md"), whole());
	}

	private String whole() {
		List<String> command = new ArrayList<>(List.of("studies"));
		command.addAll(this.arguments);
		StringBuilder text = new StringBuilder("# Studies\n\nWritten by `pool-benchmarks`, not by hand. ");
		text.append("Each figure is the median of the rounds, with the least and the greatest.\n\n");
		Surroundings.describe(command, this.loads).forEach((line) -> text.append("- ").append(line).append('\n'));
		this.findings.forEach((study, found) -> text.append('\n').append(StudyReport.markdown(study, found)));
		return text.toString();
	}

}
