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

package io.processpool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Settings for a new {@link ProcessPool}. {@link ProcessPool#builder()} gives one with
 * every setting at its default.
 * <p>
 * Each method replaces what an earlier call of it has set, and returns the builder
 * itself; {@link #listener(PoolListener)} and {@link #systemProperty(String, String)}
 * alone add. Values are checked by {@link #build()}, which never corrects one silently. A
 * builder can build any number of pools. It is not safe for use by several threads at
 * once.
 */
public interface ProcessPoolBuilder {

	/**
	 * Sets the number of workers.
	 * <p>
	 * Python: {@code Pool(processes=8)}.
	 * @param processes 1 or more; by default the number of processors of this JVM,
	 * container limits considered
	 * @return this
	 */
	ProcessPoolBuilder processes(int processes);

	/**
	 * Sets what each worker does before its first task.
	 * <p>
	 * Python: {@code Pool(initializer=init, initargs=(a1, a2))}.
	 * @param initializer what to do, arguments captured: {@code () -> init(a1, a2)}; by
	 * default nothing
	 * @return this
	 */
	ProcessPoolBuilder initializer(WorkerInitializer initializer);

	/**
	 * Sets how many tasks a worker runs before a fresh one takes its place. Its successor
	 * is started first, so that there is no gap.
	 * <p>
	 * Python: {@code Pool(maxtasksperchild=10)}; there a chunk counts as one task, here
	 * every item counts.
	 * @param maxTasksPerChild the upper bound, 1 or more; by default there is none
	 * @return this
	 */
	ProcessPoolBuilder maxTasksPerChild(int maxTasksPerChild);

	/**
	 * Sets how worker processes come into being.
	 * <p>
	 * Python: {@code Pool(context=ctx)}.
	 * @param context one of {@link StartContext#supported()}; by default
	 * {@link StartContext#defaultContext()}
	 * @return this
	 */
	ProcessPoolBuilder context(StartContext context);

	/**
	 * Sets the name of the pool, which appears in messages, logs, metrics and the names
	 * of its threads and processes.
	 * @param name letters, digits, dots, hyphens and underscores; by default one that is
	 * unique in this JVM
	 * @return this
	 */
	ProcessPoolBuilder name(String name);

	/**
	 * Sets further arguments for the workers' JVMs.
	 * @param arguments the arguments, one by one; they come after the pool's own, so that
	 * they win
	 * @return this
	 */
	ProcessPoolBuilder jvmArguments(String... arguments);

	/**
	 * Sets further arguments for the workers' JVMs.
	 * @param arguments the arguments, one by one; they come after the pool's own, so that
	 * they win
	 * @return this
	 */
	ProcessPoolBuilder jvmArguments(List<String> arguments);

	/**
	 * Sets the maximum heap size of each worker.
	 * @param maxHeap a whole number with a unit: {@code 256m}, {@code 256MB}, {@code 1g};
	 * by default the workers share what the machine or container offers
	 * @return this
	 */
	ProcessPoolBuilder maxHeap(String maxHeap);

	/**
	 * Sets how much physical memory a worker's process may occupy. It is measured after a
	 * task and, twice a second, while one runs:
	 * <ul>
	 * <li>a worker that is over the limit after a task is replaced, as it is by
	 * {@link #maxTasksPerChild(int)}: its successor is started first, and no task is
	 * lost;
	 * <li>a worker that is over the limit in the middle of a task gets a successor then,
	 * and no further task;
	 * <li>if it is still over the limit half a second later, and still runs that task, it
	 * is killed, and that task fails with {@link WorkerLostException} and
	 * {@link ExitReason#MEMORY_LIMIT}.
	 * </ul>
	 * What is measured is the resident set of the worker's JVM, on systems with a
	 * {@code /proc}; elsewhere there is no limit. A JVM needs 40 to 100 MiB besides its
	 * heap, and rarely gives memory back: a sensible limit is well above
	 * {@link #maxHeap(String)}, unless it is to catch heaps that have grown.
	 * @param bytes the bound in bytes, 1 or more; by default there is none
	 * @return this
	 */
	ProcessPoolBuilder maxMemoryPerChild(long bytes);

	/**
	 * Lets a worker that runs out of memory write a dump of its heap before it ends, for
	 * tools that tell what filled it. Once a pool has left five dumps, workers that start
	 * write none: each may be as large as the heap, and the first ones tell as much as
	 * the hundredth. Workers that run already then may still write theirs. The path is in
	 * {@link WorkerLostException#heapDump()}. A dump holds whatever the worker held,
	 * secrets included.
	 * @param directory an existing directory; by default no dump is written
	 * @return this
	 */
	ProcessPoolBuilder heapDumpOnOutOfMemory(Path directory);

	/**
	 * Sets the time limit of each task that has none in its {@link TaskOptions}. A task
	 * that outruns it fails with {@link TaskTimeoutException}.
	 * @param timeout more than zero, from the start of the task; by default there is no
	 * limit
	 * @return this
	 */
	ProcessPoolBuilder taskTimeout(Duration timeout);

	/**
	 * Sets how many items may wait for a worker.
	 * @param items the bound, 1 or more; by default there is none
	 * @return this
	 * @see #saturationPolicy(SaturationPolicy)
	 */
	ProcessPoolBuilder queueCapacity(int items);

	/**
	 * Sets what an issuing call does when the queue is full.
	 * @param policy to fail or to wait; by default {@link SaturationPolicy#FAIL}
	 * @return this
	 */
	ProcessPoolBuilder saturationPolicy(SaturationPolicy policy);

	/**
	 * Sets how long a worker may take from the start of its process until it is
	 * initialized. One that takes longer is given up.
	 * @param timeout more than zero
	 * @return this
	 */
	ProcessPoolBuilder startTimeout(Duration timeout);

	/**
	 * Sets whether the pool may be built inside a worker. By default it may not: a pool
	 * in a static field of a task's class would multiply with each worker.
	 * @param allow {@code true} to allow it
	 * @return this
	 */
	ProcessPoolBuilder allowNestedPools(boolean allow);

	/**
	 * Sets the Java installation that runs the workers.
	 * @param javaHome a directory with {@code bin/java} in it; by default the one that
	 * runs this JVM
	 * @return this
	 */
	ProcessPoolBuilder javaHome(Path javaHome);

	/**
	 * Sets the class path of the workers. It must hold whatever the tasks need; this
	 * library is added to it.
	 * @param entries directories and jar files; by default the class path of this JVM
	 * @return this
	 */
	ProcessPoolBuilder classPath(Collection<Path> entries);

	/**
	 * Sets the class path of the workers. It must hold whatever the tasks need; this
	 * library is added to it.
	 * @param entries directories and jar files; by default the class path of this JVM
	 * @return this
	 */
	default ProcessPoolBuilder classPath(Path... entries) {
		return classPath(List.of(entries));
	}

	/**
	 * Sets environment variables for the workers, on top of those of this JVM. Options
	 * for the JVM in variables such as {@code JAVA_TOOL_OPTIONS} are not passed on,
	 * unless they are named here.
	 * @param variables names and values
	 * @return this
	 */
	ProcessPoolBuilder environment(Map<String, String> variables);

	/**
	 * Sets system properties for the workers. Few are passed on by themselves, such as
	 * the locale, the time zone and the file encoding.
	 * @param properties names and values
	 * @return this
	 */
	ProcessPoolBuilder systemProperties(Map<String, String> properties);

	/**
	 * Sets one system property for the workers and keeps the others.
	 * @param name the name
	 * @param value the value
	 * @return this
	 */
	ProcessPoolBuilder systemProperty(String name, String value);

	/**
	 * Sets the working directory of the workers.
	 * @param directory an existing directory; by default that of this JVM
	 * @return this
	 */
	ProcessPoolBuilder workingDirectory(Path directory);

	/**
	 * Sets what is written before the command that starts a worker, such as
	 * {@code nice, -n, 10}.
	 * @param command the words of the prefix, which must end in running the words that
	 * follow it; by default none
	 * @return this
	 */
	ProcessPoolBuilder commandPrefix(String... command);

	/**
	 * Sets what is written before the command that starts a worker, such as
	 * {@code nice, -n, 10}.
	 * @param command the words of the prefix, which must end in running the words that
	 * follow it; by default none
	 * @return this
	 */
	ProcessPoolBuilder commandPrefix(List<String> command);

	/**
	 * Adds a listener.
	 * @param listener what to tell about the pool's events, from the first one on
	 * @return this
	 */
	ProcessPoolBuilder listener(PoolListener listener);

	/**
	 * Sets the class loader that finds the classes of what comes back from the workers.
	 * @param classLoader the loader; by default the one of the task's class
	 * @return this
	 */
	ProcessPoolBuilder classLoader(ClassLoader classLoader);

	/**
	 * Sets which classes the workers may send back. Classes known from attacks on
	 * deserialization and messages beyond all measure are always refused; a policy can
	 * refuse more, up to everything but values of the JDK and the application's own
	 * packages. Choose {@link DeserializationPolicy#strict()} for workers that handle
	 * what strangers have sent.
	 * @param policy the policy; by default {@link DeserializationPolicy#standard()}
	 * @return this
	 */
	ProcessPoolBuilder deserialization(DeserializationPolicy policy);

	/**
	 * Sets the codec that encodes what the pool has no form of its own for, in the place
	 * of JDK serialization. It pays for many records; a worker that has just started
	 * takes longer for its first one.
	 * @param name the {@linkplain TaskCodec#name() name} of a codec on the class path of
	 * the application and its workers: {@code fory}, with the module
	 * {@code pool-codec-fory}; by default none
	 * @return this
	 */
	ProcessPoolBuilder codec(String name);

	/**
	 * Lets the pool start no process until {@link ProcessPool#start()}, or until its
	 * first task.
	 * @return this
	 */
	ProcessPoolBuilder startLazily();

	/**
	 * Runs the tasks on threads of this JVM instead of processes, for unit tests. API,
	 * order, exceptions and serialization are the same, so that tests find what cannot
	 * travel; but threads cannot be killed and are not isolated from each other: time
	 * limits, cancelling and terminating interrupt the task and abandon it.
	 * <p>
	 * Python: {@code multiprocessing.pool.ThreadPool}.
	 * @return this
	 */
	ProcessPoolBuilder inThreads();

	/**
	 * Builds the pool and, unless it is to start lazily, begins to start its workers,
	 * without waiting for them.
	 * @return the running pool
	 * @throws InvalidSettingException if a setting is wrong; the message has its name,
	 * its value and what is allowed
	 * @throws IllegalStateException if this is a worker process and nested pools are not
	 * {@linkplain #allowNestedPools(boolean) allowed}
	 * @throws UnsupportedOperationException if this is a GraalVM native image
	 */
	ProcessPool build();

}
