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

import java.io.EOFException;
import java.io.IOException;

import io.processpool.ExitReason;
import io.processpool.internal.channel.Message;
import io.processpool.internal.channel.MessageType;
import io.processpool.internal.channel.MessageWriter;
import io.processpool.internal.channel.ProtocolException;
import io.processpool.internal.channel.WorkerConnection;
import org.jspecify.annotations.Nullable;

/**
 * How a process becomes a worker: it connects, gets the initializer, and says that it is
 * ready, all of it within the time for a start. Confined to the agent, but for
 * {@link #initializerFailure}, which the set of workers asks when the agent has ended.
 */
final class Birth {

	private final WorkerResources resources;

	private final Vitals vitals;

	private final Retirement retirement;

	private long deadline;

	private @Nullable Throwable initializerFailure;

	Birth(WorkerResources resources, Vitals vitals, Retirement retirement) {
		this.resources = resources;
		this.vitals = vitals;
		this.retirement = retirement;
	}

	/** The time begins to run. */
	void begin() throws EOFException {
		this.deadline = System.nanoTime() + this.resources.startTimeout().toNanos();
		if (this.vitals.isTerminated()) {
			throw new EOFException("the pool was terminated");
		}
	}

	/** Waits until it is ready. */
	void attend(WorkerBody body) throws IOException {
		WorkerConnection connection = body.connection();
		connect(connection);
		body.process().identified(connection.workerPid());
		MessageWriter out = connection.data();
		out.begin(MessageType.INITIALIZE, 0);
		this.resources.initializer().writeTo(out);
		out.commit();
		out.flush();
		while (!this.vitals.isReady()) {
			connection.poll();
		}
	}

	private static void connect(WorkerConnection connection) throws IOException {
		try {
			while (!connection.isConnected()) {
				connection.poll();
			}
		}
		catch (EOFException ex) {
			ProtocolException refusal = connection.refusal();
			if (refusal == null) {
				throw ex;
			}
			// The worker gave up, or ran out of time, because it was not recognised
			refusal.addSuppressed(ex);
			throw refusal;
		}
	}

	/** What a worker says that is not ready yet. */
	void data(Message message) throws IOException {
		if (message.type() == MessageType.READY) {
			this.vitals.setReady();
		}
		else if (message.type() == MessageType.INITIALIZER_FAILED) {
			byte[] bytes = message.payload().toByteArray();
			this.initializerFailure = this.resources.throwables()
				.decode(bytes, 0, bytes.length, this.resources.loader());
			throw new EOFException("the initializer failed");
		}
		else {
			throw Conversation.unexpected(message, "data");
		}
	}

	/**
	 * How long it may still take.
	 * @throws EOFException if the time is up
	 */
	long untilOverdue(long now) throws EOFException {
		if (now - this.deadline >= 0) {
			this.retirement.intend(ExitReason.START_FAILED);
			throw new EOFException("it was not ready within " + this.resources.startTimeout());
		}
		return this.deadline - now;
	}

	/** What the initializer threw, if it was that. */
	@Nullable Throwable initializerFailure() {
		return this.initializerFailure;
	}

}
