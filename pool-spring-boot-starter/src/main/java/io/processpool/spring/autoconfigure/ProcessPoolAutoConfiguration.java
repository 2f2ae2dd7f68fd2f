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

import java.util.List;
import java.util.Objects;

import io.processpool.ProcessPool;
import io.processpool.ProcessPoolBuilder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Scope;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for a {@link ProcessPool}.
 * <p>
 * The pool is built here but not started: its workers are started by the life cycle of
 * the application, see {@link ProcessPoolLifecycleAutoConfiguration}.
 */
@AutoConfiguration
@ConditionalOnClass(ProcessPool.class)
@ConditionalOnBooleanProperty(name = "pool.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ProcessPoolProperties.class)
public final class ProcessPoolAutoConfiguration {

	ProcessPoolAutoConfiguration(Environment environment) {
		EnvironmentVariables.warn(environment);
	}

	@Bean
	@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
	@ConditionalOnMissingBean
	ProcessPoolBuilder processPoolBuilder(ProcessPoolProperties properties, ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<ProcessPoolBuilderCustomizer> customizers) {
		ClassLoader classLoader = Objects.requireNonNullElseGet(beanFactory.getBeanClassLoader(),
				ClassUtils::getDefaultClassLoader);
		return new ProcessPoolBuilderConfigurer(properties,
				new WorkerInitializerResolver(beanFactory).resolve(properties.initializer()), classLoader,
				applicationPackages(beanFactory), customizers.orderedStream().toList())
			.configure(ProcessPool.builder());
	}

	private static List<String> applicationPackages(ConfigurableListableBeanFactory beanFactory) {
		return AutoConfigurationPackages.has(beanFactory)
				? AutoConfigurationPackages.get(beanFactory).stream().filter((name) -> !name.isEmpty()).toList()
				: List.of();
	}

	@Bean(destroyMethod = "terminate")
	@ConditionalOnMissingBean
	ProcessPool processPool(ProcessPoolBuilder builder) {
		return builder.build();
	}

}
