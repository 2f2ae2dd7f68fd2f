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

package io.processpool.spring.autoconfigure.actuate;

import java.util.Map;

import io.processpool.ProcessPool;
import io.processpool.spring.FakePool;
import io.processpool.spring.actuate.ProcessPoolEndpoint;
import io.processpool.spring.autoconfigure.ProcessPoolAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProcessPoolEndpointAutoConfiguration}.
 */
class ProcessPoolEndpointAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ProcessPoolEndpointAutoConfiguration.class, ProcessPoolAutoConfiguration.class))
		.withBean("first", ProcessPool.class, () -> new FakePool("one").pool());

	private final ApplicationContextRunner exposed = this.runner
		.withPropertyValues("management.endpoints.web.exposure.include=pool");

	@Test
	void showsAllPoolsUnderTheNamesOfTheirBeans() {
		this.exposed
			.withBean("second", ProcessPool.class, () -> new FakePool("two").pool(),
					(definition) -> definition.setPrimary(true))
			.run((context) -> assertThat(context.getBean(ProcessPoolEndpoint.class).pools().pools())
				.containsOnlyKeys("first", "second"));
	}

	@Test
	void keepsAwayUnlessItIsExposed() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(ProcessPoolEndpoint.class));
	}

	@Test
	void keepsAwayWithoutAccess() {
		this.exposed.withPropertyValues("management.endpoint.pool.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(ProcessPoolEndpoint.class));
	}

	@Test
	void keepsAwayWhenThePoolIsDisabled() {
		this.exposed.withPropertyValues("pool.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ProcessPoolEndpoint.class));
	}

	@Test
	void backsOffWhenTheApplicationHasItsOwn() {
		ProcessPoolEndpoint own = new ProcessPoolEndpoint(Map.of());
		this.exposed.withBean(ProcessPoolEndpoint.class, () -> own)
			.run((context) -> assertThat(context.getBean(ProcessPoolEndpoint.class)).isSameAs(own));
	}

}
