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

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

import io.processpool.RunningTask;
import io.processpool.WorkerInfo;
import io.processpool.WorkerState;
import io.processpool.internal.worker.Outstanding.Sent;
import org.jspecify.annotations.Nullable;

/**
 * A worker as it was at one moment.
 *
 * @param id its number in the pool
 * @param pid its process
 * @param state what it did
 * @param tasksCompleted how many items it had answered
 * @param startedAt when it was started
 * @param running what it ran, or {@code null}
 * @param residentMemory how many bytes it had resident, if that can be found out
 */
record Snapshot(int id, long pid, WorkerState state, long tasksCompleted, Instant startedAt,
		@Nullable RunningTask running, OptionalLong residentMemory) implements WorkerInfo {

	/**
	 * What is seen of a worker.
	 * @param body what it consists of, or {@code null} before it is launched
	 */
	static Snapshot of(Vitals vitals, @Nullable WorkerBody body) {
		int id = vitals.identity().id();
		Sent head = (body != null) ? body.outstanding().head() : null;
		WorkerState state = switch (vitals.phase()) {
			case BIRTH -> WorkerState.STARTING;
			case SERVICE -> (head != null) ? WorkerState.BUSY : WorkerState.IDLE;
			case BURIAL -> WorkerState.EXITING;
		};
		if (body == null) {
			return new Snapshot(id, 0, state, vitals.completed(), vitals.startedAt(), null, OptionalLong.empty());
		}
		return new Snapshot(id, body.process().pid(), state, vitals.completed(), vitals.startedAt(),
				(head != null) ? running(head, body) : null, body.process().residentMemory());
	}

	private static RunningTask running(Sent head, WorkerBody body) {
		CallSpec call = head.item().call();
		long ran = System.nanoTime() - body.outstanding().startedAt(head);
		return new RunningTask(call.id(), call.header().name(), head.item().index(),
				Instant.now().minusNanos(Math.max(0, ran)), body.progress(head));
	}

	@Override
	public Optional<RunningTask> currentTask() {
		return Optional.ofNullable(this.running);
	}

}
