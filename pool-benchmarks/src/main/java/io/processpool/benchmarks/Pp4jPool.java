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

package io.processpool.benchmarks;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.processpool.TaskFunction;
import net.viktorc.pp4j.impl.JavaProcessPoolExecutor;
import net.viktorc.pp4j.impl.SimpleJavaProcessOptions;

/**
 * PP4J, a pool of Java processes that run one serialized {@link Callable} at a time and
 * answer through their standard output. It has neither chunks nor lazy maps.
 */
final class Pp4jPool implements TaskPool {

	private static final int HEAP_MEGABYTES = 2048;

	private static final int STACK_KILOBYTES = 1024;

	private final Set<Long> before = children();

	private final JavaProcessPoolExecutor pool;

	Pp4jPool(int workers, int maxTasksPerChild) {
		if (maxTasksPerChild > 0) {
			throw new IllegalArgumentException("maxTasksPerChild is " + maxTasksPerChild + "; PP4J has none, pass 0");
		}
		try {
			// The heap is as large as arrays of 64 MiB need on their way through Base64
			this.pool = new JavaProcessPoolExecutor(
					new SimpleJavaProcessOptions(16, HEAP_MEGABYTES, STACK_KILOBYTES, 0), workers, workers, 0, null,
					false);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("Interrupted while PP4J was starting", ex);
		}
	}

	private static Set<Long> children() {
		return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
	}

	@Override
	public <T, R> Future<R> submit(TaskFunction<T, R> task, T argument) {
		return this.pool.submit((Callable<R> & Serializable) () -> task.apply(argument));
	}

	@Override
	public <T, R> List<R> map(TaskFunction<T, R> task, List<T> items) throws Exception {
		return mapSingly(task, items);
	}

	@Override
	public <T, R> Iterator<R> imap(TaskFunction<T, R> task, List<T> items) {
		throw new UnsupportedOperationException("PP4J has no imap");
	}

	@Override
	public <T, R> Iterator<R> imapUnordered(TaskFunction<T, R> task, List<T> items) {
		throw new UnsupportedOperationException("PP4J has no imap_unordered");
	}

	@Override
	public List<Long> pids() {
		return children().stream().filter((pid) -> !this.before.contains(pid)).toList();
	}

	@Override
	public void close() {
		List<Long> pids = pids();
		this.pool.shutdownNow();
		try {
			this.pool.awaitTermination(5, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		// One that has lost a worker waits for ever
		pids.forEach((pid) -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
	}

}
