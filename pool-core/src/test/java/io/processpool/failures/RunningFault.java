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

package io.processpool.failures;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import io.processpool.ExitReason;
import io.processpool.Outcome;
import io.processpool.ProcessPool;
import io.processpool.ResultIterator;
import io.processpool.TaskOptions;
import io.processpool.TaskSerializationException;
import io.processpool.TaskTimeoutException;
import io.processpool.WorkerLostException;
import io.processpool.failures.FaultInjectionIntegrationTests.Cell;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A fault while an item is decoded, run, encoded or answered: that item is lost, with the
 * reason; the others of its chunk run elsewhere, once.
 */
final class RunningFault {

	private static final int ITEMS = 9;

	private static final int CHUNK = 3;

	private static final int VICTIM = 4;

	private static final TaskOptions OPTIONS = TaskOptions.defaults().bufferSize(ITEMS);

	/** Generous, since the others of the chunk have to keep it, too. */
	private static final Duration LIMIT = Duration.ofSeconds(5);

	private RunningFault() {
	}

	/** Issues the tasks, and gives what waits for them and looks at them. */
	static Callable<Cell> begin(Cell cell, ProcessPool pool, Ledger ledger) {
		List<Charge> charges = new ArrayList<>();
		for (int i = 0; i < ITEMS; i++) {
			charges.add((i == VICTIM) ? Charge.of(i, cell.fault(), cell.step()) : Charge.harmless(i));
		}
		// Nothing but a limit ends a task that is frozen
		TaskOptions options = (cell.fault() == Fault.FREEZE) ? OPTIONS.timeout(LIMIT) : OPTIONS;
		ResultIterator<Charge> results = pool.with(options)
			.imapUnordered((charge) -> charge.run(ledger), charges, CHUNK);
		return () -> {
			assertOutcomes(cell, results);
			for (int i = 0; i < ITEMS; i++) {
				// One that cannot be decoded is not run
				boolean ran = i != VICTIM || cell.step() != Step.DECODE;
				assertThat(ledger.runs().getOrDefault(i, 0L)).as("runs of item " + i).isEqualTo(ran ? 1 : 0);
			}
			return cell;
		};
	}

	private static void assertOutcomes(Cell cell, ResultIterator<Charge> results) {
		Map<Integer, Outcome<Charge>> outcomes = new TreeMap<>();
		try (results) {
			results.outcomes().forEach((outcome) -> assertThat(outcomes.put(outcome.index(), outcome)).isNull());
		}
		assertThat(outcomes).hasSize(ITEMS);
		outcomes.forEach((index, outcome) -> {
			if (index == VICTIM) {
				assertThat(outcome.succeeded()).isFalse();
				assertFailure(cell, outcome.failure());
			}
			else {
				assertThat(outcome.value().item()).isEqualTo(index);
			}
		});
	}

	private static void assertFailure(Cell cell, Throwable failure) {
		switch (cell.fault()) {
			case KILL -> assertLost(cell.step(), failure, ExitReason.KILLED, 9);
			case FREEZE -> assertThat(failure).isInstanceOfSatisfying(TaskTimeoutException.class, (late) -> {
				assertThat(late.limit()).isEqualTo(LIMIT);
				assertThat(late.taskStack()).isEmpty();
				assertThat(late).hasStackTraceContaining("did not tell its stack");
			});
			case NOISE_ON_DATA, NOISE_ON_CONTROL -> assertLost(cell.step(), failure, ExitReason.PROTOCOL_ERROR, null);
			case HANG_UP -> assertLost(cell.step(), failure, ExitReason.UNRESPONSIVE, null);
			case FULL_DISK -> assertThat(failure)
				.isInstanceOf((cell.step() == Step.EXECUTE) ? IOException.class : TaskSerializationException.class)
				.hasStackTraceContaining("No space left on device");
			default -> throw new IllegalArgumentException(cell.toString());
		}
	}

	private static void assertLost(Step step, Throwable failure, ExitReason reason, Integer signal) {
		assertThat(failure).isInstanceOfSatisfying(WorkerLostException.class, (lost) -> {
			assertThat(lost.reason()).isEqualTo(reason);
			assertThat(lost.pid()).isPositive();
			assertThat(Processes.isAlive(lost.pid())).isFalse();
			assertThat(lost).hasMessageContaining(switch (step) {
				case DECODE -> "while it decoded the argument";
				case EXECUTE -> "while it ran";
				default -> "while it encoded or sent the result";
			});
			if (signal != null) {
				assertThat(lost.signal()).isEqualTo(signal);
			}
		});
	}

}
