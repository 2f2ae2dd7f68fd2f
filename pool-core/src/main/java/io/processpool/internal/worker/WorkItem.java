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
import java.io.OutputStream;
import java.util.List;

import io.processpool.internal.channel.Answer;
import io.processpool.internal.channel.BlackBox;
import io.processpool.internal.channel.Payload;

/**
 * One item on its way through one worker. Its end is told exactly once by one of the
 * methods below, unless the item is {@linkplain WorkSource#giveBack given back}; the item
 * itself takes care that only the first end counts when others, such as a cancellation,
 * compete.
 */
public interface WorkItem {

	/**
	 * What it has in common with the other items of its call.
	 * @return the call
	 */
	CallSpec call();

	/**
	 * Its place in the input.
	 * @return the index, from 0
	 */
	int index();

	/**
	 * Whether it has to run right after the item before it, in the same worker, since a
	 * chunk of this size was asked for.
	 * @return {@code false} for the first item of a chunk, and for those of chunks that
	 * may be divided
	 */
	boolean isTied();

	/**
	 * Whether it has its outcome already and needs no worker any more.
	 * @return whether it has
	 */
	boolean isSettled();

	/**
	 * Encodes its argument. Runs code of users.
	 * @param out where to
	 * @throws io.processpool.TaskSerializationException if the argument cannot travel
	 * @throws IOException if the stream refuses
	 */
	void encodeArgument(OutputStream out) throws IOException;

	/**
	 * It is now the one that its worker runs.
	 * @param worker the worker
	 */
	void started(WorkerIdentity worker);

	/**
	 * The worker has answered.
	 * @param answer the kind of answer
	 * @param payload what was answered
	 * @param worker the worker
	 * @param nanos how long it ran, as seen from here
	 */
	void answered(Answer answer, Payload payload, WorkerIdentity worker, long nanos);

	/**
	 * It cannot be sent.
	 * @param failure why
	 */
	void refused(RuntimeException failure);

	/**
	 * It outran its time limit.
	 * @param worker the worker
	 * @param stack where the task was then
	 * @param note why the stack is empty, if it is
	 * @param threadDump what all threads did, if that was asked for
	 */
	void timedOut(WorkerIdentity worker, List<StackTraceElement> stack, String note, String threadDump);

	/**
	 * The worker died while it ran the item.
	 * @param worker the worker
	 * @param obituary how it died
	 * @param stage what it was doing with the item
	 */
	void lost(WorkerIdentity worker, Obituary obituary, BlackBox.Stage stage);

}
