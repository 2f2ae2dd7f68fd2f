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

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.processpool.ProcessPool;
import io.processpool.spring.autoconfigure.ProcessPoolProperties.Start;
import io.processpool.spring.lifecycle.ProcessPoolLifecycle;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.DefaultLifecycleProcessor;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the life cycle of all
 * {@link ProcessPool} beans of the application, its own included.
 */
@AutoConfiguration(after = { ProcessPoolAutoConfiguration.class, LifecycleAutoConfiguration.class })
@ConditionalOnBean({ ProcessPool.class, ProcessPoolProperties.class })
public final class ProcessPoolLifecycleAutoConfiguration {

	/** What killing the last workers may take of Spring's time for the phase. */
	private static final Duration TERMINATION = Duration.ofSeconds(2);

	ProcessPoolLifecycleAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	ProcessPoolLifecycle processPoolLifecycle(ProcessPoolProperties properties, ConfigurableApplicationContext context,
			ObjectProvider<LifecycleProperties> lifecycleProperties,
			ObjectProvider<DefaultLifecycleProcessor> lifecycleProcessor) {
		Duration drain = properties.shutdownTimeout();
		if (drain != null) {
			check("shutdown-timeout", drain, !drain.isNegative(), "zero or more");
			long phase = drain.plus(TERMINATION).toMillis();
			lifecycleProcessor
				.ifUnique((processor) -> processor.setTimeoutForShutdownPhase(ProcessPoolLifecycle.PHASE, phase));
		}
		else {
			drain = shortlyBefore(
					lifecycleProperties.getIfAvailable(LifecycleProperties::new).getTimeoutPerShutdownPhase());
		}
		Duration start = properties.startTimeout();
		check("start-timeout", start, !start.isNegative() && !start.isZero(), "more than zero");
		return new ProcessPoolLifecycle(() -> pools(context.getBeanFactory()),
				(pools) -> HeapDemand.here().check(pools, properties), properties.start() == Start.EAGER, start, drain,
				context::isClosed);
	}

	private static void check(String name, Duration value, boolean allowed, String range) {
		if (!allowed) {
			throw new PoolConfigurationException("pool.%s is %s, allowed is %s.".formatted(name, value, range),
					"Correct pool.%s in the configuration of the application.".formatted(name), "pool." + name, null);
		}
	}

	private static Duration shortlyBefore(Duration phase) {
		Duration quarter = phase.dividedBy(4);
		return phase.minus((quarter.compareTo(TERMINATION) < 0) ? quarter : TERMINATION);
	}

	/**
	 * The pools that exist: none is created here, neither a lazy one nor a prototype.
	 */
	private static Map<String, ProcessPool> pools(ConfigurableListableBeanFactory beanFactory) {
		Map<String, ProcessPool> pools = new LinkedHashMap<>();
		for (String name : beanFactory.getBeanNamesForType(ProcessPool.class, false, false)) {
			if (beanFactory.containsSingleton(name) && beanFactory.getBean(name) instanceof ProcessPool pool) {
				pools.put(name, pool);
			}
		}
		return pools;
	}

}
