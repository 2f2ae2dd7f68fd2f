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

package io.processpool.spring.actuate;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.processpool.PoolStats;
import io.processpool.ProcessPool;
import io.processpool.WorkerEnd;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Description of a pool.
 *
 * @param name the name of the pool
 * @param state the state of the pool
 * @param started whether the pool has begun to start workers
 * @param error why the pool is broken, if it is
 * @param nextStartAttempt when a broken pool will try again to start workers
 * @param context how workers are started
 * @param processes how many workers there are to be
 * @param workers the workers
 * @param tasks the numbers of tasks
 * @param startedWorkers how many workers have been started so far
 * @param exits how many workers have ended so far, by reason
 * @param recentExits how the last workers have ended that nobody wanted to end
 */
public record PoolDescriptor(String name, String state, boolean started, @Nullable String error,
		@Nullable Instant nextStartAttempt, String context, int processes, List<WorkerDescriptor> workers,
		TasksDescriptor tasks, long startedWorkers, Map<String, Long> exits,
		List<ExitDescriptor> recentExits) implements OperationResponseBody {

	static PoolDescriptor of(ProcessPool pool) {
		PoolStats stats = pool.stats();
		Map<String, Long> exits = new TreeMap<>();
		stats.exits().forEach((reason, number) -> exits.put(lowerCase(reason), number));
		return new PoolDescriptor(stats.name(), lowerCase(stats.state()), stats.started(),
				stats.brokenCause().map(Throwable::toString).orElse(null), stats.nextStartAttempt().orElse(null),
				stats.context().startMethod(), stats.processes(),
				pool.workers().stream().map(WorkerDescriptor::of).toList(),
				new TasksDescriptor(stats.queuedTasks(), stats.runningTasks(), stats.issuedTasks(),
						stats.completedTasks(), stats.failedTasks()),
				stats.startedWorkers(), exits, stats.recentExits().stream().map(ExitDescriptor::of).toList());
	}

	static String lowerCase(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Description of the end of a worker.
	 *
	 * @param id the number of the worker
	 * @param pid its process id
	 * @param time when it had ended
	 * @param reason why it ended
	 * @param exitCode its exit code, or {@code null} if it is not known
	 * @param signal the signal that killed it or made it crash, or {@code null}
	 * @param detail what else is known
	 */
	public record ExitDescriptor(int id, long pid, Instant time, String reason, @Nullable Integer exitCode,
			@Nullable Integer signal, String detail) {

		static ExitDescriptor of(WorkerEnd end) {
			return new ExitDescriptor(end.workerId(), end.pid(), end.time(), lowerCase(end.reason()),
					(end.exitCode() >= 0) ? end.exitCode() : null, (end.signal() > 0) ? end.signal() : null,
					end.detail());
		}

	}

	/**
	 * Description of the tasks of a pool. Each item of a {@code map} is a task.
	 *
	 * @param queued how many wait for a worker
	 * @param running how many are running
	 * @param issued how many have been issued so far
	 * @param completed how many have come to an outcome so far
	 * @param failed how many of those have no result
	 */
	public record TasksDescriptor(long queued, long running, long issued, long completed, long failed) {

	}

}
