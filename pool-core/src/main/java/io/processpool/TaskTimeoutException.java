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

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The task outran its time limit ({@link TaskOptions#timeout(Duration)} or
 * {@link ProcessPoolBuilder#taskTimeout(Duration)}). Unless it ended by itself within its
 * {@linkplain TaskOptions#interruptGrace(Duration) grace}, its worker was killed and is
 * replaced; no other task is affected.
 * <p>
 * The cause of this exception has the stack that the task had when its time was up, so
 * that every way of printing this exception shows what the task was doing.
 */
public final class TaskTimeoutException extends ProcessPoolException {

	private static final long serialVersionUID = 1L;

	/** The time limit that the task outran. */
	private final Duration limit;

	/** The stack of the task, innermost frame first. */
	private final StackTraceElement[] taskStack;

	/** What all threads did. */
	private final String threadDump;

	/**
	 * Creates an exception without a dump of all threads.
	 * @param message which task outran which limit, in which pool and worker
	 * @param limit the time limit
	 * @param taskStack the stack of the task when its time was up, innermost frame first;
	 * empty if it could not be had
	 * @param stackNote what to say about the stack, above all why it could not be had;
	 * may be empty
	 */
	public TaskTimeoutException(String message, Duration limit, List<StackTraceElement> taskStack, String stackNote) {
		this(message, limit, taskStack, stackNote, "");
	}

	/**
	 * Creates an exception.
	 * @param message which task outran which limit, in which pool and worker
	 * @param limit the time limit
	 * @param taskStack the stack of the task when its time was up, innermost frame first;
	 * empty if it could not be had
	 * @param stackNote what to say about the stack, above all why it could not be had;
	 * may be empty
	 * @param threadDump what all threads of the worker did; empty if nobody asked for it
	 * or it could not be had
	 */
	public TaskTimeoutException(String message, Duration limit, List<StackTraceElement> taskStack, String stackNote,
			String threadDump) {
		super(message, new TaskStack(taskStack, stackNote));
		this.limit = Objects.requireNonNull(limit, "limit");
		this.taskStack = taskStack.toArray(StackTraceElement[]::new);
		this.threadDump = Objects.requireNonNull(threadDump, "threadDump");
	}

	/**
	 * Returns the time limit that the task outran.
	 * @return the limit
	 */
	public Duration limit() {
		return this.limit;
	}

	/**
	 * Returns the stack that the task had when its time was up.
	 * @return an immutable list, innermost frame first; empty if it could not be had, in
	 * which case the message of the cause says why
	 */
	public List<StackTraceElement> taskStack() {
		return List.of(this.taskStack);
	}

	/**
	 * Returns what all threads of the worker did when the task's time was up.
	 * @return the dump, as text of many lines; empty if nobody
	 * {@linkplain TaskOptions#threadDumpOnTimeout(boolean) asked for it} or it could not
	 * be had
	 */
	public String threadDump() {
		return this.threadDump;
	}

	/**
	 * Carries the task's stack as its own, because a cause is what every logging library
	 * prints.
	 */
	private static final class TaskStack extends Exception {

		private static final long serialVersionUID = 1L;

		TaskStack(List<StackTraceElement> frames, String note) {
			super(describe(frames, note));
			setStackTrace(frames.toArray(StackTraceElement[]::new));
		}

		private static String describe(List<StackTraceElement> frames, String note) {
			String what = frames.isEmpty() ? "the stack of the task could not be had" : "the stack of the task";
			return note.isBlank() ? what : what + ": " + note;
		}

	}

}
