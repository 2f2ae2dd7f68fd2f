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

import java.io.UncheckedIOException;
import java.util.stream.Stream;

import io.processpool.ProcessPool;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells what to do where a pool cannot have the few files that it needs, as in a
 * container with a read-only file system.
 */
final class PoolDirectoryFailureAnalyzer extends AbstractFailureAnalyzer<UncheckedIOException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UncheckedIOException cause) {
		boolean ofPool = Stream.of(cause.getStackTrace())
			.limit(1)
			.anyMatch((frame) -> frame.getClassName().startsWith(ProcessPool.class.getPackageName() + ".internal."));
		return ofPool ? new FailureAnalysis("%s%n%nThe cause was: %s".formatted(cause.getMessage(), cause.getCause()),
				"Make that directory writable, or start the application with -Djava.io.tmpdir and one that is. In a container with a read-only file system, mount a volume at /tmp.",
				cause) : null;
	}

}
