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

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.processpool.AsyncResult;
import io.processpool.ExitReason;
import io.processpool.PoolState;
import io.processpool.ProcessPool;
import io.processpool.TaskFunction;
import io.processpool.TaskOptions;
import io.processpool.TaskSubmitter;

import static org.assertj.core.api.Assertions.assertThat;
import static io.processpool.testing.Patience.await;

/**
 * A fault while a worker waits for a task, or has half of it: nothing is lost, the task
 * runs elsewhere.
 */
final class FaultWhileWaiting implements FaultInjectionIntegrationTests.Scene {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/** Generous, since the task has to keep it in the worker that is whole. */
	private static final TaskOptions LIMITED = TaskOptions.defaults().timeout(Duration.ofSeconds(3));

	private final Path directory;

	private final Saboteur saboteur;

	private final ProcessPool pool;

	FaultWhileWaiting(Step step, Path directory) {
		this.directory = directory;
		this.saboteur = new Saboteur(directory);
		Saboteur saboteur = this.saboteur;
		this.pool = ProcessPool.builder()
			.processes(1)
			.name(step.name())
			.jvmArguments(OwnSockets.JVM_ARGUMENT)
			.initializer(() -> saboteur.plant())
			.build();
	}

	@Override
	public void play(Step step, Fault fault) throws Exception {
		assertThat(this.pool.awaitReady(PATIENCE)).isTrue();
		long pid = this.pool.workers().get(0).pid();
		ExitReason reason = reason(fault);
		long exits = exits(reason);
		// Nothing but a limit tells that a worker is frozen
		TaskSubmitter tasks = (fault == Fault.FREEZE) ? this.pool.with(LIMITED) : this.pool;
		Ledger ledger = Ledger.in(this.directory);
		switch (step) {
			case IDLE -> strikeIdle(pid, fault);
			case IDLE_AGAIN -> {
				assertThat(this.pool.<Long>apply(() -> ProcessHandle.current().pid())).isEqualTo(pid);
				strikeIdle(pid, fault);
			}
			case RECEIVE -> {
				assertThat(receive(tasks, pid, fault, ledger)).isNotEqualTo(pid);
				assertThat(ledger.runs()).containsOnlyKeys(0).containsValue(1L);
			}
			default -> throw new IllegalArgumentException(step.toString());
		}
		assertThat(tasks.<Long>apply(() -> ProcessHandle.current().pid())).isNotEqualTo(pid);
		assertThat(Processes.isAlive(pid)).isFalse();
		await().atMost(PATIENCE).until(() -> exits(reason) == exits + 1);
		assertThat(this.pool.workers()).singleElement().matches((worker) -> worker.pid() != pid);
		assertThat(this.pool.state()).isEqualTo(PoolState.RUNNING);
	}

	/** Strikes, and waits until the pool can know, if it can know at all. */
	private void strikeIdle(long pid, Fault fault) throws Exception {
		this.saboteur.strike(pid, fault);
		await().atMost(PATIENCE)
			.until(() -> (fault == Fault.FREEZE) ? Processes.isStopped(pid)
					: this.pool.workers().stream().noneMatch((worker) -> worker.pid() == pid));
	}

	/**
	 * Strikes when the worker has one half of an argument, and never lets it have the
	 * other.
	 */
	private Long receive(TaskSubmitter tasks, long pid, Fault fault, Ledger ledger) throws Exception {
		HalfArgument argument = new HalfArgument();
		TaskFunction<HalfArgument, Long> task = (received) -> {
			ledger.record(0);
			return ProcessHandle.current().pid();
		};
		AsyncResult<List<Long>> result = tasks.mapAsync(task, List.of(argument));
		argument.awaitHalf();
		try {
			this.saboteur.strike(pid, fault, Fault.FREEZE);
			await().atMost(PATIENCE).until(() -> Processes.isStopped(pid) || !Processes.isAlive(pid));
		}
		finally {
			argument.goOn();
		}
		return result.get().get(0);
	}

	private long exits(ExitReason reason) {
		return this.pool.stats().exits().getOrDefault(reason, 0L);
	}

	private static ExitReason reason(Fault fault) {
		return switch (fault) {
			case KILL -> ExitReason.KILLED;
			case FREEZE, HANG_UP -> ExitReason.UNRESPONSIVE;
			case NOISE_ON_DATA, NOISE_ON_CONTROL -> ExitReason.PROTOCOL_ERROR;
			default -> throw new IllegalArgumentException(fault.toString());
		};
	}

	@Override
	public void close() {
		this.pool.terminate();
	}

}
