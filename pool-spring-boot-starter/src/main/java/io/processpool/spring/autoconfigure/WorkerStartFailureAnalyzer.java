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
import java.util.stream.Collectors;

import io.processpool.WorkerStartException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;

/**
 * Tells why the application could not start its workers. Where the reason is known, the
 * advice is about nothing else.
 */
final class WorkerStartFailureAnalyzer extends AbstractFailureAnalyzer<WorkerStartException> {

	private static final String LAZY = "%n%nTo start the application although its workers cannot start, set pool.start to lazy.";

	private static final String SUSPECTS = """
			Look at the cause above and at what the workers have written to the log. Usual suspects:

			    - the WorkerInitializer bean (pool.initializer) fails or needs longer than pool.start-timeout
			    - pool.jvm-arguments has a flag that the JVM at pool.java-home does not know
			    - pool.max-heap, times pool.processes, is more than the machine or container has
			    - pool.command-prefix does not end in running the command that follows it""";

	private final Environment environment;

	WorkerStartFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, WorkerStartException cause) {
		String message = String.valueOf(cause.getMessage());
		JvmRefusal refusal = JvmRefusal.find(message);
		if (refusal != null) {
			return analysis("The JVM of a worker did not start: %s%s%n%n%s".formatted(refusal.line(),
					described(refusal.properties()), message), refusal.action(), cause);
		}
		if (message.contains("the initializer throws ")) {
			return analysis(message,
					"Mend the WorkerInitializer bean (pool.initializer). It runs in the JVM of a worker,"
							+ " without a Spring context: what it reads has to be on the class path or to have an absolute path.",
					cause);
		}
		if (message.contains(" cannot be started with ")) {
			return analysis(message + described(List.of("pool.java-home", "pool.command-prefix")),
					"Set pool.java-home to the directory of a Java installation, 17 or later, or remove it to get the one of"
							+ " the application. If pool.command-prefix is set, its first word has to be a command that is"
							+ " there.",
					cause);
		}
		return analysis(withRootCause(message, cause), SUSPECTS, cause);
	}

	private String described(List<String> properties) {
		PropertySource source = new PropertySource(this.environment);
		return properties.stream().map(source::describe).collect(Collectors.joining());
	}

	private static FailureAnalysis analysis(String description, String action, WorkerStartException cause) {
		return new FailureAnalysis(description, action + LAZY.formatted(), cause);
	}

	private static String withRootCause(String message, WorkerStartException cause) {
		Throwable root = NestedExceptionUtils.getRootCause(cause);
		return (root != null) ? "%s%n%nThe first cause was: %s".formatted(message, root) : message;
	}

}
