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
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import io.processpool.AsyncResult;
import io.processpool.Outcome;
import io.processpool.PoolClosedException;
import io.processpool.PoolState;
import io.processpool.ProcessPool;
import io.processpool.ResultIterator;
import io.processpool.TaskFunction;
import io.processpool.TaskOptions;
import io.processpool.WorkerInfo;
import io.processpool.WorkerLostException;
import io.processpool.testing.LeakCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Workers and pools that end while something large is on its way.
 */
@ExtendWith(LeakCheck.class)
class TransferIntegrationTests {

	private static final int LARGE = 8_000_000;

	@TempDir
	private Path directory;

	private ProcessPool pool;

	@BeforeEach
	void createPool() throws InterruptedException {
		this.pool = ProcessPool.create(2);
		assertThat(this.pool.awaitReady(Duration.ofSeconds(60))).isTrue();
	}

	@AfterEach
	void terminatePool() {
		this.pool.terminate();
	}

	@Test
	void anArgumentWhoseDecodingEndsEachWorkerFailsItsOwnCall() throws Exception {
		AsyncResult<Integer> deadly = this.pool.applyAsync((argument) -> 1, new DeadlyArgument());
		AsyncResult<List<Integer>> harmless = this.pool.mapAsync((item) -> item, numbers(20));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(deadly::get)
			.withCauseInstanceOf(WorkerLostException.class);
		assertThat(harmless.get()).isEqualTo(numbers(20));
		assertThat(this.pool.state()).isEqualTo(PoolState.RUNNING);
	}

	@Test
	void aTaskWhoseDecodingEndsTwoWorkersFailsItsWholeCall() throws Exception {
		long before = this.pool.stats().startedWorkers();
		AsyncResult<List<Integer>> deadly = this.pool.with(TaskOptions.defaults().retries(50))
			.mapAsync(new DeadlyTask(), numbers(1000));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(deadly::get)
			.havingCause()
			.isInstanceOf(WorkerLostException.class)
			.withMessageContaining("while it decoded the task")
			.withMessageContaining("2 workers have died of decoding this task");
		assertThat((int) this.pool.apply((item) -> item, 7)).isEqualTo(7);
		assertThat(this.pool.stats().startedWorkers() - before)
			.as("two for each worker at most: others were decoding meanwhile")
			.isLessThanOrEqualTo(2L * this.pool.stats().processes());
		assertThat(this.pool.state()).isEqualTo(PoolState.RUNNING);
	}

	@Test
	void workersThatAreKilledWhileTheyDecodeATaskLoseOneItemEach() throws Exception {
		Ledger kills = Ledger.in(this.directory);
		List<Outcome<Integer>> outcomes;
		try (ResultIterator<Integer> results = this.pool.imap(new UnluckyTask(kills), numbers(50), 5)) {
			outcomes = results.outcomes().toList();
		}
		assertThat(kills.entries()).hasSizeBetween(UnluckyTask.KILLS, UnluckyTask.KILLS + 1);
		assertThat(outcomes).hasSize(50)
			.filteredOn((outcome) -> !outcome.succeeded())
			.hasSameSizeAs(kills.entries())
			.allSatisfy((outcome) -> assertThat(outcome.failure()).isInstanceOf(WorkerLostException.class));
		assertThat(outcomes).filteredOn(Outcome::succeeded)
			.allSatisfy((outcome) -> assertThat(outcome.value()).isEqualTo(outcome.index()));
	}

	@Test
	void theMessageTellsWhatAWorkerWasDoingWithTheItem() {
		assertThatExceptionOfType(WorkerLostException.class)
			.isThrownBy(() -> this.pool.apply((argument) -> 1, new DeadlyArgument()))
			.withMessageContaining("while it decoded the argument");
		assertThatExceptionOfType(WorkerLostException.class).isThrownBy(() -> this.pool.run(() -> Death.KILL.die("")))
			.withMessageContaining("while it ran");
		assertThatExceptionOfType(WorkerLostException.class)
			.isThrownBy(() -> this.pool.apply((charge) -> charge, Charge.of(0, Fault.KILL, Step.SEND)))
			.withMessageContaining("while it encoded or sent the result");
	}

	@Test
	void terminateDoesNotWaitForLargeResultsInFlight() throws Exception {
		List<Long> pids = pids();
		AsyncResult<List<byte[]>> all = this.pool.mapAsync((item) -> new byte[LARGE], numbers(200), 5);
		ResultIterator<byte[]> some = this.pool.imap((item) -> new byte[LARGE], numbers(200));
		assertThat(some.next()).hasSize(LARGE);
		this.pool.terminate();
		assertThat(pids).noneMatch(Processes::isAlive);
		assertThat(this.pool.join(Duration.ofSeconds(30))).isTrue();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(all::get)
			.withCauseInstanceOf(PoolClosedException.class);
		assertThatExceptionOfType(PoolClosedException.class).isThrownBy(() -> {
			while (some.hasNext()) {
				some.next();
			}
		});
	}

	@Test
	void aPoolThatIsClosedInTheMiddleFinishesThoughItsWorkersDie() throws Exception {
		Ledger ledger = Ledger.in(this.directory);
		AsyncResult<List<Integer>> result = this.pool.mapAsync((item) -> {
			ledger.record(item);
			if (item % 10 == 4) {
				Death.HALT.die("now");
			}
			return new byte[100_000].length;
		}, numbers(30), 2);
		this.pool.close();
		ExecutionException failure = catchThrowableOfType(ExecutionException.class, result::get);
		assertThat(failure.getCause().getSuppressed()).hasSize(2);
		assertThat(ledger.runs()).hasSize(30).allSatisfy((item, runs) -> assertThat(runs).isOne());
		assertThat(this.pool.join(Duration.ofSeconds(60))).isTrue();
		assertThat(this.pool.workers()).isEmpty();
	}

	private List<Long> pids() {
		return this.pool.workers().stream().map(WorkerInfo::pid).toList();
	}

	private static List<Integer> numbers(int count) {
		return IntStream.range(0, count).boxed().toList();
	}

	/** Ends the JVM that decodes it. */
	private static final class DeadlyTask implements TaskFunction<Integer, Integer> {

		@Serial
		private static final long serialVersionUID = 1L;

		@Override
		public Integer apply(Integer argument) {
			return argument;
		}

		@Serial
		private void readObject(ObjectInputStream in) {
			Runtime.getRuntime().halt(Death.HALT.exitCode());
		}

	}

	/** Somebody kills the workers that decode it first. */
	private static final class UnluckyTask implements TaskFunction<Integer, Integer> {

		static final int KILLS = 3;

		@Serial
		private static final long serialVersionUID = 1L;

		private final Ledger kills;

		UnluckyTask(Ledger kills) {
			this.kills = kills;
		}

		@Override
		public Integer apply(Integer argument) {
			return argument;
		}

		@Serial
		private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
			in.defaultReadObject();
			if (this.kills.entries().size() < KILLS) {
				this.kills.record("killed");
				Processes.signal("KILL", ProcessHandle.current().pid());
				LockSupport.park();
			}
		}

	}

	/** Ends the JVM that decodes it. */
	private static final class DeadlyArgument implements Serializable {

		@Serial
		private static final long serialVersionUID = 1L;

		@Serial
		private void readObject(ObjectInputStream in) {
			Runtime.getRuntime().halt(Death.HALT.exitCode());
		}

	}

}
