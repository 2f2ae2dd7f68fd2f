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

import java.io.Serializable;

import io.processpool.WorkerInitializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WorkerInitializerResolver}.
 */
class WorkerInitializerResolverTests {

	private final GenericApplicationContext context = new GenericApplicationContext();

	@Test
	void findsNothingWhereThereIsNothing() {
		assertThat(resolve(null)).isNull();
	}

	@Test
	void findsTheOnlyOneWithoutItsName() {
		WorkerInitializer fonts = register("fonts", new Loader("fonts"));
		assertThat(resolve(null)).isSameAs(fonts);
	}

	@Test
	void findsTheOneThatIsNamed() {
		register("fonts", new Loader("fonts"));
		WorkerInitializer model = register("model", new Loader("model"));
		assertThat(resolve("model")).isSameAs(model);
	}

	@Test
	void findsTheOneInAParentContext() {
		WorkerInitializer fonts = register("fonts", new Loader("fonts"));
		this.context.refresh();
		GenericApplicationContext child = new GenericApplicationContext(this.context);
		child.refresh();
		WorkerInitializerResolver resolver = new WorkerInitializerResolver(child.getBeanFactory());
		assertThat(resolver.resolve("fonts")).isSameAs(fonts);
		assertThat(resolver.resolve(null)).isSameAs(fonts);
	}

	@Test
	void prefersThePrimaryOne() {
		register("fonts", new Loader("fonts"));
		WorkerInitializer model = new Loader("model");
		this.context.registerBean("model", WorkerInitializer.class, () -> model,
				(definition) -> definition.setPrimary(true));
		assertThat(resolve(null)).isSameAs(model);
	}

	@Test
	void refusesToChooseAmongSeveral() {
		register("fonts", new Loader("fonts"));
		register("model", new Loader("model"));
		assertThatExceptionOfType(PoolConfigurationException.class).isThrownBy(() -> resolve(null))
			.withMessage("There are several WorkerInitializer beans, and pool.initializer does not say which of them"
					+ " is to prepare the workers (there are: fonts, model).")
			.satisfies((ex) -> assertThat(ex.action())
				.isEqualTo("Set pool.initializer to the name of one of them, or mark one as @Primary."));
	}

	@Test
	void refusesANameThatNoBeanHas() {
		register("fonts", new Loader("fonts"));
		assertThatExceptionOfType(PoolConfigurationException.class).isThrownBy(() -> resolve("model"))
			.withMessage("pool.initializer names the bean 'model', but there is no WorkerInitializer bean of that name"
					+ " (there are: fonts).")
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo("pool.initializer"));
	}

	@Test
	void refusesANameWhereThereIsNoBeanAtAll() {
		assertThatExceptionOfType(PoolConfigurationException.class).isThrownBy(() -> resolve("model"))
			.withMessageEndingWith("(there is none at all).");
	}

	@Test
	void refusesTheNameOfAnotherBean() {
		this.context.registerBeanDefinition("model",
				BeanDefinitionBuilder.genericBeanDefinition(Object.class).getBeanDefinition());
		assertThatExceptionOfType(PoolConfigurationException.class).isThrownBy(() -> resolve("model"))
			.withMessageStartingWith("pool.initializer names the bean 'model', but there is no WorkerInitializer bean");
	}

	@Test
	void refusesWhatHoldsWhatCannotTravel() {
		register("service", new Capturing(new Object()));
		assertThatExceptionOfType(PoolConfigurationException.class).isThrownBy(() -> resolve(null))
			.withMessage("The WorkerInitializer bean 'service' holds an object of class java.lang.Object, which is not"
					+ " serializable. It travels to each worker process, so it must be serializable.")
			.satisfies((ex) -> assertThat(ex.action()).contains("make the @Bean method static"));
	}

	@Test
	void refusesAProxy() {
		register("advised", (WorkerInitializer) new ProxyFactory(new Loader("fonts")).getProxy());
		assertThatExceptionOfType(PoolConfigurationException.class).isThrownBy(() -> resolve("advised"))
			.withMessageContaining("'advised' is a Spring proxy for " + Loader.class.getName())
			.satisfies((ex) -> assertThat(ex.action()).contains("@Transactional"));
	}

	private <T extends WorkerInitializer> T register(String name, T initializer) {
		this.context.registerBean(name, WorkerInitializer.class, () -> initializer);
		return initializer;
	}

	private @Nullable WorkerInitializer resolve(@Nullable String name) {
		this.context.refresh();
		return new WorkerInitializerResolver(this.context.getBeanFactory()).resolve(name);
	}

	private record Loader(String what) implements WorkerInitializer {

		@Override
		public void initialize() {
		}

	}

	@SuppressWarnings("serial")
	private record Capturing(Object service) implements WorkerInitializer, Serializable {

		@Override
		public void initialize() {
		}

	}

}
