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

import java.util.ArrayList;
import java.util.List;

import io.processpool.PoolState;
import io.processpool.ProcessPool;
import io.processpool.ProcessPoolBuilder;
import io.processpool.TaskSerializationException;
import io.processpool.WorkerContext;
import io.processpool.WorkerInitializer;
import io.processpool.spring.FakePool;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ProcessPoolAutoConfiguration}, with pools that run their tasks on
 * threads.
 */
class ProcessPoolAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LifecycleAutoConfiguration.class, ProcessPoolAutoConfiguration.class,
				ProcessPoolLifecycleAutoConfiguration.class))
		.withPropertyValues("pool.in-threads=true", "pool.processes=2");

	@Test
	void providesAPoolThatWorks() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(ProcessPool.class).hasBean("processPool");
			ProcessPool pool = context.getBean(ProcessPool.class);
			assertThat(pool.map(ProcessPoolAutoConfigurationTests::square, List.of(1, 2, 3))).containsExactly(1, 4, 9);
			assertThat(pool.stats().processes()).isEqualTo(2);
		});
	}

	@Test
	void terminatesThePoolWithTheContext() {
		List<ProcessPool> pools = new ArrayList<>();
		this.runner.run((context) -> pools.add(context.getBean(ProcessPool.class)));
		assertThat(pools).singleElement().extracting(ProcessPool::state).isEqualTo(PoolState.TERMINATED);
	}

	@Test
	void leavesItToTheLifeCycleToStartThePool() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ProcessPoolAutoConfiguration.class))
			.run((context) -> {
				ProcessPool pool = context.getBean(ProcessPool.class);
				assertThat(pool.stats().started()).isFalse();
				assertThat(pool.workers()).isEmpty();
			});
		this.runner.run((context) -> assertThat(context.getBean(ProcessPool.class).stats().started()).isTrue());
	}

	@Test
	void startsALazyPoolWithItsFirstTask() {
		this.runner.withPropertyValues("pool.start=lazy").run((context) -> {
			ProcessPool pool = context.getBean(ProcessPool.class);
			assertThat(pool.stats().started()).isFalse();
			assertThat(pool.apply(ProcessPoolAutoConfigurationTests::square, 3)).isEqualTo(9);
			assertThat(pool.stats().started()).isTrue();
		});
	}

	@Test
	void worksAgainAfterThePauseOfTheContext() {
		this.runner.run((context) -> {
			ProcessPool pool = context.getBean(ProcessPool.class);
			context.getSourceApplicationContext().pause();
			assertThat(pool.state()).isEqualTo(PoolState.SUSPENDED);
			assertThat(pool.workers()).isEmpty();
			context.getSourceApplicationContext().restart();
			assertThat(pool.apply(ProcessPoolAutoConfigurationTests::square, 3)).isEqualTo(9);
		});
	}

	@Test
	void letsBeansUseThePoolBeforeItIsStarted() {
		this.runner.withUserConfiguration(EarlyUser.class)
			.run((context) -> assertThat(context.getBean("answer")).isEqualTo(9));
	}

	@Test
	void backsOffWhenTheApplicationHasAPoolOfItsOwn() {
		ProcessPool own = new FakePool("own").pool();
		this.runner.withBean("own", ProcessPool.class, () -> own)
			.run((context) -> assertThat(context.getBean(ProcessPool.class)).isSameAs(own));
	}

	@Test
	void staysBesidePoolsThatAreNoDefaultCandidates() {
		this.runner.withUserConfiguration(SecondPool.class).run((context) -> {
			assertThat(context.getBeansOfType(ProcessPool.class)).containsOnlyKeys("processPool", "second");
			assertThat(context.getBean(User.class).pool()).isSameAs(context.getBean("processPool"));
			ProcessPool second = context.getBean("second", ProcessPool.class);
			assertThat(second.stats().started()).isTrue();
			assertThat(second.stats().processes()).isEqualTo(1);
			assertThat(second.name()).isEqualTo("second");
		});
	}

	@Test
	void givesEachCallerABuilderOfItsOwn() {
		this.runner.run((context) -> assertThat(context.getBean(ProcessPoolBuilder.class))
			.isNotSameAs(context.getBean(ProcessPoolBuilder.class)));
	}

	@Test
	void letsCustomizersHaveTheLastWordInTheirOrder() {
		this.runner.withUserConfiguration(Customizers.class).run((context) -> {
			assertThat(context.getBean(ProcessPool.class).stats().processes()).isEqualTo(4);
			assertThat(context.getBean(ProcessPool.class).name()).isEqualTo("first");
		});
	}

	@Test
	void usesTheBuilderOfTheApplication() {
		this.runner
			.withBean(ProcessPoolBuilder.class,
					() -> ProcessPool.builder().inThreads().processes(1).name("mine").startLazily())
			.run((context) -> assertThat(context.getBean(ProcessPool.class).name()).isEqualTo("mine"));
	}

	@Test
	void preparesWorkersWithTheInitializerBean() {
		this.runner.withBean("prepare", WorkerInitializer.class, () -> ProcessPoolAutoConfigurationTests::prepare)
			.run((context) -> assertThat(
					context.getBean(ProcessPool.class).apply(ProcessPoolAutoConfigurationTests::prepared))
				.isEqualTo("prepared"));
	}

	@Test
	void refusesTheMethodOfABeanAsATask() {
		this.runner.withUserConfiguration(Customizers.class)
			.run((context) -> assertThatExceptionOfType(TaskSerializationException.class)
				.isThrownBy(() -> context.getBean(ProcessPool.class).apply(context.getBean(Customizers.class)::task))
				.withMessageContaining(Customizers.class.getSimpleName()));
	}

	@Test
	void canBeDisabled() {
		this.runner.withPropertyValues("pool.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ProcessPool.class)
				.doesNotHaveBean(ProcessPoolBuilder.class)
				.doesNotHaveBean(ProcessPoolProperties.class));
	}

	@Test
	void keepsAwayWhereThereIsNoPool() {
		this.runner.withClassLoader(new FilteredClassLoader(ProcessPool.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ProcessPoolProperties.class));
	}

	static int square(int number) {
		return number * number;
	}

	static void prepare() {
		WorkerContext.current().attributes().put("state", "prepared");
	}

	static Object prepared() {
		return WorkerContext.current().attributes().get("state");
	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyUser {

		@Bean
		static Integer answer(ProcessPool pool) {
			return pool.apply(ProcessPoolAutoConfigurationTests::square, 3);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondPool {

		@Bean(defaultCandidate = false)
		static ProcessPool second(ProcessPoolBuilder builder) {
			return builder.name("second").processes(1).build();
		}

		@Bean
		static User user(ProcessPool pool) {
			return new User(pool);
		}

	}

	record User(ProcessPool pool) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		@Bean
		@Order(2)
		static ProcessPoolBuilderCustomizer last() {
			return (builder) -> builder.processes(4);
		}

		@Bean
		@Order(1)
		static ProcessPoolBuilderCustomizer first() {
			return (builder) -> builder.processes(3).name("first");
		}

		String task() {
			return "done";
		}

	}

}
