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

import io.processpool.RunningTask;
import io.processpool.TaskProgress;
import io.processpool.WorkerInfo;
import org.jspecify.annotations.Nullable;

/**
 * Description of a worker.
 *
 * @param id the number of the worker in its pool
 * @param pid the process id of the worker
 * @param state the state of the worker
 * @param startedAt when it was started
 * @param tasksCompleted how many tasks it has finished
 * @param residentMemory how many bytes of memory it occupies, where that can be measured
 * @param task what it is running, if it is
 */
public record WorkerDescriptor(int id, long pid, String state, Instant startedAt, long tasksCompleted,
		@Nullable Long residentMemory, @Nullable TaskDescriptor task) {

	static WorkerDescriptor of(WorkerInfo worker) {
		return new WorkerDescriptor(worker.id(), worker.pid(), PoolDescriptor.lowerCase(worker.state()),
				worker.startedAt(), worker.tasksCompleted(),
				worker.residentMemory().isPresent() ? worker.residentMemory().getAsLong() : null,
				worker.currentTask().map(TaskDescriptor::of).orElse(null));
	}

	/**
	 * Description of a running task.
	 *
	 * @param name the name of the task
	 * @param callId the number of the call that has issued it
	 * @param index the position of its item within the call
	 * @param since when it was begun
	 * @param progress how far it has come, if it tells
	 */
	public record TaskDescriptor(String name, long callId, int index, Instant since,
			@Nullable ProgressDescriptor progress) {

		static TaskDescriptor of(RunningTask task) {
			return new TaskDescriptor(task.name(), task.callId(), task.index(), task.since(),
					task.progress().map(ProgressDescriptor::of).orElse(null));
		}

	}

	/**
	 * Description of a task's progress.
	 *
	 * @param done how much is done, in the task's own unit
	 * @param total how much there is to do, 0 if the task does not know
	 */
	public record ProgressDescriptor(long done, long total) {

		static ProgressDescriptor of(TaskProgress progress) {
			return new ProgressDescriptor(progress.done(), progress.total());
		}

	}

}
