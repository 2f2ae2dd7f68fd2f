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

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProcessPoolException} and all that extend it.
 */
class ProcessPoolExceptionTests {

	private static final String REMOTE_STACK = """
			com.acme.OddException: out of toner
				at com.acme.Printer.print(Printer.java:42)
			Caused by: java.io.IOException: tray empty
				... 1 more
			""";

	private static final List<StackTraceElement> TASK_STACK = List.of(
			new StackTraceElement("com.acme.Printer", "spin", "Printer.java", 17),
			new StackTraceElement("com.acme.Printer", "print", "Printer.java", 42));

	private static final RemoteTaskException REMOTE = new RemoteTaskException("Task 'print' failed",
			"com.acme.OddException", "out of toner", REMOTE_STACK);

	private static final WorkerLostException LOST = new WorkerLostException("Task 'print' was lost", 4711, 137, 9,
			ExitReason.KILLED, "last words\nof the worker\n", Path.of("logs", "hs_err_pid4711.log"));

	private static final TaskTimeoutException TIMEOUT = new TaskTimeoutException("Task 'print' took too long",
			Duration.ofSeconds(5), TASK_STACK, "");

	static Stream<ProcessPoolException> exceptions() {
		IOException cause = new IOException("tray empty");
		return Stream.of(new ProcessPoolException("Something failed"),
				new ProcessPoolException("Something failed", cause), new TaskException("Task 'print' failed", cause),
				REMOTE, new TaskSerializationException("Cannot encode", "com.acme.Toner", "page.toner", cause), LOST,
				TIMEOUT, new PoolClosedException("Pool 'p' is closed"),
				new PoolClosedException("Pool 'p' is closed", cause), new PoolSaturatedException("Pool 'p' is full"),
				new PoolInterruptedException("Interrupted", new InterruptedException()),
				new WorkerStartException("Pool 'p' is broken", cause));
	}

	@ParameterizedTest
	@MethodSource("exceptions")
	void everyExceptionSurvivesSerialization(ProcessPoolException exception) throws Exception {
		assertThat(Serialization.copyOf(exception)).usingRecursiveComparison().isEqualTo(exception);
	}

	@ParameterizedTest
	@MethodSource("exceptions")
	void everyExceptionPrintsTheSameAfterSerialization(ProcessPoolException exception) throws Exception {
		assertThat(Serialization.copyOf(exception)).hasStackTraceContaining(exception.getMessage())
			.satisfies((copy) -> assertThat(copy.getStackTrace()).isEqualTo(exception.getStackTrace()));
	}

	@Test
	void aRemoteExceptionIsPrintedWithItsRemoteStack() {
		assertThat(REMOTE).hasMessageStartingWith("Task 'print' failed")
			.hasMessageContaining(REMOTE_STACK)
			.hasStackTraceContaining("at com.acme.Printer.print(Printer.java:42)")
			.hasStackTraceContaining("Caused by: java.io.IOException: tray empty");
	}

	@Test
	void aRemoteExceptionKeepsItsPartsApart() {
		assertThat(REMOTE.remoteClassName()).isEqualTo("com.acme.OddException");
		assertThat(REMOTE.remoteMessage()).contains("out of toner");
		assertThat(REMOTE.remoteStackTrace()).isEqualTo(REMOTE_STACK);
		assertThat(new RemoteTaskException("Failed", "com.acme.OddException", null, "").remoteMessage()).isEmpty();
	}

	@Test
	void aLostWorkerIsDescribedInFull() {
		assertThat(LOST).hasMessageStartingWith("Task 'print' was lost")
			.hasMessageContainingAll("pid 4711", "KILLED", "exit code 137", "signal 9", "hs_err_pid4711.log",
					"last words\nof the worker\n");
		assertThat(LOST.pid()).isEqualTo(4711);
		assertThat(LOST.exitCode()).isEqualTo(137);
		assertThat(LOST.signal()).isEqualTo(9);
		assertThat(LOST.reason()).isEqualTo(ExitReason.KILLED);
		assertThat(LOST.stderrTail()).isEqualTo("last words\nof the worker\n");
		assertThat(LOST.crashLog()).contains(Path.of("logs", "hs_err_pid4711.log"));
	}

	@Test
	void whatIsNotKnownOfALostWorkerIsNotMadeUp() {
		WorkerLostException exception = new WorkerLostException("Lost", 4711, -1, 0, ExitReason.UNKNOWN, "", null);
		assertThat(exception).hasMessage("Lost [pid 4711, UNKNOWN, exit code unknown]");
		assertThat(exception.crashLog()).isEmpty();
	}

	@Test
	void aTimeoutIsPrintedWithTheStackOfItsTask() {
		assertThat(TIMEOUT).hasMessage("Task 'print' took too long")
			.hasStackTraceContaining("at com.acme.Printer.spin(Printer.java:17)")
			.hasStackTraceContaining("at com.acme.Printer.print(Printer.java:42)");
		assertThat(TIMEOUT.getCause().getStackTrace()).containsExactlyElementsOf(TASK_STACK);
		assertThat(TIMEOUT.taskStack()).isEqualTo(TASK_STACK);
		assertThat(TIMEOUT.limit()).isEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void aTimeoutWithoutAStackSaysWhy() {
		TaskTimeoutException exception = new TaskTimeoutException("Task 'print' took too long", Duration.ofSeconds(5),
				List.of(), "the worker is stopped");
		assertThat(exception.taskStack()).isEmpty();
		assertThat(exception).hasStackTraceContaining("could not be had: the worker is stopped");
	}

	@Test
	void aSerializationFailureMayKnowTheClassAndThePath() {
		TaskSerializationException exception = new TaskSerializationException("Cannot encode", "com.acme.Toner",
				"page.toner", null);
		assertThat(exception.typeName()).contains("com.acme.Toner");
		assertThat(exception.path()).contains("page.toner");
		TaskSerializationException ignorant = new TaskSerializationException("Cannot decode", null, null, null);
		assertThat(ignorant.typeName()).isEmpty();
		assertThat(ignorant.path()).isEmpty();
	}

}
