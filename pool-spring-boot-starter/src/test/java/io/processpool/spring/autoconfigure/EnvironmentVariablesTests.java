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

package io.processpool.spring.autoconfigure;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EnvironmentVariables}.
 */
@ExtendWith(OutputCaptureExtension.class)
class EnvironmentVariablesTests {

	@Test
	void findsThoseThatSetProperties() {
		assertThat(EnvironmentVariables.properties(environment(Map.of("POOL_NAME", "theirs", "POOL_MAXTASKSPERCHILD",
				"3", "POOL_ENVIRONMENT_LANG", "C", "POOL_START_TIMEOUT", "5s", "POOL_SIZE", "9", "SPOOL_NAME", "x"))))
			.containsExactly("pool.name", "pool.max-tasks-per-child", "pool.start-timeout", "pool.environment");
	}

	@Test
	void warnsWithoutTheirValues(CapturedOutput output) {
		EnvironmentVariables.warn(environment(Map.of("POOL_NAME", "theirs")));
		assertThat(output).contains("WARN", "Environment variables set pool.name.").doesNotContain("theirs");
	}

	@Test
	void isSilentOtherwise(CapturedOutput output) {
		EnvironmentVariables.warn(environment(Map.of("POOL_SIZE", "9")));
		assertThat(output).doesNotContain("Environment variables");
	}

	private static StandardEnvironment environment(Map<String, Object> variables) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
		environment.getPropertySources().addFirst(new MapPropertySource("file", Map.of("pool.processes", 3)));
		ConfigurationPropertySources.attach(environment);
		return environment;
	}

}
