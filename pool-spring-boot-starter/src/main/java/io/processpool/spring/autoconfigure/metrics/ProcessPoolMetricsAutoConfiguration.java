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
import io.processpool.ProcessPool;
import io.processpool.spring.autoconfigure.ProcessPoolAutoConfiguration;
import io.processpool.spring.autoconfigure.ProcessPoolProperties;
import io.processpool.spring.metrics.ProcessPoolMetrics;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.SimpleAutowireCandidateResolver;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ProcessPoolMetrics}.
 */
@AutoConfiguration(after = ProcessPoolAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({ ProcessPool.class, MeterRegistry.class })
@ConditionalOnBean({ ProcessPool.class, ProcessPoolProperties.class, MeterRegistry.class })
public final class ProcessPoolMetricsAutoConfiguration {

	ProcessPoolMetricsAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(name = "processPoolMetrics")
	MeterBinder processPoolMetrics(ConfigurableListableBeanFactory beanFactory) {
		return (registry) -> SimpleAutowireCandidateResolver
			.resolveAutowireCandidates(beanFactory, ProcessPool.class, false, true)
			.forEach((name, pool) -> new ProcessPoolMetrics(name, pool).bindTo(registry));
	}

}
