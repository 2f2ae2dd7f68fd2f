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

import io.processpool.WorkerStartException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;

/**
 * Tells why the application could not start its workers. Where their JVMs have refused to
 * start, that comes first, and the advice is about nothing else.
 */
final class WorkerStartFailureAnalyzer extends AbstractFailureAnalyzer<WorkerStartException> {

	private static final String LAZY = "%n%nTo start the application although its workers cannot start, set pool.start to lazy.";

	private final Environment environment;

	WorkerStartFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, WorkerStartException cause) {
		JvmRefusal refusal = JvmRefusal.find(String.valueOf(cause.getMessage()));
		return (refusal != null) ? refused(refusal, cause) : failed(cause);
	}

	private FailureAnalysis refused(JvmRefusal refusal, WorkerStartException cause) {
		StringBuilder description = new StringBuilder("The JVM of a worker did not start: " + refusal.line());
		PropertySource source = new PropertySource(this.environment);
		refusal.properties().forEach((property) -> description.append(source.describe(property)));
		description.append("%n%n%s".formatted(cause.getMessage()));
		return new FailureAnalysis(description.toString(), refusal.action() + LAZY.formatted(), cause);
	}

	private static FailureAnalysis failed(WorkerStartException cause) {
		@Nullable Throwable first = NestedExceptionUtils.getRootCause(cause);
		String description = (first != null) ? "%s%n%nThe first cause was: %s".formatted(cause.getMessage(), first)
				: cause.getMessage();
		return new FailureAnalysis(description, """
				Look at the cause above and at what the workers have written to the log. Usual suspects:

				    - the WorkerInitializer bean (pool.initializer) fails or needs longer than pool.start-timeout
				    - pool.jvm-arguments has a flag that the JVM at pool.java-home does not know
				    - pool.max-heap, times pool.processes, is more than the machine or container has
				    - pool.command-prefix does not end in running the command that follows it""" + LAZY.formatted(),
				cause);
	}

}
