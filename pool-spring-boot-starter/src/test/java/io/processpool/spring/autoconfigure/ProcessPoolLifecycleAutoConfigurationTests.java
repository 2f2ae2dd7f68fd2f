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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.processpool.PoolState;
import io.processpool.ProcessPool;
import io.processpool.WorkerStartException;
import io.processpool.spring.FakePool;
import io.processpool.spring.lifecycle.ProcessPoolLifecycle;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanDefinitionCustomizer;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProcessPoolLifecycleAutoConfiguration}.
 */
class ProcessPoolLifecycleAutoConfigurationTests {

	private final FakePool first = new FakePool("one");

	private final FakePool second = new FakePool("two");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LifecycleAutoConfiguration.class, ProcessPoolAutoConfiguration.class,
				ProcessPoolLifecycleAutoConfiguration.class))
		.withBean("first", ProcessPool.class, this.first::pool, destroyedBy("terminate"));

	@Test
	void startsAndEndsAllPoolsWithTheContext() {
		this.runner.withBean("second", ProcessPool.class, this.second::pool, destroyedBy("close")).run((context) -> {
			assertThat(context).hasSingleBean(ProcessPoolLifecycle.class);
			assertThat(this.first.calls()).containsExactly("start");
			assertThat(this.second.calls()).containsExactly("start");
		});
		assertThat(this.first.calls()).containsExactly("start", "suspend 28000", "terminate");
		assertThat(this.second.calls()).containsExactly("start", "suspend 28000", "close");
	}

	@Test
	void drainsUntilShortlyBeforeSpringsTimeForThePhaseIsUp() {
		this.runner.withPropertyValues("spring.lifecycle.timeout-per-shutdown-phase=4s").run((context) -> {
		});
		assertThat(this.first.calls()).contains("suspend 3000");
	}

	@Test
	void drainsAsLongAsItIsToldAndGetsTheTimeForItFromSpring() {
		this.runner.withPropertyValues("pool.shutdown-timeout=2m")
			.run((context) -> assertThat(ReflectionTestUtils.getField(context.getBean(DefaultLifecycleProcessor.class),
					"timeoutsForShutdownPhases"))
				.asInstanceOf(InstanceOfAssertFactories.MAP)
				.containsEntry(ProcessPoolLifecycle.PHASE, 122_000L));
		assertThat(this.first.calls()).contains("suspend 120000");
	}

	@Test
	void terminatesWhatIsNotFinishedBeforeTheBeansGo() {
		this.first.busyForEver();
		this.runner.run((context) -> {
		});
		assertThat(this.first.calls()).containsExactly("start", "suspend 28000", "terminate", "terminate");
	}

	@Test
	void restsWhileTheContextIsPausedAndWorksAgainAfterwards() {
		this.runner.run((context) -> {
			context.getSourceApplicationContext().pause();
			assertThat(this.first.pool().state()).isEqualTo(PoolState.SUSPENDED);
			context.getSourceApplicationContext().restart();
			assertThat(this.first.pool().state()).isEqualTo(PoolState.RUNNING);
			assertThat(this.first.calls()).containsExactly("start", "suspend 28000", "start");
		});
	}

	@Test
	void restsWhileTheContextIsStoppedAndWorksAgainAfterwards() {
		this.runner.run((context) -> {
			context.getSourceApplicationContext().stop();
			assertThat(this.first.pool().state()).isEqualTo(PoolState.SUSPENDED);
			context.getSourceApplicationContext().start();
			assertThat(this.first.pool().state()).isEqualTo(PoolState.RUNNING);
		});
	}

	@Test
	void startsBeforeTheWebServerAndStopsAfterIt() {
		List<String> order = Collections.synchronizedList(new ArrayList<>());
		int webServer = SmartLifecycle.DEFAULT_PHASE - 2048;
		this.runner
			.withBean("server", SmartLifecycle.class,
					() -> new Recorder(webServer, () -> order.add("server starts " + this.first.calls()),
							() -> order.add("server stops " + this.first.calls())))
			.run((context) -> {
			});
		assertThat(order).containsExactly("server starts [start]", "server stops [start]");
	}

	@Test
	void startsNothingWhenThePoolsAreLazy() {
		this.runner.withPropertyValues("pool.start=lazy").run((context) -> assertThat(this.first.calls()).isEmpty());
	}

	@Test
	void createsNeitherPrototypesNorLazyBeans() {
		this.runner.withBean("prototype", ProcessPool.class, () -> {
			throw new IllegalStateException("created");
		}, (definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE))
			.withBean("lazy", ProcessPool.class, this.second::pool, (definition) -> definition.setLazyInit(true))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(this.second.calls()).isEmpty();
			});
		assertThat(this.first.calls()).contains("suspend 28000");
	}

	@Test
	void stopsALazyBeanThatWasCreatedLater() {
		this.second.withStarted(true);
		this.runner.withBean("lazy", ProcessPool.class, this.second::pool, (definition) -> definition.setLazyInit(true))
			.run((context) -> assertThat(context.getBean("lazy")).isNotNull());
		assertThat(this.second.calls()).contains("suspend 28000");
	}

	@Test
	void seesPoolsThatAreNoCandidatesForInjection() {
		this.runner
			.withBean("aside", ProcessPool.class, this.second::pool,
					(definition) -> ((AbstractBeanDefinition) definition).setDefaultCandidate(false))
			.run((context) -> assertThat(this.second.calls()).containsExactly("start"));
	}

	@Test
	void failsTheStartOfTheApplicationWhenWorkersCannotStart() {
		this.first.slow().broken(new IllegalStateException("no model"));
		this.runner.run((context) -> assertThat(context).getFailure()
			.hasMessage("Failed to start bean 'processPoolLifecycle'")
			.cause()
			.isInstanceOf(WorkerStartException.class)
			.hasRootCauseMessage("no model"));
		assertThat(this.first.calls()).containsExactly("start", "suspend 28000", "terminate");
	}

	@Test
	void waitsAsLongAsItIsTold() {
		this.first.slow();
		this.runner.withPropertyValues("pool.start-timeout=10ms")
			.run((context) -> assertThat(context).getFailure()
				.cause()
				.hasMessageContaining("was ready within 10 ms (pool.start-timeout)"));
	}

	@Test
	void backsOffWhenTheApplicationHasALifeCycleOfItsOwn() {
		ProcessPoolLifecycle own = new ProcessPoolLifecycle(Map::of, (pools) -> {
		}, true, Duration.ZERO, Duration.ZERO, () -> false);
		this.runner.withBean(ProcessPoolLifecycle.class, () -> own)
			.run((context) -> assertThat(context.getBean(ProcessPoolLifecycle.class)).isSameAs(own));
	}

	@Test
	void keepsAwayWhenThePoolIsDisabled() {
		this.runner.withPropertyValues("pool.enabled=false").run((context) -> {
			assertThat(context).doesNotHaveBean(ProcessPoolLifecycle.class);
			assertThat(this.first.calls()).isEmpty();
		});
	}

	private static BeanDefinitionCustomizer destroyedBy(String method) {
		return (definition) -> definition.setDestroyMethodName(method);
	}

	private static final class Recorder implements SmartLifecycle {

		private final int phase;

		private final Runnable onStart;

		private final Runnable onStop;

		private volatile boolean running;

		Recorder(int phase, Runnable onStart, Runnable onStop) {
			this.phase = phase;
			this.onStart = onStart;
			this.onStop = onStop;
		}

		@Override
		public void start() {
			this.running = true;
			this.onStart.run();
		}

		@Override
		public void stop() {
			this.onStop.run();
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		@Override
		public int getPhase() {
			return this.phase;
		}

	}

}
