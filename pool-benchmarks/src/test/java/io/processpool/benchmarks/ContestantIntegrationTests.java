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

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.processpool.benchmarks.measure.Python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests that the contestants with processes of their own can be measured at all, with
 * tiny sizes.
 */
class ContestantIntegrationTests {

	@ParameterizedTest
	@EnumSource(names = { "W1", "W4U", "W6B", "W7" })
	void ourPoolGetsItsRightAnswers(Workload workload) throws Exception {
		assertThat(PoolContestant.ours().measure(workload, Sizes.TINY).value()).isPositive();
	}

	@Test
	void ourPoolLosesAtMostOneTaskWithAWorker() throws Exception {
		Figure figure = PoolContestant.ours().measure(Workload.W9, Sizes.TINY);
		assertThat(figure.note()).matches("of 40 tasks [01] failed, 0 had no answer in 5 s");
	}

	@Test
	void pythonsPoolGetsItsRightAnswers() throws Exception {
		List<Contestant> pools = PythonContestant.all();
		assumeTrue(Python.version().isPresent(), "There is no python3");
		for (Contestant pool : pools) {
			assertThat(pool.measure(Workload.W3, Sizes.TINY).value()).as(pool.name()).isPositive();
		}
	}

	@Test
	void theSocketEchoesWhatItWasGiven() throws Exception {
		assertThat(new SocketLimit().measure(Workload.W5, Sizes.TINY).value()).isPositive();
	}

}
