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

package io.processpool.internal.pool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import io.processpool.DeserializationPolicy;
import io.processpool.PoolListener;
import io.processpool.ProcessPool;
import io.processpool.ProcessPoolBuilder;
import io.processpool.SaturationPolicy;
import io.processpool.StartContext;
import io.processpool.WorkerContext;
import io.processpool.WorkerInitializer;
import io.processpool.internal.launch.LaunchSettings;
import org.jspecify.annotations.Nullable;

/**
 * Collects settings, and checks them all when the pool is built. Not thread-safe.
 */
public final class DefaultProcessPoolBuilder implements ProcessPoolBuilder {

	/** What a worker's context has as an attribute if its tasks may create pools. */
	private static final String NESTED_POOLS = "io.processpool.nested-pools-allowed";

	private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

	/** Numbers pools that have no name of their own. */
	private static final AtomicInteger lastNumber = new AtomicInteger();

	private @Nullable Integer processes;

	private @Nullable WorkerInitializer initializer;

	private @Nullable Integer maxTasksPerChild;

	private StartContext context = StartContext.defaultContext();

	private @Nullable String name;

	private List<String> jvmArguments = List.of();

	private @Nullable String maxHeap;

	private @Nullable Long maxMemoryPerChild;

	private @Nullable Path heapDumps;

	private @Nullable Duration taskTimeout;

	private @Nullable Integer queueCapacity;

	private SaturationPolicy saturationPolicy = SaturationPolicy.FAIL;

	private Duration startTimeout = START_TIMEOUT;

	private boolean allowNestedPools;

	private @Nullable Path javaHome;

	private List<Path> classPath = List.of();

	private Map<String, String> environment = Map.of();

	private Map<String, String> systemProperties = Map.of();

	private @Nullable Path workingDirectory;

	private List<String> commandPrefix = List.of();

	private final List<PoolListener> listeners = new ArrayList<>();

	private @Nullable ClassLoader classLoader;

	private DeserializationPolicy deserialization = DeserializationPolicy.standard();

	private @Nullable String codec;

	private boolean lazily;

	private boolean inThreads;

	/**
	 * A builder with default settings; {@link java.util.ServiceLoader} calls it.
	 */
	public DefaultProcessPoolBuilder() {
	}

	@Override
	public ProcessPoolBuilder processes(int processes) {
		this.processes = processes;
		return this;
	}

	@Override
	public ProcessPoolBuilder initializer(WorkerInitializer initializer) {
		this.initializer = Objects.requireNonNull(initializer, "initializer");
		return this;
	}

	@Override
	public ProcessPoolBuilder maxTasksPerChild(int maxTasksPerChild) {
		this.maxTasksPerChild = maxTasksPerChild;
		return this;
	}

	@Override
	public ProcessPoolBuilder context(StartContext context) {
		this.context = Objects.requireNonNull(context, "context");
		return this;
	}

	@Override
	public ProcessPoolBuilder name(String name) {
		this.name = Objects.requireNonNull(name, "name");
		return this;
	}

	@Override
	public ProcessPoolBuilder jvmArguments(String... arguments) {
		return jvmArguments(List.of(arguments));
	}

	@Override
	public ProcessPoolBuilder jvmArguments(List<String> arguments) {
		this.jvmArguments = List.copyOf(arguments);
		return this;
	}

	@Override
	public ProcessPoolBuilder maxHeap(String maxHeap) {
		this.maxHeap = Objects.requireNonNull(maxHeap, "maxHeap");
		return this;
	}

	@Override
	public ProcessPoolBuilder maxMemoryPerChild(long bytes) {
		this.maxMemoryPerChild = bytes;
		return this;
	}

	@Override
	public ProcessPoolBuilder heapDumpOnOutOfMemory(Path directory) {
		this.heapDumps = Objects.requireNonNull(directory, "directory");
		return this;
	}

	@Override
	public ProcessPoolBuilder taskTimeout(Duration timeout) {
		this.taskTimeout = Objects.requireNonNull(timeout, "timeout");
		return this;
	}

	@Override
	public ProcessPoolBuilder queueCapacity(int items) {
		this.queueCapacity = items;
		return this;
	}

	@Override
	public ProcessPoolBuilder saturationPolicy(SaturationPolicy policy) {
		this.saturationPolicy = Objects.requireNonNull(policy, "policy");
		return this;
	}

	@Override
	public ProcessPoolBuilder startTimeout(Duration timeout) {
		this.startTimeout = Objects.requireNonNull(timeout, "timeout");
		return this;
	}

	@Override
	public ProcessPoolBuilder allowNestedPools(boolean allow) {
		this.allowNestedPools = allow;
		return this;
	}

	@Override
	public ProcessPoolBuilder javaHome(Path javaHome) {
		this.javaHome = Objects.requireNonNull(javaHome, "javaHome");
		return this;
	}

	@Override
	public ProcessPoolBuilder classPath(Collection<Path> entries) {
		this.classPath = List.copyOf(entries);
		return this;
	}

