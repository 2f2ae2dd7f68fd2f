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

package io.processpool.internal.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

import io.processpool.internal.launch.OutputSink;

/**
 * Puts what a worker prints into the parent's log, line by line, with the pool and the
 * worker.
 */
final class WorkerOutput implements OutputSink {

	private static final Logger logger = System.getLogger("io.processpool.output");

	private final String prefix;

	WorkerOutput(String pool, int workerId) {
		this.prefix = "[" + pool + " worker " + workerId;
	}

	@Override
	public void line(boolean error, String line) {
		logger.log(Level.INFO, () -> this.prefix + (error ? " err] " : "] ") + line);
	}

}
