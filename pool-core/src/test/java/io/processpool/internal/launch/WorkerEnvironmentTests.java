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

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerEnvironment}.
 */
class WorkerEnvironmentTests {

	private final WorkerMarker marker = new WorkerMarker("pool:1:1");

	@Test
	void leavesOutWhatWouldReconfigureTheJvmOrTheLoader() {
		Map<String, String> environment = new HashMap<>(Map.of("JAVA_TOOL_OPTIONS", "-Dx", "JDK_JAVA_OPTIONS", "-Dx",
				"_JAVA_OPTIONS", "-Xmx1g", "LOADER_PATH", "lib", "loader.main", "Main", "LOADERS", "3"));
		environment.put("PATH", "/bin");
		WorkerEnvironment.apply(environment, Map.of(), this.marker);
		assertThat(environment).containsOnly(Map.entry("LOADERS", "3"), Map.entry("PATH", "/bin"),
				Map.entry("PROCESSPOOL_WORKER", "pool:1:1"));
	}

	@Test
	void takesWhatTheUserAddsEvenIfItWouldNotBeInherited() {
		Map<String, String> environment = new HashMap<>(Map.of("A", "parent", "JAVA_TOOL_OPTIONS", "parent"));
		WorkerEnvironment.apply(environment, Map.of("A", "user", "JAVA_TOOL_OPTIONS", "-Dfor=workers"), this.marker);
		assertThat(environment).containsEntry("A", "user").containsEntry("JAVA_TOOL_OPTIONS", "-Dfor=workers");
	}

	@Test
	void marksTheWorkerWhateverElseIsGiven() {
		Map<String, String> environment = new HashMap<>();
		WorkerEnvironment.apply(environment, Map.of("PROCESSPOOL_WORKER", "forged"), this.marker);
		assertThat(environment).containsExactly(Map.entry("PROCESSPOOL_WORKER", "pool:1:1"));
	}

}
