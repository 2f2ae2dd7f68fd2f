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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.processpool.ProcessPool;
import io.processpool.ProcessPoolBuilder;
import io.processpool.spring.autoconfigure.ProcessPoolAutoConfiguration;
import io.processpool.spring.observation.ProcessPoolCallContext;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProcessPoolObservationAutoConfiguration}.
 */
class ProcessPoolObservationAutoConfigurationTests {

	private static final String POST_PROCESSOR = "processPoolObservationPostProcessor";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessPoolObservationAutoConfiguration.class,
				ProcessPoolAutoConfiguration.class))
		.withPropertyValues("pool.in-threads=true", "pool.processes=1");

	@Test
	void observesAllPoolsUnderTheNamesOfTheirBeans() {
		Recorder recorder = new Recorder();
		this.runner.withConfiguration(AutoConfigurations.of(ObservationAutoConfiguration.class))
			.withUserConfiguration(SecondPool.class)
			.withBean(ObservationHandler.class, () -> recorder)
			.run((context) -> {
				context.getBean("processPool", ProcessPool.class).apply(() -> "done");
				context.getBean("second", ProcessPool.class).apply(() -> "done");
				assertThat(recorder.started).extracting(ProcessPoolCallContext::getPool)
					.containsExactly("processPool", "second");
			});
	}

	@Test
	void observesWhatBeansDoBeforeThePoolIsStarted() {
		Recorder recorder = new Recorder();
		this.runner.withConfiguration(AutoConfigurations.of(ObservationAutoConfiguration.class))
			.withUserConfiguration(EarlyUser.class)
			.withBean(ObservationHandler.class, () -> recorder)
			.run((context) -> assertThat(recorder.started).hasSize(1));
	}

	@Test
	void keepsAwayWhereNobodyObserves() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(POST_PROCESSOR));
	}

	@Test
	void keepsAwayWhenThePoolIsDisabled() {
		this.runner.withBean(ObservationRegistry.class, ObservationRegistry::create)
			.withPropertyValues("pool.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(POST_PROCESSOR));
	}

	@Configuration(proxyBeanMethods = false)
	static class SecondPool {

		@Bean(defaultCandidate = false)
		static ProcessPool second(ProcessPoolBuilder builder) {
			return builder.name("second").build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyUser {

		@Bean
		static String answer(ProcessPool pool) {
			return pool.apply(() -> "done");
		}

	}

	private static final class Recorder implements ObservationHandler<ProcessPoolCallContext> {

		private final List<ProcessPoolCallContext> started = new CopyOnWriteArrayList<>();

		@Override
		public void onStart(ProcessPoolCallContext context) {
			this.started.add(context);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof ProcessPoolCallContext;
		}

	}

}