	@Override
	public ProcessPoolBuilder environment(Map<String, String> variables) {
		this.environment = Map.copyOf(variables);
		return this;
	}

	@Override
	public ProcessPoolBuilder systemProperties(Map<String, String> properties) {
		this.systemProperties = Map.copyOf(properties);
		return this;
	}

	@Override
	public ProcessPoolBuilder systemProperty(String name, String value) {
		Map<String, String> properties = new HashMap<>(this.systemProperties);
		properties.put(name, value);
		return systemProperties(properties);
	}

	@Override
	public ProcessPoolBuilder workingDirectory(Path directory) {
		this.workingDirectory = Objects.requireNonNull(directory, "directory");
		return this;
	}

	@Override
	public ProcessPoolBuilder commandPrefix(String... command) {
		return commandPrefix(List.of(command));
	}

	@Override
	public ProcessPoolBuilder commandPrefix(List<String> command) {
		this.commandPrefix = List.copyOf(command);
		return this;
	}

	@Override
	public ProcessPoolBuilder listener(PoolListener listener) {
		this.listeners.add(Objects.requireNonNull(listener, "listener"));
		return this;
	}

	@Override
	public ProcessPoolBuilder classLoader(ClassLoader classLoader) {
		this.classLoader = Objects.requireNonNull(classLoader, "classLoader");
		return this;
	}

	@Override
	public ProcessPoolBuilder deserialization(DeserializationPolicy policy) {
		this.deserialization = Objects.requireNonNull(policy, "policy");
		return this;
	}

	@Override
	public ProcessPoolBuilder codec(String name) {
		this.codec = Objects.requireNonNull(name, "name");
		return this;
	}

	@Override
	public ProcessPoolBuilder startLazily() {
		this.lazily = true;
		return this;
	}

	@Override
	public ProcessPoolBuilder inThreads() {
		this.inThreads = true;
		return this;
	}

	@Override
	public ProcessPool build() {
		refuseNativeImage();
		refuseNesting();
		return DefaultProcessPool.create(settings());
	}

	/** The property is set in every native image, and nowhere else. */
	private static void refuseNativeImage() {
		if (System.getProperty("org.graalvm.nativeimage.imagecode") != null) {
			throw new UnsupportedOperationException(
					"Process pools do not work in a native image: a worker is a JVM that loads the application's classes, "
							+ "and a native image has neither. Run the application on a JVM");
		}
	}

	/**
	 * A task's class that holds a pool in a static field would make a pool in every
	 * worker, and each of those workers would do so again.
	 */
	private void refuseNesting() {
		WorkerContext worker = WorkerContext.find().orElse(null);
		if (worker != null && !this.allowNestedPools && !worker.attributes().containsKey(NESTED_POOLS)) {
			throw new IllegalStateException("A pool is being created in worker " + worker.workerId() + " of pool '"
					+ worker.poolName() + "'. Often that is a static field of the class that holds the task: decoding "
					+ "the task initializes its class, here too. Move the field or the task to another class, or say "
					+ "allowNestedPools(true) if tasks are meant to have pools of their own");
		}
	}

	private PoolSettings settings() {
		int processes = (this.processes != null) ? Check.positive("processes", this.processes)
				: Runtime.getRuntime().availableProcessors();
		int maxTasks = (this.maxTasksPerChild != null) ? Check.positive("maxTasksPerChild", this.maxTasksPerChild)
				: Integer.MAX_VALUE;
		int capacity = (this.queueCapacity != null) ? Check.positive("queueCapacity", this.queueCapacity)
				: Integer.MAX_VALUE;
		long maxMemory = (this.maxMemoryPerChild != null) ? Check.positive("maxMemoryPerChild", this.maxMemoryPerChild)
				: Long.MAX_VALUE;
		if (this.taskTimeout != null) {
			Check.positive("taskTimeout", this.taskTimeout);
		}
		if (this.javaHome != null) {
			Check.directory("javaHome", this.javaHome);
		}
		if (this.heapDumps != null) {
			Check.directory("heapDumpOnOutOfMemory", this.heapDumps);
		}
		if (this.workingDirectory != null) {
			Check.directory("workingDirectory", this.workingDirectory);
		}
		LaunchSettings launch = new LaunchSettings(Check.context(this.context), processes, this.javaHome,
				this.jvmArguments, (this.maxHeap != null) ? Check.heap(this.maxHeap) : null, this.classPath,
				this.environment, this.systemProperties, this.workingDirectory, this.commandPrefix, this.heapDumps,
				this.maxMemoryPerChild != null, this.classLoader);
		return new PoolSettings(
				(this.name != null) ? Check.poolName(this.name) : "pool-" + lastNumber.incrementAndGet(),
				this.initializer, maxTasks, maxMemory, this.taskTimeout, capacity, this.saturationPolicy,
				Check.positive("startTimeout", this.startTimeout), this.allowNestedPools, this.listeners,
				this.classLoader, this.deserialization,
				(this.codec != null) ? Check.codec(this.codec, this.classLoader) : null, this.lazily, this.inThreads,
				launch);
	}

}
