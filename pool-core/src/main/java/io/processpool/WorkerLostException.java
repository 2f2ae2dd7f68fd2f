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

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The worker process died while it ran the task: it was killed, it exited, it crashed. It
 * is replaced, and no other task is affected. The task may have done part of its work, so
 * it is not run again unless {@link TaskOptions#retries(int)} allows it.
 * <p>
 * The message carries everything that the accessors give.
 */
public final class WorkerLostException extends ProcessPoolException {

	private static final long serialVersionUID = 1L;

	/** The process id. */
	private final long pid;

	/** The exit code, or -1. */
	private final int exitCode;

	/** The signal, or 0. */
	private final int signal;

	/** Why the process ended. */
	private final ExitReason reason;

	/** The last lines of standard error. */
	private final String stderrTail;

	/** Where the crash log is, as text because a path is not serializable. */
	private final @Nullable String crashLog;

	/** The head of the crash log. */
	private final String crashSummary;

	/** Where the heap dump is, as text for the same reason. */
	private final @Nullable String heapDump;

	/**
	 * Creates an exception without the head of a crash log and without a heap dump.
	 * @param message which task was lost, in which pool and worker
	 * @param pid the process id of the worker
	 * @param exitCode the exit code, -1 if it is not known
	 * @param signal the number of the signal that killed the process, 0 if there was none
	 * or it is not known
	 * @param reason why the process ended
	 * @param stderrTail the last lines that the process wrote to its standard error, may
	 * be empty
	 * @param crashLog where the JVM left its crash log, {@code null} if there is none
	 */
	public WorkerLostException(String message, long pid, int exitCode, int signal, ExitReason reason, String stderrTail,
			@Nullable Path crashLog) {
		this(message, pid, exitCode, signal, reason, stderrTail, crashLog, "", null);
	}

	/**
	 * Creates an exception. The facts about the process are added to the message here.
	 * @param message which task was lost, in which pool and worker
	 * @param pid the process id of the worker
	 * @param exitCode the exit code, -1 if it is not known
	 * @param signal the number of the signal that killed the process or made it crash, 0
	 * if there was none or it is not known
	 * @param reason why the process ended
	 * @param stderrTail the last lines that the process wrote to its standard error, may
	 * be empty
	 * @param crashLog where the JVM left its crash log, {@code null} if there is none
	 * @param crashSummary what the crash log says first, may be empty
	 * @param heapDump where the JVM left a dump of its heap, {@code null} if there is
	 * none
	 */
	public WorkerLostException(String message, long pid, int exitCode, int signal, ExitReason reason, String stderrTail,
			@Nullable Path crashLog, String crashSummary, @Nullable Path heapDump) {
		super(describe(message, pid, exitCode, signal, reason, stderrTail, crashLog, crashSummary, heapDump));
		this.pid = pid;
		this.exitCode = exitCode;
		this.signal = signal;
		this.reason = reason;
		this.stderrTail = stderrTail;
		this.crashLog = (crashLog != null) ? crashLog.toString() : null;
		this.crashSummary = crashSummary;
		this.heapDump = (heapDump != null) ? heapDump.toString() : null;
	}

	private static String describe(String message, long pid, int exitCode, int signal, ExitReason reason,
			String stderrTail, @Nullable Path crashLog, String crashSummary, @Nullable Path heapDump) {
		Objects.requireNonNull(reason, "reason");
		Objects.requireNonNull(stderrTail, "stderrTail");
		Objects.requireNonNull(crashSummary, "crashSummary");
		StringBuilder facts = new StringBuilder(message);
		facts.append(" [pid ").append(pid).append(", ").append(reason);
		facts.append(", exit code ").append((exitCode != -1) ? exitCode : "unknown");
		if (signal != 0) {
			facts.append(", signal ").append(signal);
		}
		if (crashLog != null) {
			facts.append(", crash log ").append(crashLog);
		}
		if (heapDump != null) {
			facts.append(", heap dump ").append(heapDump);
		}
		return Details.of(facts.append(']').toString())
			.block("Head of its crash log", crashSummary)
			.block("Last lines of its standard error", stderrTail)
			.toString();
	}

	/**
	 * Returns the process id of the worker that was lost.
	 * @return the process id
	 */
	public long pid() {
		return this.pid;
	}

	/**
	 * Returns the exit code of the process.
	 * @return the exit code, or -1 if it is not known
	 */
	public int exitCode() {
		return this.exitCode;
	}

	/**
	 * Returns the signal that killed the process or made it crash.
	 * @return the number of the signal, such as 9, or 11 for a segmentation fault; 0 if
	 * there was none or it is not known
	 */
	public int signal() {
		return this.signal;
	}

	/**
	 * Returns why the process ended.
	 * @return the reason, as far as the pool can tell
	 */
	public ExitReason reason() {
		return this.reason;
	}

	/**
	 * Returns the last lines that the process wrote to its standard error.
	 * @return the lines, or an empty string if there are none
	 */
	public String stderrTail() {
		return this.stderrTail;
	}

	/**
	 * Returns where the JVM left its crash log.
	 * @return the file, or empty if there is none
	 */
	public Optional<Path> crashLog() {
		return Optional.ofNullable(this.crashLog).map(Path::of);
	}

	/**
	 * Returns what the crash log says first: the problem, the frame and the thread in
	 * which it happened, and some frames of that thread's stack.
	 * @return a few lines, or an empty string if there is no crash log
	 */
	public String crashSummary() {
		return this.crashSummary;
	}

	/**
	 * Returns where the JVM left a dump of its heap when memory ran out.
	 * @return the file, or empty if there is none
	 * @see ProcessPoolBuilder#heapDumpOnOutOfMemory(Path)
	 */
	public Optional<Path> heapDump() {
		return Optional.ofNullable(this.heapDump).map(Path::of);
	}

}
