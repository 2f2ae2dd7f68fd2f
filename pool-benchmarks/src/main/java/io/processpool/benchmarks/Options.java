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

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The command line.
 *
 * @param workloads what to measure
 * @param rounds how many figures, each from fresh workers, a median is taken of
 * @param sizes how much to do
 * @param output where the results go, as two files with the endings {@code md} and
 * {@code csv}
 */
record Options(Set<Workload> workloads, int rounds, Sizes sizes, Path output) {

	static Options parse(String... arguments) {
		Set<Workload> workloads = EnumSet.allOf(Workload.class);
		int rounds = 5;
		Sizes sizes = Sizes.FULL;
		Path output = Path.of("figures");
		for (String argument : arguments) {
			int equals = argument.indexOf('=');
			String name = (equals < 0) ? argument : argument.substring(0, equals);
			String value = argument.substring(equals + 1);
			switch (name) {
				case "--workloads" -> workloads = workloads(value);
				case "--rounds" -> rounds = rounds(value);
				case "--quick" -> sizes = Sizes.QUICK;
				case "--output" -> output = Path.of(value);
				default -> throw new IllegalArgumentException(
						argument + " is no option; there are --workloads=W1,W2 --rounds=5 --quick --output=figures");
			}
		}
		return new Options(workloads, rounds, sizes, output);
	}

	private static Set<Workload> workloads(String names) {
		Set<Workload> workloads = EnumSet.noneOf(Workload.class);
		for (String name : names.split(",")) {
			try {
				workloads.add(Workload.valueOf(name.strip().toUpperCase(Locale.ROOT)));
			}
			catch (IllegalArgumentException ex) {
				throw new IllegalArgumentException(
						"--workloads has " + name + "; there are " + EnumSet.allOf(Workload.class), ex);
			}
		}
		return workloads;
	}

	private static int rounds(String number) {
		int rounds = Integer.parseInt(number);
		if (rounds < 1) {
			throw new IllegalArgumentException("--rounds is " + rounds + "; it must be 1 or more");
		}
		return rounds;
	}

}
