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

import java.nio.file.Path;

import io.processpool.ExitReason;
import io.processpool.internal.channel.BlackBox;
import io.processpool.internal.launch.CrashReport;
import io.processpool.internal.launch.WorkerProcess;
import org.jspecify.annotations.Nullable;

/**
 * How a worker ended.
 *
 * @param reason why
 * @param exitCode the exit code, -1 if there is none
 * @param signal the signal that ended it or made it crash, 0 if none did
 * @param remains what it left behind
 * @param detail what else is known, for people
 */
public record Obituary(ExitReason reason, int exitCode, int signal, Remains remains, String detail) {

	private static final int UNKNOWN_EXIT = -1;

	/** What a shell, and Java, add to the number of a signal that ended a process. */
	private static final int SIGNAL_BASE = 128;

	private static final int LAST_SIGNAL = 64;

	private static final int OUT_OF_MEMORY_EXIT = 3;

	private static final int KILL = 9;

	/**
	 * Writes the obituary of a worker.
	 * @param process its process
	 * @param exitCode its exit code as Java tells it, or {@code null} if it may still
	 * live
	 * @param blackBox its last words, or {@code null} if they cannot be read
	 * @param intended why the pool ended it, or {@code null} if the pool did not
	 * @param why more about that, may be empty
	 * @return the obituary
	 */
	static Obituary of(WorkerProcess process, @Nullable Integer exitCode, @Nullable BlackBox blackBox,
			@Nullable ExitReason intended, String why) {
		if (exitCode == null) {
			return new Obituary(ExitReason.UNKNOWN, UNKNOWN_EXIT, 0, Remains.output(process.stderrTail()),
					"its end could not be confirmed");
		}
		int signal = (exitCode > SIGNAL_BASE && exitCode <= SIGNAL_BASE + LAST_SIGNAL) ? exitCode - SIGNAL_BASE : 0;
		Remains remains = Remains.of(process);
		if (blackBox == null) {
			return new Obituary((intended != null) ? intended : ExitReason.PROTOCOL_ERROR, UNKNOWN_EXIT, signal,
					remains, "its black box was cut off");
		}
		if (intended != null) {
			return new Obituary(intended, (signal > 0) ? UNKNOWN_EXIT : exitCode, signal, remains, why);
		}
		if (blackBox.isMarked(BlackBox.Mark.OUT_OF_MEMORY)) {
			return new Obituary(ExitReason.OUT_OF_MEMORY, exitCode, 0, remains, blackBox.note());
		}
		boolean exiting = blackBox.isMarked(BlackBox.Mark.EXITING);
		String tail = remains.stderrTail();
		if (exitCode == OUT_OF_MEMORY_EXIT && !exiting && tail.contains("java.lang.OutOfMemoryError")) {
			return new Obituary(ExitReason.OUT_OF_MEMORY, exitCode, 0, remains, area(tail));
		}
		if (remains.crashLog() != null) {
			return crashed(exitCode, signal, remains, CrashReport.read(remains.crashLog()));
		}
		if (signal > 0 && !exiting) {
			return killed(process, signal, remains);
		}
		return new Obituary(ExitReason.EXITED, exitCode, 0, remains, "");
	}

	/** It has written a crash log, in which the JVM tells more than its exit code. */
	private static Obituary crashed(int exitCode, int signal, Remains remains, CrashReport report) {
		String detail = report.problem().isEmpty() ? "" : report.problem() + "; ";
		detail += "crash log " + remains.crashLog();
		if (report.outOfMemory()) {
			return new Obituary(ExitReason.OUT_OF_MEMORY, exitCode, 0, remains, "native memory: " + detail);
		}
		return new Obituary(ExitReason.CRASHED, UNKNOWN_EXIT, (report.signal() > 0) ? report.signal() : signal, remains,
				detail);
	}

	private static Obituary killed(WorkerProcess process, int signal, Remains remains) {
		if (signal == KILL && process.isTakenByKernel()) {
			return new Obituary(ExitReason.KILLED_BY_OS, UNKNOWN_EXIT, signal, remains,
					"the kernel's out-of-memory killer was at work. Give the machine or container more memory, or set "
							+ "maxMemoryPerChild, a lower maxHeap or fewer processes");
		}
		return new Obituary(isCrash(signal) ? ExitReason.CRASHED : ExitReason.KILLED, UNKNOWN_EXIT, signal, remains,
				"");
	}

	/** Signals that a process brings upon itself: ILL, TRAP, ABRT, BUS, FPE, SEGV. */
	private static boolean isCrash(int signal) {
		return signal >= 4 && signal <= 8 || signal == 11;
	}

	private static String area(String tail) {
		int at = tail.lastIndexOf("java.lang.OutOfMemoryError");
		int colon = tail.indexOf(": ", at);
		int end = tail.indexOf('\n', at);
		if (colon < 0 || (end >= 0 && colon > end)) {
			return "";
		}
		return tail.substring(colon + 2, (end >= 0) ? end : tail.length()).strip();
	}

	/** The same, if it was a breach of the protocol, with what the breach was. */
	Obituary breach(String what) {
		return (this.reason == ExitReason.PROTOCOL_ERROR && this.detail.isEmpty())
				? new Obituary(this.reason, this.exitCode, this.signal, this.remains, what) : this;
	}

	/** A worker of which nothing could be found out. */
	static Obituary unknown(String why) {
		return new Obituary(ExitReason.UNKNOWN, UNKNOWN_EXIT, 0, Remains.output(""), why);
	}

	/**
	 * A worker that never became a process.
	 * @param intended why the pool ended it, or {@code null} if it could not be started
	 * @param cause what happened
	 */
	static Obituary unborn(@Nullable ExitReason intended, @Nullable Throwable cause) {
		String why = (cause != null) ? String.valueOf(cause.getMessage()) : "";
		return new Obituary((intended != null) ? intended : ExitReason.START_FAILED, UNKNOWN_EXIT, 0,
				Remains.output(""), why);
	}

	/**
	 * The end in words: {@code was killed by signal 9}, {@code exited with code 3}.
	 * @return the words
	 */
	public String describe() {
		String how = switch (this.reason) {
			case EXITED -> "exited with code " + this.exitCode;
			case KILLED -> "was killed by signal " + this.signal;
			case CRASHED -> "crashed" + ((this.signal > 0) ? " with signal " + this.signal : "");
			case OUT_OF_MEMORY -> "ran out of memory";
			case MEMORY_LIMIT -> "occupied too much memory and was killed";
			case KILLED_BY_OS -> "was killed by the operating system, with signal " + this.signal;
			case PROTOCOL_ERROR -> "broke the protocol and was killed";
			default -> "ended (" + this.reason + ")";
		};
		return this.detail.isEmpty() ? how : how + ": " + this.detail;
	}

	/**
	 * What a dead worker has left behind.
	 *
	 * @param stderrTail the last lines of its standard error
	 * @param crashLog the JVM's crash log, if it left one
	 * @param crashSummary what the crash log says first
	 * @param heapDump the dump of the JVM's heap, if it left one
	 */
	public record Remains(String stderrTail, @Nullable Path crashLog, String crashSummary, @Nullable Path heapDump) {

		static Remains of(WorkerProcess process) {
			Path crashLog = process.crashLog();
			return new Remains(process.stderrTail(), crashLog,
					(crashLog != null) ? CrashReport.read(crashLog).text() : "", process.heapDump());
		}

		static Remains output(String stderrTail) {
			return new Remains(stderrTail, null, "", null);
		}

	}

}
