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

package io.processpool.spring.autoconfigure.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.processpool.ProcessPool;
import io.processpool.spring.FakePool;
import io.processpool.spring.autoconfigure.ProcessPoolAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProcessPoolMetricsAutoConfiguration}.
 */
class ProcessPoolMetricsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ProcessPoolMetricsAutoConfiguration.class, ProcessPoolAutoConfiguration.class))
		.withBean("first", ProcessPool.class, () -> new FakePool("one").pool());

	private final ApplicationContextRunner withRegistry = this.runner
		.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class));

	@Test
	void measuresEveryPoolUnderTheNameOfItsBean() {
		this.withRegistry
			.withBean("second", ProcessPool.class, () -> new FakePool("two").pool(),
					(definition) -> definition.setPrimary(true))
			.withBean("prototype", ProcessPool.class, () -> new FakePool("three").pool(),
					(definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE))
			.run((context) -> assertThat(context.getBean(MeterRegistry.class).find("processpool.queued").meters())
				.extracting((meter) -> meter.getId().getTag("pool"))
				.containsExactlyInAnyOrder("first", "second"));
	}

	@Test
	void keepsAwayWhereThereIsNoRegistry() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean("processPoolMetrics"));
	}

	@Test
	void keepsAwayWhereThereIsNoMicrometer() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("processPoolMetrics"));
	}

	@Test
	void keepsAwayWhenThePoolIsDisabled() {
		this.withRegistry.withPropertyValues("pool.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean("processPoolMetrics"));
	}

	@Test
	void backsOffWhenTheApplicationMeasuresItself() {
		MeterBinder own = (registry) -> {
		};
		this.withRegistry.withBean("processPoolMetrics", MeterBinder.class, () -> own)
			.run((context) -> assertThat(context.getBean("processPoolMetrics")).isSameAs(own));
	}

	@Test
	void takesItsMetersAwayWithThePool() {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ProcessPoolMetricsAutoConfiguration.class,
					ProcessPoolAutoConfiguration.class, MetricsAutoConfiguration.class))
			.withPropertyValues("pool.in-threads=true", "pool.processes=1")
			.withBean(MeterRegistry.class, () -> registry, (definition) -> definition.setDestroyMethodName(""))
			.run((context) -> assertThat(registry.find("processpool.queued").meters()).hasSize(1));
		assertThat(registry.find("processpool.queued").meters()).isEmpty();
	}

}
