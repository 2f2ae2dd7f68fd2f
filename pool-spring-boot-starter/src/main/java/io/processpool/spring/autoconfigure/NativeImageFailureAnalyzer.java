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

import java.util.stream.Stream;

import io.processpool.ProcessPool;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells what to do about an application that was compiled into a native image, where no
 * pool can be built.
 */
final class NativeImageFailureAnalyzer extends AbstractFailureAnalyzer<UnsupportedOperationException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnsupportedOperationException cause) {
		boolean ofPool = Stream.of(cause.getStackTrace())
			.limit(1)
			.anyMatch((frame) -> frame.getClassName().startsWith(ProcessPool.class.getPackageName() + "."));
		String message = cause.getMessage();
		return (ofPool && message != null) ? new FailureAnalysis(message + ".",
				"Run the application on a JVM, or set pool.enabled to false and build no pool.", cause) : null;
	}

}
