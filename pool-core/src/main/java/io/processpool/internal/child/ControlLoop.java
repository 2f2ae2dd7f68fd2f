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

package io.processpool.internal.child;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.List;

import io.processpool.internal.channel.BlackBox;
import io.processpool.internal.channel.ChildConnection;
import io.processpool.internal.channel.ControlMessages;
import io.processpool.internal.channel.ControlMessages.StackScope;
import io.processpool.internal.channel.ControlMessages.Stacks;
import io.processpool.internal.channel.Message;
import io.processpool.internal.channel.MessageType;

/**
 * Listens to the control socket while tasks run: tells stacks, interrupts, and ends the
 * worker when the parent says so or is gone.
 */
final class ControlLoop implements Runnable {

	private final ChildConnection connection;

	private final BlackBox blackBox;

	private final TaskThread taskThread;

	private final Host host;

	ControlLoop(ChildConnection connection, BlackBox blackBox, TaskThread taskThread, Host host) {
		this.connection = connection;
		this.blackBox = blackBox;
		this.taskThread = taskThread;
		this.host = host;
	}

	@Override
	public void run() {
		try {
			for (Message message = this.connection.nextControl(); message != null; message = this.connection
				.nextControl()) {
				handle(message);
			}
		}
		catch (IOException ex) {
			// As at the end of the socket: the parent is gone
		}
		this.blackBox.mark(BlackBox.Mark.DISMISSED);
		this.host.halt(0);
	}

	private void handle(Message message) throws IOException {
		switch (message.type()) {
			case STACK_REQUEST -> {
				Stacks stacks = stacks(message);
				this.connection.sendControl(MessageType.STACK_REPLY, message.reference(), stacks.encode());
			}
			case INTERRUPT -> this.taskThread.interruptTask(message.reference());
			case RETIRE -> {
				this.blackBox.mark(BlackBox.Mark.DISMISSED);
				this.host.leave();
			}
			default -> throw new IOException("the parent sends " + message.type() + " as control");
		}
	}

	private Stacks stacks(Message message) throws IOException {
		int scope;
		try (InputStream in = message.payload().open()) {
			scope = in.read();
		}
		if (scope == StackScope.ALL.ordinal()) {
			return new Stacks(List.of(), dump());
		}
		StackTraceElement[] frames = this.taskThread.getStackTrace();
		return new Stacks(Arrays.asList(frames).subList(0, StackCutter.length(frames)), "");
	}

	private static String dump() {
		StringBuilder text = new StringBuilder();
		for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true, Integer.MAX_VALUE)) {
			text.append(thread);
			// ThreadInfo prints eight frames at most
			StackTraceElement[] frames = thread.getStackTrace();
			for (int i = 8; i < frames.length; i++) {
				text.append("\tat ").append(frames[i]).append('\n');
			}
			text.append('\n');
		}
		return text.toString();
	}

}
