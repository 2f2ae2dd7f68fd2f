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

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.processpool.ExitReason;
import io.processpool.internal.channel.BlackBox;
import io.processpool.internal.launch.WorkerProcess;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ObituaryTests {

	private static final String OUT_OF_MEMORY = "Terminating due to java.lang.OutOfMemoryError: Metaspace";

	@TempDir
	private Path directory;

	private BlackBox box;

	@BeforeEach
	void create() throws IOException {
		this.box = BlackBox.create(this.directory.resolve("box"));
		this.box.renew();
	}

	@ParameterizedTest
	@CsvSource({ "0, EXITED, 0, 0", "3, EXITED, 3, 0", "42, EXITED, 42, 0", "255, EXITED, 255, 0", "137, KILLED, -1, 9",
			"143, KILLED, -1, 15", "134, CRASHED, -1, 6", "139, CRASHED, -1, 11", "135, CRASHED, -1, 7",
			"193, EXITED, 193, 0" })
	void theExitCodeTellsHowTheProcessEnded(int code, ExitReason reason, int exitCode, int signal) {
		Obituary obituary = Obituary.of(process("", null), code, this.box, null, "");
		assertThat(obituary.reason()).isEqualTo(reason);
		assertThat(obituary.exitCode()).isEqualTo(exitCode);
		assertThat(obituary.signal()).isEqualTo(signal);
	}

	@Test
	void aWorkerThatSaidThatItExitsWasNotKilled() {
		this.box.mark(BlackBox.Mark.EXITING);
		Obituary obituary = Obituary.of(process("", null), 137, this.box, null, "");
		assertThat(obituary.reason()).isEqualTo(ExitReason.EXITED);
		assertThat(obituary.exitCode()).isEqualTo(137);
		assertThat(obituary.describe()).isEqualTo("exited with code 137");
	}

	@Test
	void theJvmsLastLineNamesTheAreaThatRanOut() {
		Obituary obituary = Obituary.of(process("before\n" + OUT_OF_MEMORY + "\nafter", null), 3, this.box, null, "");
		assertThat(obituary.reason()).isEqualTo(ExitReason.OUT_OF_MEMORY);
		assertThat(obituary.describe()).isEqualTo("ran out of memory: Metaspace");
	}

	@Test
	void aTaskThatPrintsThatLineAndExitsHasExited() {
		this.box.mark(BlackBox.Mark.EXITING);
		assertThat(Obituary.of(process(OUT_OF_MEMORY, null), 3, this.box, null, "").reason())
			.isEqualTo(ExitReason.EXITED);
		this.box.renew();
		assertThat(Obituary.of(process(OUT_OF_MEMORY, null), 4, this.box, null, "").reason())
			.isEqualTo(ExitReason.EXITED);
	}

	@Test
	void theWorkersOwnNoteNamesTheAreaThatRanOut() {
		this.box.note("Direct buffer memory");
		this.box.mark(BlackBox.Mark.OUT_OF_MEMORY);
		Obituary obituary = Obituary.of(process("", null), 3, this.box, null, "");
		assertThat(obituary.reason()).isEqualTo(ExitReason.OUT_OF_MEMORY);
		assertThat(obituary.describe()).contains("Direct buffer memory");
	}

	@Test
	void aCrashLogTellsOfACrash() {
		Path log = Path.of("hs_err.log");
		Obituary obituary = Obituary.of(process("", log), 1, this.box, null, "");
		assertThat(obituary.reason()).isEqualTo(ExitReason.CRASHED);
		assertThat(obituary.remains().crashLog()).isEqualTo(log);
		assertThat(obituary.describe()).contains("crashed").contains(log.toString());
	}

	@Test
	void whatThePoolIntendedComesFirst() {
		Obituary obituary = Obituary.of(process("", null), 137, this.box, ExitReason.TIMED_OUT, "");
		assertThat(obituary.reason()).isEqualTo(ExitReason.TIMED_OUT);
		assertThat(obituary.exitCode()).isEqualTo(-1);
		assertThat(obituary.signal()).isEqualTo(9);
	}

	@Test
	void aProcessThatMayStillLiveHasNoReason() {
		Obituary obituary = Obituary.of(process("", null), null, this.box, ExitReason.TIMED_OUT, "");
		assertThat(obituary.reason()).isEqualTo(ExitReason.UNKNOWN);
		assertThat(obituary.describe()).contains("could not be confirmed");
	}

	private static WorkerProcess process(String stderrTail, @Nullable Path crashLog) {
		return new WorkerProcess() {

			@Override
			public long pid() {
				return 1;
			}

			@Override
			public boolean isAlive() {
				return false;
			}

			@Override
			public CompletableFuture<Integer> exit() {
				throw new UnsupportedOperationException();
			}

			@Override
			public void kill() {
				throw new UnsupportedOperationException();
			}

			@Override
			public String stderrTail() {
				return stderrTail;
			}

			@Override
			public void awaitOutput(Duration timeout) {
				throw new UnsupportedOperationException();
			}

			@Override
			public @Nullable Path crashLog() {
				return crashLog;
			}

		};
	}

}
