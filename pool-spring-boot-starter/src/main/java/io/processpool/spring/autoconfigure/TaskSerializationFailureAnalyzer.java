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

import io.processpool.TaskSerializationException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells why a task that was issued while the application started could not travel, most
 * often because it is the method of a bean.
 */
final class TaskSerializationFailureAnalyzer extends AbstractFailureAnalyzer<TaskSerializationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, TaskSerializationException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"""
						Hand the pool nothing but serializable data. A method of a Spring bean (this::render, service::render) takes \
						the bean with it, and a lambda whatever it captures: make the task a static method and give it its data as \
						arguments. What a task needs of the bean, create in the worker, in a WorkerInitializer.""",
				cause);
	}

}
