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

package io.processpool.stress;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openjdk.jcstress.JCStress;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.TestList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the classes named {@code …Stress} under jcstress: two threads meet in many states
 * at full speed, and every outcome that is not allowed is a failure.
 * <p>
 * Settings are system properties: {@code stress.tests} is a regular expression for what
 * is run, {@code stress.options} are options of jcstress instead of those for a short
 * run.
 */
@Tag("stress")
class StressIntegrationTests {

	/** One JVM for each test, which comes to compile it by itself. */
	private static final String SHORT = "-sc false -jvmArgs -XX:+TieredCompilation -iters 5 -time 1000";

	/** States that exist at once take memory; there are slots for no more than these. */
	private static final String STATES = "-strideSize 256 -strideCount 8";

	@Test
	@Timeout(36_000)
	void nothingForbiddenHappens() throws Exception {
		String tests = System.getProperty("stress.tests", "Stress$");
		List<String> arguments = new ArrayList<>(List.of("-t", tests, "-r", "stress"));
		Stream.of(STATES, System.getProperty("stress.options", SHORT))
			.flatMap((options) -> Stream.of(options.split(" ")))
			.forEach(arguments::add);
		Options options = new Options(arguments.toArray(String[]::new));
		assertThat(options.parse()).as("options %s", arguments).isTrue();
		new JCStress(options).run();
		Collection<TestResult> results = results(options);
		assertThat(results).allMatch((result) -> result.status() == Status.NORMAL && result.grading().isPassed,
				"normal and passed");
		assertThat(results.stream().map(TestResult::getName).distinct())
			.containsExactlyInAnyOrderElementsOf(TestList.tests()
				.stream()
				.filter((name) -> Pattern.compile(tests).matcher(name).find())
				.collect(Collectors.toList()))
			.isNotEmpty();
	}

	private static Collection<TestResult> results(Options options) throws IOException, ClassNotFoundException {
		InProcessCollector collector = new InProcessCollector();
		DiskReadCollector reader = new DiskReadCollector(options.getResultFile(), collector);
		reader.dump();
		reader.close();
		return collector.getTestResults();
	}

}
