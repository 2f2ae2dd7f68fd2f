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

package io.processpool.sample.preview;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.processpool.ExitReason;
import io.processpool.PoolClosedException;
import io.processpool.PoolInterruptedException;
import io.processpool.PoolSaturatedException;
import io.processpool.TaskException;
import io.processpool.TaskTimeoutException;
import io.processpool.WorkerLostException;
import io.processpool.WorkerStartException;
import io.processpool.sample.render.UnreadableDocumentException;

/**
 * Why there is no preview, in words for the person who uploaded the document.
 *
 * @param kind what sort of failure it is
 * @param message one or two sentences
 * @param evidence what the exception has to say beyond that, line by line; may be empty
 */
public record Failure(Kind kind, String message, List<String> evidence) {

	static final Failure SHUTTING_DOWN = new Failure(Kind.UNAVAILABLE, "The application is shutting down.");

	private static final int LONGEST_MESSAGE = 300;

	private static final int FRAMES = 5;

	Failure(Kind kind, String message) {
		this(kind, message, List.of());
	}

	/**
	 * Tells what became of a document, or a page, from what its task has thrown.
	 * @param thrown what came from the pool
	 * @return the failure
	 */
	public static Failure of(Throwable thrown) {
		if (thrown instanceof UnreadableDocumentException) {
			return new Failure(Kind.UNREADABLE, shortened(String.valueOf(thrown.getMessage())));
		}
		if (thrown instanceof TaskTimeoutException timeout) {
			return new Failure(Kind.TIMED_OUT,
					"It took more than " + seconds(timeout)
							+ " seconds, so the worker process was stopped. Nothing else was affected.",
					evidence(timeout));
		}
		if (thrown instanceof WorkerLostException lost) {
			return ofLostWorker(lost);
		}
		if (thrown instanceof PoolSaturatedException) {
			return new Failure(Kind.BUSY, "Too many documents are waiting. Try again in a moment.");
		}
		if (thrown instanceof PoolClosedException || thrown instanceof PoolInterruptedException) {
			return SHUTTING_DOWN;
		}
		if (thrown instanceof WorkerStartException) {
			return new Failure(Kind.UNAVAILABLE, "No worker process can be started at the moment.");
		}
		if (thrown instanceof OutOfMemoryError) {
			return new Failure(Kind.OUT_OF_MEMORY, "It needs more memory than this server has.",
					List.of(String.valueOf(thrown)));
		}
		Throwable root = (thrown instanceof TaskException && thrown.getCause() != null) ? thrown.getCause() : thrown;
		return new Failure(Kind.UNREADABLE, shortened("It cannot be rendered: " + firstLine(root)));
	}

	private static Failure ofLostWorker(WorkerLostException lost) {
		String worker = "the worker process (pid " + lost.pid() + ")";
		if (lost.reason() == ExitReason.OUT_OF_MEMORY || lost.reason() == ExitReason.KILLED_BY_OS) {
			return new Failure(Kind.OUT_OF_MEMORY,
					"It needs more memory than a worker has: " + worker + " ran out of it and was replaced.",
					evidence(lost));
		}
		if (lost.reason() == ExitReason.MEMORY_LIMIT) {
			return new Failure(Kind.OUT_OF_MEMORY,
					"It made " + worker + " grow beyond the memory that a worker may occupy: the pool replaced it.",
					evidence(lost));
		}
		String how = switch (lost.reason()) {
			case KILLED -> "was killed" + ((lost.signal() != 0) ? " by signal " + lost.signal() : "");
			case CRASHED -> "crashed";
			case EXITED -> "exited with code " + lost.exitCode();
			default -> "was lost (" + lost.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
		};
		return new Failure(Kind.WORKER_LOST, Character.toUpperCase(worker.charAt(0)) + worker.substring(1) + " " + how
				+ " while it worked on this, and was replaced. Nothing else was affected.", evidence(lost));
	}

	private static List<String> evidence(TaskTimeoutException timeout) {
		Stream<String> stack = timeout.taskStack().stream().limit(FRAMES).map((frame) -> "at " + frame);
		return Stream.concat(Stream.of("TaskTimeoutException: limit " + timeout.limit()), stack).toList();
	}

	private static List<String> evidence(WorkerLostException lost) {
		String facts = "WorkerLostException: " + lost.reason() + ", pid " + lost.pid() + ", exit code "
				+ lost.exitCode() + ((lost.signal() != 0) ? ", signal " + lost.signal() : "");
		Stream<String> summary = lost.crashSummary().lines().map(String::strip).filter((line) -> !line.isEmpty());
		return Stream.concat(Stream.of(facts), summary.limit(2 * FRAMES).map(Failure::shortened)).toList();
	}

	private static String seconds(TaskTimeoutException timeout) {
		double seconds = timeout.limit().toMillis() / 1000.0;
		return (seconds == Math.rint(seconds)) ? Long.toString((long) seconds) : Double.toString(seconds);
	}

	private static String firstLine(Throwable thrown) {
		return String.valueOf(thrown).lines().findFirst().orElse("");
	}

	private static String shortened(String message) {
		return (message.length() <= LONGEST_MESSAGE) ? message : message.substring(0, LONGEST_MESSAGE) + "…";
	}

	/**
	 * The sorts of failures.
	 */
	public enum Kind {

		/** It is broken, encrypted, too big, or not what it claims to be. */
		UNREADABLE,

		/** It outran the time limit. */
		TIMED_OUT,

		/** It ran out of memory. */
		OUT_OF_MEMORY,

		/** The worker died for some other reason. */
		WORKER_LOST,

		/** There is too much to do already; it may work later. */
		BUSY,

		/** There are no workers. */
		UNAVAILABLE

	}

}
