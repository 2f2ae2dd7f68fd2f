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

package io.processpool.spring.autoconfigure.health;

import io.processpool.ProcessPool;
import io.processpool.spring.FakePool;
import io.processpool.spring.autoconfigure.ProcessPoolAutoConfiguration;
import io.processpool.spring.health.ProcessPoolHealthIndicator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.CompositeHealthContributorConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProcessPoolHealthContributorAutoConfiguration}.
 */
class ProcessPoolHealthContributorAutoConfigurationTests {

	private final FakePool pool = new FakePool("one");

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(ProcessPoolAutoConfiguration.class, ProcessPoolHealthContributorAutoConfiguration.class,
				HealthContributorAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class));

	private final ApplicationContextRunner withPool = this.runner.withBean("first", ProcessPool.class, this.pool::pool);

	@Test
	void showsOnePoolUnderTheNameProcessPool() {
		this.withPool
			.run((context) -> assertThat(context.getBean(HealthContributorRegistry.class).getContributor("processPool"))
				.isInstanceOf(ProcessPoolHealthIndicator.class));
	}

	@Test
	void showsSeveralPoolsUnderTheNamesOfTheirBeans() {
		this.withPool
			.withBean("second", ProcessPool.class, () -> new FakePool("two").pool(),
					(definition) -> definition.setPrimary(true))
			.run((context) -> {
				CompositeHealthContributor contributor = (CompositeHealthContributor) context
					.getBean(HealthContributorRegistry.class)
					.getContributor("processPool");
				assertThat(contributor.stream().map(HealthContributors.Entry::name)).containsExactlyInAnyOrder("first",
						"second");
				assertThat(contributor.getContributor("second")).isInstanceOf(ProcessPoolHealthIndicator.class);
			});
	}

	@Test
	void leavesPrototypesAlone() {
		this.runner
			.withBean("prototype", ProcessPool.class, this.pool::pool,
					(definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(CompositeHealthContributor.class)
				.getBean(CompositeHealthContributor.class)
				.satisfies((contributor) -> assertThat(contributor.stream()).isEmpty()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.health.processpool.enabled", "management.health.process-pool.enabled",
			"management.health.processPool.enabled", "management.health.defaults.enabled", "pool.enabled" })
	void canBeSwitchedOff(String property) {
		this.withPool.withPropertyValues(property + "=false")
			.run((context) -> assertThat(context).doesNotHaveBean("processPoolHealthContributor"));
	}

	@Test
	void backsOffWhenTheApplicationHasItsOwn() {
		this.withPool.withBean("processPoolHealthIndicator", HealthIndicator.class, () -> () -> Health.up().build())
			.run((context) -> assertThat(context).doesNotHaveBean("processPoolHealthContributor"));
	}

	@Test
	void keepsAwayWhereThereIsNoHealth() {
		new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withBean(ProcessPool.class, this.pool::pool)
			.withClassLoader(new FilteredClassLoader(ConditionalOnEnabledHealthIndicator.class,
					CompositeHealthContributorConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("processPoolHealthContributor"));
	}

	@EnableAutoConfiguration
	static class Application {

	}

}
