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

import io.processpool.DeserializationPolicy;
import io.processpool.ProcessPoolBuilder;
import io.processpool.StartContext;
import io.processpool.WorkerInitializer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.PropertyMapper;

/**
 * Applies the properties, and after them the customizers, to a builder.
 *
 * @param properties what the application's configuration says
 * @param initializer what prepares the workers, or {@code null}
 * @param classLoader what finds the classes of results; the application's own, which is
 * not the one that loaded the pool when devtools restarts the application
 * @param packages the application's own packages, which workers may send classes of where
 * the policy is strict
 * @param customizers what has the last word
 */
record ProcessPoolBuilderConfigurer(ProcessPoolProperties properties, @Nullable WorkerInitializer initializer,
		ClassLoader classLoader, List<String> packages, List<ProcessPoolBuilderCustomizer> customizers) {

	ProcessPoolBuilder configure(ProcessPoolBuilder builder) {
		// Only the life cycle starts processes: beans are also created where none may run
		builder.startLazily().classLoader(this.classLoader).context(supported(this.properties.context()));
		PropertyMapper map = PropertyMapper.get();
		map.from(this.properties::name).to(builder::name);
		map.from(this.properties::processes).to(builder::processes);
		map.from(this.initializer).to(builder::initializer);
		map.from(this.properties::maxTasksPerChild).to(builder::maxTasksPerChild);
		map.from(this.properties::jvmArguments).when((list) -> !list.isEmpty()).to(builder::jvmArguments);
		map.from(this.properties::maxHeap).to(builder::maxHeap);
		map.from(this.properties::maxMemoryPerChild).as(MemorySize::bytes).to(builder::maxMemoryPerChild);
		map.from(this.properties::heapDumpOnOutOfMemory).to(builder::heapDumpOnOutOfMemory);
		map.from(this.properties::taskTimeout).to(builder::taskTimeout);
		map.from(this.properties::queueCapacity).to(builder::queueCapacity);
		map.from(this.properties::saturationPolicy).to(builder::saturationPolicy);
		map.from(this.properties::startTimeout).to(builder::startTimeout);
		map.from(this.properties::javaHome).to(builder::javaHome);
		map.from(this.properties::environment).when((variables) -> !variables.isEmpty()).to(builder::environment);
		map.from(this.properties::systemProperties)
			.when((variables) -> !variables.isEmpty())
			.to(builder::systemProperties);
		map.from(this.properties::commandPrefix).when((list) -> !list.isEmpty()).to(builder::commandPrefix);
		map.from(this.properties::codec).to(builder::codec);
		map.from(this::deserialization)
			.when((policy) -> !policy.equals(DeserializationPolicy.standard()))
			.to(builder::deserialization);
		map.from(this.properties::inThreads).whenTrue().toCall(builder::inThreads);
		this.customizers.forEach((customizer) -> customizer.customize(builder));
		return builder;
	}

	private DeserializationPolicy deserialization() {
		ProcessPoolProperties.Deserialization settings = this.properties.deserialization();
		DeserializationPolicy policy = settings.strict() ? DeserializationPolicy.strict()
				: DeserializationPolicy.standard();
		try {
			policy = policy.allow(settings.allow());
			// Behind what the configuration says, which may refuse some of them
			return settings.strict() ? policy.allow(this.packages.stream().map((name) -> name + ".**").toList())
					: policy;
		}
		catch (IllegalArgumentException ex) {
			throw new PoolConfigurationException("The process pool cannot be built: " + ex.getMessage(),
					"Correct pool.deserialization.allow in the configuration of the application.",
					"pool.deserialization.allow", ex);
		}
	}

	private static StartContext supported(StartContext context) {
		if (!context.isSupported()) {
			throw new PoolConfigurationException(
					"The start context '%s' is known from Python, but not supported: a JVM has many threads, and a copy of its process would have only one of them."
						.formatted(context.startMethod()),
					"Set pool.context to %s, or remove it to get '%s'.".formatted(String.join(" or ",
							StartContext.supported().stream().map((each) -> "'" + each.startMethod() + "'").toList()),
							StartContext.defaultContext().startMethod()),
					"pool.context", null);
		}
		return context;
	}

}
