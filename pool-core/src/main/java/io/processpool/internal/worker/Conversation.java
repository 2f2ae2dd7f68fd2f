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
import java.util.function.Consumer;

import io.processpool.PoolListener.WorkerLogged;
import io.processpool.internal.channel.ControlMessages.Stacks;
import io.processpool.internal.channel.LogMessage;
import io.processpool.internal.channel.Message;
import io.processpool.internal.channel.MessageType;
import io.processpool.internal.channel.ProtocolException;
import io.processpool.internal.channel.WorkerConnection;
import io.processpool.internal.worker.Vitals.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Brings what a worker says to whom it is meant for, refuses what it must not say, and
 * does before each wait what is due. Confined to the agent, or the caller who acts for
 * it.
 */
final class Conversation implements WorkerConnection.Handler {

	private final Vitals vitals;

	private final Birth birth;

	private final Orders orders;

	private final Shortcut shortcut;

	private final Consumer<WorkerLogged> logs;

	/** There from the moment the worker is a process, and nothing comes in before. */
	private @Nullable Service service;

	Conversation(Vitals vitals, Birth birth, Orders orders, Shortcut shortcut, Consumer<WorkerLogged> logs) {
		this.vitals = vitals;
		this.birth = birth;
		this.orders = orders;
		this.shortcut = shortcut;
		this.logs = logs;
	}

	/** There is a process now. */
	void begin(Service service) {
		this.service = service;
	}

	@Override
	public void dataArrived() {
		service().arrived();
	}

	@Override
	public void data(Message message) throws IOException {
		if (!this.vitals.isReady()) {
			this.birth.data(message);
		}
		else if (message.type() == MessageType.ANSWER) {
			service().answered(message);
		}
		else {
			throw unexpected(message, "data");
		}
	}

	@Override
	public void control(Message message) throws IOException {
		if (message.type() == MessageType.LOG) {
			WorkerIdentity worker = this.vitals.identity();
			this.logs.accept(
					new WorkerLogged(worker.pool(), worker.id(), worker.pid(), LogMessage.decode(message.payload())));
			return;
		}
		if (message.type() != MessageType.STACK_REPLY) {
			throw unexpected(message, "control");
		}
		Stacks stacks = Stacks.decode(message.payload());
		if (!this.orders.answered(message.reference(), stacks.text())) {
			service().killSwitch().stackTold(message.reference(), stacks);
		}
	}

	static ProtocolException unexpected(Message message, String socket) {
		return new ProtocolException("the worker sends " + message.type() + " as " + socket);
	}

	@Override
	public long beforeWait() throws IOException {
		if (this.vitals.isExited()) {
			throw new EOFException("the process has ended");
		}
		this.shortcut.rethrow();
		boolean changed = this.orders.obey(service());
		long now = System.nanoTime();
		if (this.vitals.phase() == Phase.BIRTH) {
			long wait = this.birth.untilOverdue(now);
			return changed ? 0 : wait;
		}
		long wait = Math.min(service().killSwitch().advance(now), service().makeWay(now));
		return changed ? 0 : wait;
	}

	@Override
	public boolean expectsData() {
		return this.vitals.phase() == Phase.SERVICE && !service().outstanding().isEmpty();
	}

	private Service service() {
		Service service = this.service;
		if (service == null) {
			throw new IllegalStateException(this.vitals.identity() + " has not been launched yet");
		}
		return service;
	}

}
