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

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * Something that was logged in a worker, on its way to the application's log. Immutable.
 * <p>
 * An appender or handler that runs in a worker hands it over with
 * {@link WorkerContext#log(WorkerLogEvent)}; in the application, a
 * {@link PoolListener#workerLogged(PoolListener.WorkerLogged) listener} gets it.
 *
 * @param time when it was logged, by the worker's clock
 * @param level how important it is
 * @param loggerName the name of the logger
 * @param threadName the name of the thread that logged it
 * @param message the message, complete; of a long one, the beginning arrives
 * @param context the mapped diagnostic context or its like
 * @param stackTrace the stack trace of what was thrown, as text; empty for none
 */
public record WorkerLogEvent(Instant time, System.Logger.Level level, String loggerName, String threadName,
		String message, Map<String, String> context, String stackTrace) {

	/**
	 * An event, with a copy of the context.
	 */
	public WorkerLogEvent {
		Objects.requireNonNull(time, "time");
		Objects.requireNonNull(level, "level");
		Objects.requireNonNull(loggerName, "loggerName");
		Objects.requireNonNull(threadName, "threadName");
		Objects.requireNonNull(message, "message");
		Objects.requireNonNull(stackTrace, "stackTrace");
		context = Map.copyOf(context);
	}

}
