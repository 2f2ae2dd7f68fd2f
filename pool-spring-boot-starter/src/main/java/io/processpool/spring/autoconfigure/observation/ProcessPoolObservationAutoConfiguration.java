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

package io.processpool.spring.autoconfigure.observation;

import io.micrometer.observation.ObservationRegistry;
import io.processpool.ProcessPool;
import io.processpool.spring.autoconfigure.ProcessPoolAutoConfiguration;
import io.processpool.spring.autoconfigure.ProcessPoolProperties;
import io.processpool.spring.observation.ObservingListener;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the observation of calls.
 */
@AutoConfiguration(after = ProcessPoolAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass({ ProcessPool.class, ObservationRegistry.class })
@ConditionalOnBean({ ProcessPoolProperties.class, ObservationRegistry.class })
public final class ProcessPoolObservationAutoConfiguration {

	ProcessPoolObservationAutoConfiguration() {
	}

	@Bean
	static PoolPostProcessor processPoolObservationPostProcessor(ObjectProvider<ObservationRegistry> registry) {
		return new PoolPostProcessor(registry);
	}

	/**
	 * Reaches every pool before anybody can use it, however and whenever it is made.
	 */
	static final class PoolPostProcessor implements BeanPostProcessor {

		private final ObjectProvider<ObservationRegistry> registry;

		PoolPostProcessor(ObjectProvider<ObservationRegistry> registry) {
			this.registry = registry;
		}

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (bean instanceof ProcessPool pool) {
				pool.addListener(new ObservingListener(beanName, this.registry::getObject));
			}
			return bean;
		}

	}

}
