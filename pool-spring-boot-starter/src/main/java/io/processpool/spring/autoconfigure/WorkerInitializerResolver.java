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

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.List;

import io.processpool.WorkerInitializer;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.NamedBeanHolder;

/**
 * Finds the bean that prepares the workers, and makes sure that it can travel to them.
 */
final class WorkerInitializerResolver {

	private static final String PROPERTY = "pool.initializer";

	private final ConfigurableListableBeanFactory beanFactory;

	WorkerInitializerResolver(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Returns the initializer of the given name.
	 * @param beanName the name of the bean, or {@code null} for the only one
	 * @return the initializer, or {@code null} if none is named and there is none
	 */
	@Nullable WorkerInitializer resolve(@Nullable String beanName) {
		return (beanName != null) ? named(beanName) : unnamed();
	}

	private WorkerInitializer named(String beanName) {
		List<String> beanNames = beanNames();
		if (!beanNames.contains(beanName)) {
			throw new PoolConfigurationException(
					"%s names the bean '%s', but there is no WorkerInitializer bean of that name (%s)."
						.formatted(PROPERTY, beanName, listed(beanNames)),
					"Define a WorkerInitializer bean named '%s', or set %s to the name of an existing one."
						.formatted(beanName, PROPERTY),
					PROPERTY, null);
		}
		return portable(beanName, this.beanFactory.getBean(beanName, WorkerInitializer.class));
	}

	private @Nullable WorkerInitializer unnamed() {
		try {
			NamedBeanHolder<WorkerInitializer> only = this.beanFactory.resolveNamedBean(WorkerInitializer.class);
			return portable(only.getBeanName(), only.getBeanInstance());
		}
		catch (NoUniqueBeanDefinitionException ex) {
			throw new PoolConfigurationException(
					"There are several WorkerInitializer beans, and %s does not say which of them is to prepare the workers (%s)."
						.formatted(PROPERTY, listed(beanNames())),
					"Set %s to the name of one of them, or mark one as @Primary.".formatted(PROPERTY), null, ex);
		}
		catch (NoSuchBeanDefinitionException ex) {
			return null;
		}
	}

	private WorkerInitializer portable(String beanName, WorkerInitializer initializer) {
		if (AopUtils.isAopProxy(initializer)) {
			throw notPortable(beanName,
					"is a Spring proxy for %s, and a proxy cannot leave its application context"
						.formatted(AopUtils.getTargetClass(initializer).getName()),
					"Remove what makes Spring wrap it, such as @Async, @Transactional or an aspect that matches it",
					null);
		}
		try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
			out.writeObject(initializer);
			return initializer;
		}
		catch (NotSerializableException ex) {
			throw notPortable(beanName,
					"holds an object of class %s, which is not serializable".formatted(ex.getMessage()),
					"Let it hold nothing but serializable data. If it is a lambda that captures its configuration class,"
							+ " make the @Bean method static; what is not serializable, create inside initialize()",
					ex);
		}
		catch (IOException | RuntimeException ex) {
			throw notPortable(beanName, "cannot be serialized: " + ex, "Let it hold nothing but serializable data", ex);
		}
	}

	private static PoolConfigurationException notPortable(String beanName, String problem, String action,
			@Nullable Throwable cause) {
		return new PoolConfigurationException(
				"The WorkerInitializer bean '%s' %s. It travels to each worker process, so it must be serializable."
					.formatted(beanName, problem),
				action + ".", null, cause);
	}

	private List<String> beanNames() {
		return List.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, WorkerInitializer.class));
	}

	private static String listed(List<String> beanNames) {
		return beanNames.isEmpty() ? "there is none at all" : "there are: " + String.join(", ", beanNames);
	}

}
