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

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.processpool.ExitReason;
import io.processpool.PoolClosedException;
import io.processpool.PoolSaturatedException;
import io.processpool.TaskException;
import io.processpool.TaskTimeoutException;
import io.processpool.WorkerLostException;
import io.processpool.WorkerStartException;
import io.processpool.sample.preview.Failure.Kind;
import io.processpool.sample.render.UnreadableDocumentException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Failure}.
 */
class FailureTests {

	@Test
	void anUnreadableDocumentHasItsOwnWords() {
		assertThat(Failure.of(new UnreadableDocumentException("It is torn.")))
			.isEqualTo(new Failure(Kind.UNREADABLE, "It is torn."));
	}

	@Test
	void aLongStoryIsCutShort() {
		assertThat(Failure.of(new UnreadableDocumentException("x".repeat(5000))).message()).hasSize(301).endsWith("…");
	}

	@Test
	void aTimeOutTellsTheLimit() {
		Failure failure = Failure.of(new TaskTimeoutException("late", Duration.ofSeconds(20), List.of(), ""));
		assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
		assertThat(failure.message()).startsWith("It took more than 20 seconds");
	}

	@Test
	void aLostWorkerTellsHowItEnded() {
		assertThat(lost(ExitReason.OUT_OF_MEMORY, 3, 0)).isEqualTo(new Failure(Kind.OUT_OF_MEMORY,
				"It needs more memory than a worker has: the worker process (pid 4711) ran out of it and was replaced.",
				List.of("WorkerLostException: OUT_OF_MEMORY, pid 4711, exit code 3")));
		assertThat(lost(ExitReason.MEMORY_LIMIT, 137, 9).kind()).isEqualTo(Kind.OUT_OF_MEMORY);
		assertThat(lost(ExitReason.KILLED_BY_OS, 137, 9).kind()).isEqualTo(Kind.OUT_OF_MEMORY);
		assertThat(lost(ExitReason.KILLED, 137, 9)).isEqualTo(new Failure(Kind.WORKER_LOST,
				"The worker process (pid 4711) was killed by signal 9 while it worked on this, and was replaced."
						+ " Nothing else was affected.",
				List.of("WorkerLostException: KILLED, pid 4711, exit code 137, signal 9")));
		assertThat(lost(ExitReason.CRASHED, 134, 6).message()).contains(" crashed ");
		assertThat(lost(ExitReason.EXITED, 7, 0).message()).contains(" exited with code 7 ");
		assertThat(lost(ExitReason.PROTOCOL_ERROR, -1, 0).message()).contains(" was lost (protocol error) ");
	}

	@Test
	void aCrashTellsTheHeadOfItsLog() {
		WorkerLostException crash = new WorkerLostException("lost", 4711, 134, 11, ExitReason.CRASHED, "", null,
				"SIGSEGV (0xb) at pc=0x1\n\n  Problematic frame:\n" + "frame\n".repeat(50), null);
		assertThat(Failure.of(crash).evidence()).hasSize(11)
			.startsWith("WorkerLostException: CRASHED, pid 4711, exit code 134, signal 11", "SIGSEGV (0xb) at pc=0x1",
					"Problematic frame:");
	}

	@Test
	void aTimeOutTellsWhereTheTaskWas() {
		List<StackTraceElement> stack = List.of(new Throwable().getStackTrace());
		Failure failure = Failure.of(new TaskTimeoutException("late", Duration.ofSeconds(8), stack, ""));
		assertThat(failure.evidence()).hasSize(6).startsWith("TaskTimeoutException: limit PT8S", "at " + stack.get(0));
	}

	@Test
	void aServerWithoutWorkersRunsOutOfItsOwnMemory() {
		assertThat(Failure.of(new OutOfMemoryError("Java heap space"))).isEqualTo(new Failure(Kind.OUT_OF_MEMORY,
				"It needs more memory than this server has.", List.of("java.lang.OutOfMemoryError: Java heap space")));
	}

	@Test
	void whatThePoolCannotDoNowIsNotTheDocumentsFault() {
		assertThat(Failure.of(new PoolSaturatedException("full")).kind()).isEqualTo(Kind.BUSY);
		assertThat(Failure.of(new PoolClosedException("closed")).kind()).isEqualTo(Kind.UNAVAILABLE);
		assertThat(Failure.of(new WorkerStartException("broken", null)).kind()).isEqualTo(Kind.UNAVAILABLE);
	}

	@Test
	void anythingElseIsTheDocumentsFault() {
		assertThat(Failure.of(new TaskException("failed", new IOException("torn"))))
			.isEqualTo(new Failure(Kind.UNREADABLE, "It cannot be rendered: java.io.IOException: torn"));
		assertThat(Failure.of(new StackOverflowError()).message())
			.isEqualTo("It cannot be rendered: java.lang.StackOverflowError");
	}

	private static Failure lost(ExitReason reason, int exitCode, int signal) {
		return Failure.of(new WorkerLostException("lost", 4711, exitCode, signal, reason, "", null));
	}

}
