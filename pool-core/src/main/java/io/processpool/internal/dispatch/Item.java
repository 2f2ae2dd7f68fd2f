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

package io.processpool.internal.dispatch;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

import io.processpool.ExitReason;
import io.processpool.PoolListener.TaskFinished;
import io.processpool.PoolListener.TaskFinished.Result;
import io.processpool.PoolListener.TaskStarted;
import io.processpool.TaskTimeoutException;
import io.processpool.WorkerLostException;
import io.processpool.internal.channel.Answer;
import io.processpool.internal.channel.BlackBox.Stage;
import io.processpool.internal.channel.Payload;
import io.processpool.internal.worker.CallSpec;
import io.processpool.internal.worker.Obituary;
import io.processpool.internal.worker.WorkItem;
import io.processpool.internal.worker.WorkerIdentity;

/**
 * One item of a call, in one attempt.
 */
final class Item implements WorkItem {

	private final Call call;

	private final int index;

	private final boolean tied;

	/** When it was started, in this attempt; confined to the agent. */
	private long startedAt;

	Item(Call call, int index, boolean tied) {
		this.call = call;
		this.index = index;
		this.tied = tied;
	}

	@Override
	public CallSpec call() {
		return this.call.spec();
	}

	@Override
	public int index() {
		return this.index;
	}

	@Override
	public boolean isTied() {
		return this.tied;
	}

	Call owner() {
		return this.call;
	}

	@Override
	public boolean isSettled() {
		return this.call.isSettled(this.index);
	}

	@Override
	public void encodeArgument(OutputStream out) throws IOException {
		this.call.encodeArgument(this.index, out);
	}

	@Override
	public void started(WorkerIdentity worker) {
		this.startedAt = System.nanoTime();
		if (!this.call.engine().events().isEmpty()) {
			this.call.engine()
				.events()
				.tell((to) -> to.taskStarted(new TaskStarted(worker.pool(), this.call.spec().id(), this.call.name(),
						this.index, worker.id(), worker.pid(), waited())));
		}
	}

	@Override
	public void answered(Answer answer, Payload payload, WorkerIdentity worker, long nanos) {
		if (answer == Answer.VALUE) {
			finish(Settlement.returned(payload), worker, Result.SUCCEEDED, nanos);
			return;
		}
		Settlement settlement = new Settlement.Threw(payload);
		finish(settlement, worker, Result.FAILED, nanos);
		if (answer == Answer.TASK_NOT_TRANSFERABLE) {
			this.call.fail(settlement);
		}
	}

	@Override
	public void refused(RuntimeException failure) {
		finish(new Settlement.Failed(failure), new WorkerIdentity(this.call.engine().poolName(), 0, 0), Result.FAILED,
				0);
	}

	@Override
	public void timedOut(WorkerIdentity worker, List<StackTraceElement> stack, String note, String threadDump) {
		Duration limit = this.call.spec().timeout();
		Duration shown = (limit != null) ? limit : Duration.ZERO;
		TaskTimeoutException failure = new TaskTimeoutException(
				describe() + " outran its time limit of " + shown.toMillis() + " ms in " + worker, shown, stack, note,
				threadDump);
		finish(new Settlement.Failed(failure), worker, Result.TIMED_OUT, ran());
	}

	@Override
	public void lost(WorkerIdentity worker, Obituary obituary, Stage stage) {
		if (isSettled()) {
			tell(worker, Result.CANCELLED, ran());
			return;
		}
		// A signal comes from outside, and is no fault of the task
		boolean deadly = stage == Stage.DECODE_TASK && obituary.reason() != ExitReason.KILLED
				&& this.call.hasKilledByDecoding();
		if (!deadly && this.call.mayRetry(this.index)) {
			this.call.engine().dispatcher().giveBack(List.of(new Item(this.call, this.index, false)), null);
			return;
		}
		String end = ". " + Call.MAX_DECODING_KILLS + " workers have died of decoding this task, so no other is tried";
		Obituary.Remains remains = obituary.remains();
		WorkerLostException failure = new WorkerLostException(
				describe() + " was lost: " + worker + " " + obituary.describe() + " while it " + verb(stage)
						+ (deadly ? end : ""),
				worker.pid(), obituary.exitCode(), obituary.signal(), obituary.reason(), remains.stderrTail(),
				remains.crashLog(), remains.crashSummary(), remains.heapDump());
		Settlement settlement = new Settlement.Failed(failure);
		finish(settlement, worker, Result.WORKER_LOST, ran());
		if (deadly) {
			this.call.fail(settlement);
		}
	}

	private static String verb(Stage stage) {
		return switch (stage) {
			case CLAIM, RUN -> "ran";
			case DECODE_TASK -> "decoded the task";
			case DECODE_ARGUMENT -> "decoded the argument";
			case ENCODE_RESULT -> "encoded or sent the result";
			case RECEIVE -> "received it";
		};
	}

	private void finish(Settlement settlement, WorkerIdentity worker, Result result, long nanos) {
		boolean first = this.call.settle(this.index, settlement);
		tell(worker, first ? result : Result.CANCELLED, nanos);
	}

	private void tell(WorkerIdentity worker, Result result, long nanos) {
		if (!this.call.engine().events().isEmpty()) {
			this.call.engine()
				.events()
				.tell((to) -> to.taskFinished(new TaskFinished(worker.pool(), this.call.spec().id(), this.call.name(),
						this.index, worker.id(), worker.pid(), result, waited(), Duration.ofNanos(nanos))));
		}
	}

	private Duration waited() {
		return Duration
			.ofNanos(Math.max(0, ((this.startedAt != 0) ? this.startedAt : System.nanoTime()) - this.call.issuedAt()));
	}

	private long ran() {
		return (this.startedAt != 0) ? System.nanoTime() - this.startedAt : 0;
	}

	private String describe() {
		return "Task '" + this.call.name() + "' (call " + this.call.spec().id() + ", item " + this.index + ")";
	}

}
