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

package io.processpool.internal.launch;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JvmOptions}.
 */
class JvmOptionsTests {

	@ParameterizedTest
	@CsvSource({ "-XX:+UseSerialGC, -XX:+UseG1GC", "-XX:+UseSerialGC, -XX:+UseZGC", "-Xmx64m, -Xmx1g",
			"-Xmx64m, -XX:MaxHeapSize=1g", "-Xmx64m, -XX:MaxRAMPercentage=20", "-Xshare:auto, -Xshare:off",
			"-XX:ActiveProcessorCount=1, -XX:ActiveProcessorCount=4",
			"-XX:+ExitOnOutOfMemoryError, -XX:-ExitOnOutOfMemoryError",
			"-XX:LoopStripMiningIter=1000, -XX:-UseCountedLoopSafepoints",
			"-Djava.awt.headless=true, -Djava.awt.headless=false", "-Da=1, -Da" })
	void leavesOutWhatALaterSourceDecides(String earlier, String later) {
		assertThat(JvmOptions.merge(List.of(List.of(earlier), List.of(later)))).containsExactly(later);
	}

	@ParameterizedTest
	@CsvSource({ "-XX:+UseSerialGC, -XX:+UseStringDeduplication", "-Xmx64m, -Xms64m", "-Xmx64m, -Xss1m",
			"-Da=1, -Dab=1", "--add-opens=a/b=ALL-UNNAMED, --add-opens=a/c=ALL-UNNAMED", "-ea, -ea" })
	void keepsWhatCanStandTogether(String earlier, String later) {
		assertThat(JvmOptions.merge(List.of(List.of(earlier), List.of(later)))).containsExactly(earlier, later);
	}

	/** The JVM wants them before what they unlock. */
	@Test
	void keepsWhatUnlocksOptionsWhereItStands() {
		String unlock = "-XX:+UnlockDiagnosticVMOptions";
		assertThat(JvmOptions.merge(
				List.of(List.of(unlock, "-XX:AsyncDeflationInterval=1"), List.of(unlock, "-XX:+DebugNonSafepoints"))))
			.containsExactly(unlock, "-XX:AsyncDeflationInterval=1", unlock, "-XX:+DebugNonSafepoints");
	}

	@Test
	void keepsTheOrderWithinAndBetweenSources() {
		assertThat(JvmOptions.merge(List.of(List.of("-Da=1", "-Db=1"), List.of("-Dc=1"), List.of("-Db=2", "-Dd=1"))))
			.containsExactly("-Da=1", "-Dc=1", "-Db=2", "-Dd=1");
	}

	@Test
	void leavesRepetitionsInOneSourceToTheJvm() {
		assertThat(JvmOptions.merge(List.of(List.of("-Xmx1g", "-Xmx2g")))).containsExactly("-Xmx1g", "-Xmx2g");
	}

}
