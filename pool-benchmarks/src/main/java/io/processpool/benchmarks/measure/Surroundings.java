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

package io.processpool.benchmarks.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What figures mean nothing without: machine, software, load.
 */
public final class Surroundings {

	private Surroundings() {
	}

	/**
	 * Describes the machine and the run.
	 * @param arguments the command line
	 * @param loads the load before each round
	 * @return one fact a line
	 */
	public static List<String> describe(List<String> arguments, List<Double> loads) {
		return List.of(
				"When: " + LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES) + " UTC (end of the run)",
				"Machine: " + Runtime.getRuntime().availableProcessors() + " processors (" + processor() + "), "
						+ System.getProperty("os.name") + " " + System.getProperty("os.version"),
				"JDK: " + System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
				"Python: " + Python.version().orElse("none, so its pools are left out"),
				"Load average of the last minute before each round: "
						+ loads.stream().map((load) -> String.format(Locale.ROOT, "%.1f", load)).toList(),
				"Command: `java -jar pool-benchmarks/target/pool-benchmarks.jar " + String.join(" ", arguments) + "`");
	}

	/**
	 * Returns how many processes have wanted a processor.
	 * @return the average of the last minute
	 */
	public static double load() {
		return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
	}

	private static String processor() {
		try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
			return lines.filter((line) -> line.startsWith("model name"))
				.map((line) -> line.substring(line.indexOf(':') + 1).strip())
				.findFirst()
				.orElseGet(() -> System.getProperty("os.arch"));
		}
		catch (IOException ex) {
			return System.getProperty("os.arch");
		}
	}

}
