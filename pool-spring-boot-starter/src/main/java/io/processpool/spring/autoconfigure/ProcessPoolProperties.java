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

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.processpool.SaturationPolicy;
import io.processpool.StartContext;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * Configuration properties for process pools. Immutable. What is {@code null} or empty is
 * left to the defaults of {@link io.processpool.ProcessPoolBuilder}, which also checks
 * the values.
 *
 * @param enabled Whether to configure a process pool and to look after all pools of the
 * application.
 * @param name Name of the pool, which appears in messages, logs and the names of threads
 * and processes. Letters, digits, dots, hyphens and underscores; unique by default.
 * @param processes Number of worker processes. As many as there are processors by
 * default, container limits considered.
 * @param initializer Name of the WorkerInitializer bean that prepares each worker before
 * its first task. A single such bean is used without being named.
 * @param maxTasksPerChild Number of tasks that a worker runs before a fresh one takes its
 * place. Unlimited by default.
 * @param context Way in which worker processes come into being: spawn or forkserver.
 * @param start When to start the workers: eagerly, with the application, which then waits
 * for the first worker to be ready, or lazily, with the first task.
 * @param jvmArguments Further arguments for the JVMs of the workers. They come last, so
 * that they win.
 * @param maxHeap Maximum heap size of each worker, such as 256m or 256MB. By default the
 * workers share what the machine or container offers.
 * @param maxMemoryPerChild Physical memory that a worker may occupy before a fresh one
 * takes its place, such as 512m or 512MB. Unlimited by default.
 * @param heapDumpOnOutOfMemory Existing directory for the heap dumps of workers that run
 * out of memory. None are written by default.
 * @param taskTimeout Time limit of each task that has none of its own. If a duration
 * suffix is not specified, seconds will be used. Unlimited by default.
 * @param queueCapacity Number of tasks that may wait for a worker. A map call is admitted
 * whole or refused whole, imap calls wait for room.
 * @param saturationPolicy What a call does when the queue is full: fail or wait.
 * @param startTimeout Time that a worker may take to start and to be initialized. If a
 * duration suffix is not specified, seconds will be used.
 * @param shutdownTimeout Time that running and waiting tasks are given to finish when the
 * application shuts down. If a duration suffix is not specified, seconds will be used. By
 * default a little less than spring.lifecycle.timeout-per-shutdown-phase.
 * @param javaHome Java installation that runs the workers. The one that runs the
 * application by default.
 * @param environment Environment variables for the workers, on top of those of the
 * application.
 * @param systemProperties System properties for the workers.
 * @param commandPrefix Words to write before the command that starts a worker, such as
 * nice,-n,10.
 * @param codec Name of the codec that encodes records and the like in the place of JDK
 * serialization, such as fory with the module pool-codec-fory. None by default.
 * @param deserialization Which classes workers may send back.
 * @param logging What becomes of what workers log.
 * @param inThreads Whether to run tasks on threads of the application instead of worker
 * processes. Meant for tests.
 */
@ConfigurationProperties("pool")
public record ProcessPoolProperties(@DefaultValue("true") boolean enabled, @Nullable String name,
		@Nullable Integer processes, @Nullable String initializer, @Nullable Integer maxTasksPerChild,
		@DefaultValue("spawn") StartContext context, @DefaultValue("eager") Start start,
		@DefaultValue List<String> jvmArguments, @Nullable String maxHeap, @Nullable MemorySize maxMemoryPerChild,
		@Nullable Path heapDumpOnOutOfMemory, @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration taskTimeout,
		@DefaultValue("10000") int queueCapacity, @DefaultValue("fail") SaturationPolicy saturationPolicy,
		@DurationUnit(ChronoUnit.SECONDS) @DefaultValue("60s") Duration startTimeout,
		@DurationUnit(ChronoUnit.SECONDS) @Nullable Duration shutdownTimeout, @Nullable Path javaHome,
		@DefaultValue Map<String, String> environment, @DefaultValue Map<String, String> systemProperties,
		@DefaultValue List<String> commandPrefix, @Nullable String codec, @DefaultValue Deserialization deserialization,
		@DefaultValue Logging logging, @DefaultValue("false") boolean inThreads) {

	/** The name of the property that a component of this record is bound to. */
	static String propertyName(RecordComponent component) {
		return "pool." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

	/** Without values that may be secrets. */
	@Override
	public String toString() {
		return "ProcessPoolProperties[name=%s, processes=%s, context=%s, start=%s, maxHeap=%s, environment=%s, systemProperties=%s]"
			.formatted(this.name, this.processes, this.context, this.start, this.maxHeap, this.environment.keySet(),
					this.systemProperties.keySet());
	}

	/**
	 * What becomes of what workers log.
	 *
	 * @param forward Whether what workers log through Logback goes to the application's
	 * log, with its own level, logger and context.
	 */
	public record Logging(@DefaultValue("true") boolean forward) {
	}

	/**
	 * Which classes workers may send back. Those known from attacks on deserialization
	 * are always refused.
	 *
	 * @param allow Classes that workers may send back, beside value types of the JDK:
	 * com.example.Page, com.example.* for a package, com.example.** for those below it as
	 * well. An exclamation mark in front refuses. Any class by default, and where all
	 * entries only refuse.
	 * @param strict Whether to let workers send back value types of the JDK and classes
	 * of the application's own packages only, and what is allowed beside them.
	 */
	public record Deserialization(@DefaultValue List<String> allow, @DefaultValue("false") boolean strict) {
	}

	/**
	 * When the workers of a pool are started.
	 */
	public enum Start {

		/** With the application, which waits for the first worker to be ready. */
		EAGER,

		/** With the first task. */
		LAZY

	}

}
