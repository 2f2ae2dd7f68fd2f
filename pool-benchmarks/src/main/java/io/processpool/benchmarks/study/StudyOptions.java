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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The command line of the studies.
 *
 * @param studies what to measure
 * @param rounds how many figures, each from fresh workers, a median is taken of
 * @param effort how much to do
 * @param output the directory for the results
 */
record StudyOptions(List<Study> studies, int rounds, Effort effort, Path output) {

	static StudyOptions parse(List<Study> all, String... arguments) {
		List<Study> studies = all;
		int rounds = 3;
		Effort effort = Effort.FULL;
		Path output = Path.of("studies");
		for (String argument : arguments) {
			int equals = argument.indexOf('=');
			String name = (equals < 0) ? argument : argument.substring(0, equals);
			String value = argument.substring(equals + 1);
			switch (name) {
				case "--studies" -> studies = studies(all, value);
				case "--rounds" -> rounds = rounds(value);
				case "--quick" -> effort = Effort.QUICK;
				case "--output" -> output = Path.of(value);
				default -> throw new IllegalArgumentException(argument + " is no option; there are --studies="
						+ String.join(",", names(all)) + " --rounds=3 --quick --output=studies");
			}
		}
		return new StudyOptions(studies, rounds, effort, output);
	}

	private static List<Study> studies(List<Study> all, String names) {
		List<Study> studies = new ArrayList<>();
		for (String name : names.split(",")) {
			studies.add(all.stream()
				.filter((study) -> study.name().equals(name.strip().toLowerCase(Locale.ROOT)))
				.findFirst()
				.orElseThrow(
						() -> new IllegalArgumentException("--studies has " + name + "; there are " + names(all))));
		}
		return studies;
	}

	private static List<String> names(List<Study> studies) {
		return studies.stream().map(Study::name).toList();
	}

	private static int rounds(String number) {
		int rounds = Integer.parseInt(number);
		if (rounds < 1) {
			throw new IllegalArgumentException("--rounds is " + rounds + "; it must be 1 or more");
		}
		return rounds;
	}

}
