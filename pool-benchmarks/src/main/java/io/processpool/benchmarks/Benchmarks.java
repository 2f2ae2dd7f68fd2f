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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import io.processpool.benchmarks.measure.Surroundings;
import io.processpool.benchmarks.study.Studies;

/**
 * Runs the benchmarks:
 *
 * <pre>{@code
 * mvn -q -pl pool-benchmarks -am package -DskipTests
 * java -jar pool-benchmarks/target/pool-benchmarks.jar --rounds=5
 * }</pre>
 * <p>
 * Options: {@code --workloads=W1,W2} (all), {@code --rounds=3} (5), {@code --quick}
 * (fewer calls), {@code --output=name} (figures), which gives {@code name.md},
 * {@code name.csv} and {@code name.svg}. All are written after each round.
 * <p>
 * With {@code studies} as its first argument it runs {@link Studies} of the pool alone.
 */
public final class Benchmarks {

	private Benchmarks() {
	}

	/**
	 * Measures, and writes the results after each round.
	 * @param arguments the options
	 * @throws IOException if the results cannot be written
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static void main(String[] arguments) throws IOException, InterruptedException {
		if (arguments.length > 0 && arguments[0].equals("studies")) {
			Studies.main(Arrays.copyOfRange(arguments, 1, arguments.length));
		}
		else {
			besidePeers(arguments);
		}
		// Threads of a contestant that hangs must not keep this alive
		System.exit(0);
	}

	private static void besidePeers(String... arguments) throws IOException, InterruptedException {
		Options options = Options.parse(arguments);
		Runner runner = new Runner(Runner.contestants(), System.err::println);
		runner.run(options, (results, loads) -> {
			List<String> surroundings = Surroundings.describe(List.of(arguments), loads);
			Files.writeString(Path.of(options.output() + ".md"), Report.markdown(results, surroundings));
			Files.writeString(Path.of(options.output() + ".csv"), Report.csv(results));
			Files.writeString(Path.of(options.output() + ".svg"), Plot.svg(results));
		});
	}

}
