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
import java.time.Instant;
import java.util.stream.Collectors;

import io.processpool.ExitReason;
import io.processpool.PoolListener.WorkerExited;
import io.processpool.WorkerEnd;
import io.processpool.WorkerStartException;
import org.jspecify.annotations.Nullable;

/**
 * Puts the ends of workers into words: for the log, for listeners, for whoever waits for
 * workers that do not come up.
 *
 * @param pool the pool's name
 */
record EndReports(String pool) {

	private static final Logger logger = System.getLogger("io.processpool");

	/** A worker is not trusted: what it wrote must not look like a line of the log. */
	private static final String MARK = "  | ";

	void log(WorkerIdentity worker, Obituary obituary, @Nullable Throwable cause) {
		if (cause instanceof RuntimeException || cause instanceof Error) {
			logger.log(Level.ERROR, () -> "The agent of " + worker + " failed", cause);
		}
		boolean expected = obituary.reason().isDeliberate();
		logger.log(expected ? Level.DEBUG : Level.WARNING,
				() -> worker + " " + how(obituary, cause) + (expected ? "" : tail(obituary, MARK)));
	}

	WorkerExited event(WorkerIdentity worker, Obituary obituary) {
		return new WorkerExited(this.pool, worker.id(), worker.pid(), obituary.reason(), obituary.exitCode(),
				obituary.signal(), obituary.detail());
	}

	WorkerEnd end(WorkerIdentity worker, Obituary obituary) {
		return new WorkerEnd(worker.id(), worker.pid(), Instant.now(), obituary.reason(), obituary.exitCode(),
				obituary.signal(), obituary.detail());
	}

	WorkerStartException gaveUp(WorkerIdentity worker, Obituary obituary, @Nullable Throwable cause,
			@Nullable Throwable initializerFailure) {
		if (initializerFailure != null) {
			return new WorkerStartException(
					"The workers of pool '" + this.pool + "' cannot start: the initializer throws " + initializerFailure
							+ " (first in worker " + worker.id() + "). Mend the initializer, then start the pool again",
					initializerFailure);
		}
		return new WorkerStartException(
				"The workers of pool '" + this.pool + "' keep ending before they have run a task. Worker " + worker.id()
						+ ", after others, " + how(obituary, cause) + tail(obituary, ""),
				cause);
	}

	private static String how(Obituary obituary, @Nullable Throwable cause) {
		if (obituary.reason() == ExitReason.START_FAILED && cause != null) {
			return "could not start: " + cause.getMessage();
		}
		return obituary.describe();
	}

	private static String tail(Obituary obituary, String mark) {
		return block("The head of its crash log", obituary.remains().crashSummary(), mark)
				+ block("The last lines of its standard error", obituary.remains().stderrTail(), mark);
	}

	private static String block(String title, String text, String mark) {
		return text.isBlank() ? "" : System.lineSeparator() + title + ":" + System.lineSeparator()
				+ text.lines().map((line) -> mark + line).collect(Collectors.joining(System.lineSeparator()));
	}

}
