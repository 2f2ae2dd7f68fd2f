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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.processpool.ExitReason;
import io.processpool.PoolListener;
import io.processpool.PoolScope;
import io.processpool.PoolState;
import io.processpool.ProcessPool;
import io.processpool.ProcessPoolBuilder;
import io.processpool.TaskException;
import io.processpool.WorkerInitializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A fault before the first worker of a pool is ready: the next one takes its place, and
 * the task that waits knows nothing of it.
 */
final class FaultAtBirth implements FaultInjectionIntegrationTests.Scene {

	/**
	 * Generous, since workers that are whole have to keep it, too; longest where none is
	 * to run into it.
	 */
	private static final Duration START_TIMEOUT = Duration.ofSeconds(15);

	/**
	 * Is given a directory to be made by who comes first, two arguments for the fault,
	 * and the worker's command, in which it finds the bootstrap file.
	 */
	private static final String FIRST = """
			java=$1
			path=$2
			shift 2
			if mkdir "$0" 2>/dev/null
			then
				for boot
				do
					case $boot in */boot-1) break;; esac
				done
				%s
			fi
			exec "$@"
			""";

	private final Path directory;

	FaultAtBirth(Path directory) {
		this.directory = directory;
	}

	@Override
	public void play(Step step, Fault fault) throws Exception {
		Path mark = this.directory.resolve(fault.name());
		// From the event: before anybody could ask, the first one may be gone
		CompletableFuture<Long> firstPid = new CompletableFuture<>();
		ProcessPoolBuilder builder = ProcessPool.builder()
			.processes(1)
			.name(step + "-" + fault)
			.startTimeout((fault == Fault.FREEZE) ? START_TIMEOUT : START_TIMEOUT.multipliedBy(8))
			.jvmArguments(OwnSockets.JVM_ARGUMENT)
			.listener(new PoolListener() {

				@Override
				public void workerStarted(WorkerEvent event) {
					firstPid.complete(event.pid());
				}

			});
		if (step == Step.INITIALIZER) {
			builder.initializer(initializer(mark, fault));
		}
		else {
			String script = FIRST.formatted((step == Step.START) ? atStart(fault) : inHandshake(fault));
			builder.commandPrefix("sh", "-c", script, mark.toString(),
					Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					System.getProperty("java.class.path"));
		}
		try (PoolScope scope = builder.build().terminateOnExit()) {
			ProcessPool pool = scope.pool();
			long first = firstPid.get(60, TimeUnit.SECONDS);
			long pid = pool.<Long>apply(() -> ProcessHandle.current().pid());
			assertThat(mark).exists();
			assertThat(pool.state()).isEqualTo(PoolState.RUNNING);
			if (step == Step.START && fault == Fault.FULL_DISK) {
				// It needs no disk; only its task does
				assertThat(pid).isEqualTo(first);
				assertTaskCannotWrite(pool);
				return;
			}
			assertThat(pid).isNotEqualTo(first);
			assertThat(Processes.isAlive(first)).isFalse();
			assertThat(pool.stats().exits()).hasSize(1);
			assertThat(pool.stats().exits().keySet()).containsAnyElementsOf(reasons(step, fault));
			if (fault != Fault.FREEZE) {
				assertThat(pool.stats().startedWorkers()).isEqualTo(2);
			}
			assertThat(Parent.directoryOf(pid).resolve("boot-1")).as("what holds its secret").doesNotExist();
		}
	}

	private void assertTaskCannotWrite(ProcessPool pool) {
		String file = this.directory.resolve("written").toString();
		assertThatExceptionOfType(TaskException.class)
			.isThrownBy(() -> pool.apply(() -> Files.writeString(Path.of(file), "text").toString()))
			.withCauseInstanceOf(IOException.class);
		assertThat(pool.<Integer>apply(() -> 1)).isOne();
		assertThat(pool.stats().exits()).isEmpty();
	}

	private static WorkerInitializer initializer(Path mark, Fault fault) {
		String first = mark.toString();
		return () -> {
			if (Path.of(first).toFile().mkdir()) {
				fault.hit();
			}
		};
	}

	/** Nothing of the worker runs yet but a shell. */
	private static String atStart(Fault fault) {
		return switch (fault) {
			case KILL -> "kill -9 $$";
			case FREEZE -> "kill -STOP $$";
			case NOISE_ON_DATA -> "echo noise >\"$boot\"";
			case HANG_UP -> "rm \"${boot%/*}/s1\"";
			case FULL_DISK -> "ulimit -f 0";
			default -> throw new IllegalArgumentException(fault.toString());
		};
	}

	private static String inHandshake(Fault fault) {
		return "exec \"$java\" -cp \"$path\" %s %s \"$boot\"".formatted(HalfWorker.class.getName(), fault);
	}

	/** Whatever is noticed first. */
	private static Set<ExitReason> reasons(Step step, Fault fault) {
		ExitReason reason = switch (fault) {
			case KILL -> ExitReason.KILLED;
			case FREEZE, FULL_DISK -> ExitReason.START_FAILED;
			case NOISE_ON_DATA, NOISE_ON_CONTROL -> ExitReason.PROTOCOL_ERROR;
			case HANG_UP -> ExitReason.UNRESPONSIVE;
		};
		// It cannot begin, or was sent away, says why, and exits
		boolean exits = step != Step.INITIALIZER && reason != ExitReason.KILLED && fault != Fault.FREEZE;
		return exits ? Set.of(reason, ExitReason.EXITED) : Set.of(reason);
	}

	@Override
	public void close() {
		// Each pool was closed after its fault
	}

}
