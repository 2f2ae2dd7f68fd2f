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
import io.processpool.internal.launch.WorkerProcess;
import org.jspecify.annotations.Nullable;

/**
 * How a worker ended.
 *
 * @param reason why
 * @param exitCode the exit code, -1 if there is none
 * @param signal the signal that ended it, 0 if none did
 * @param stderrTail the last lines of its standard error
 * @param crashLog the JVM's crash log, if it left one
 * @param detail what else is known, for people
 */
public record Obituary(ExitReason reason, int exitCode, int signal, String stderrTail, @Nullable Path crashLog,
		String detail) {

	private static final int UNKNOWN_EXIT = -1;

	/** What a shell, and Java, add to the number of a signal that ended a process. */
	private static final int SIGNAL_BASE = 128;

	private static final int LAST_SIGNAL = 64;

	private static final int OUT_OF_MEMORY_EXIT = 3;

	/**
	 * Writes the obituary of a worker.
	 * @param process its process
	 * @param exitCode its exit code as Java tells it, or {@code null} if it may still
	 * live
	 * @param blackBox its last words, or {@code null} if they cannot be read
	 * @param intended why the pool ended it, or {@code null} if the pool did not
	 * @return the obituary
	 */
	static Obituary of(WorkerProcess process, @Nullable Integer exitCode, @Nullable BlackBox blackBox,
			@Nullable ExitReason intended) {
		if (exitCode == null) {
			return new Obituary(ExitReason.UNKNOWN, UNKNOWN_EXIT, 0, process.stderrTail(), null,
					"its end could not be confirmed");
		}
		int signal = (exitCode > SIGNAL_BASE && exitCode <= SIGNAL_BASE + LAST_SIGNAL) ? exitCode - SIGNAL_BASE : 0;
		String tail = process.stderrTail();
		Path crashLog = process.crashLog();
		if (blackBox == null) {
			return new Obituary((intended != null) ? intended : ExitReason.PROTOCOL_ERROR, UNKNOWN_EXIT, signal, tail,
					crashLog, "its black box was cut off");
		}
		boolean exiting = blackBox.isMarked(BlackBox.Mark.EXITING);
		if (intended != null) {
			return new Obituary(intended, (signal > 0) ? UNKNOWN_EXIT : exitCode, signal, tail, crashLog, "");
		}
		if (blackBox.isMarked(BlackBox.Mark.OUT_OF_MEMORY)) {
			return new Obituary(ExitReason.OUT_OF_MEMORY, exitCode, 0, tail, crashLog, blackBox.note());
		}
		if (exitCode == OUT_OF_MEMORY_EXIT && !exiting && tail.contains("java.lang.OutOfMemoryError")) {
			return new Obituary(ExitReason.OUT_OF_MEMORY, exitCode, 0, tail, crashLog, area(tail));
		}
		if (crashLog != null) {
			return new Obituary(ExitReason.CRASHED, UNKNOWN_EXIT, signal, tail, crashLog, "crash log " + crashLog);
		}
		if (signal > 0 && !exiting) {
			return new Obituary(isCrash(signal) ? ExitReason.CRASHED : ExitReason.KILLED, UNKNOWN_EXIT, signal, tail,
					null, "");
		}
		return new Obituary(ExitReason.EXITED, exitCode, 0, tail, null, "");
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

	/** A worker that never became a process. */
	static Obituary unborn(@Nullable Throwable cause) {
		String why = (cause != null) ? String.valueOf(cause.getMessage()) : "";
		return new Obituary(ExitReason.START_FAILED, UNKNOWN_EXIT, 0, "", null, why);
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
			default -> "ended (" + this.reason + ")";
		};
		return this.detail.isEmpty() ? how : how + ": " + this.detail;
	}

}
