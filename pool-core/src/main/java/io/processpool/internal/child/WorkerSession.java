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

import io.processpool.TaskCodec;
import io.processpool.internal.channel.BlackBox;
import io.processpool.internal.channel.Bootstrap;
import io.processpool.internal.channel.ChildConnection;
import io.processpool.internal.codec.ClassRules;
import io.processpool.internal.codec.DecodeLimits;
import io.processpool.internal.codec.ObjectCodec;
import io.processpool.internal.codec.TaskCodecs;
import io.processpool.internal.codec.ThrowableCodec;
import org.jspecify.annotations.Nullable;

/**
 * One worker from its connection to its end: the task thread and the control thread, and
 * what they share.
 */
public final class WorkerSession {

	private static final long CONTROL_STACK = 256 * 1024;

	/** How many milliseconds a worker that exits takes for what it has logged. */
	private static final long LOG_PATIENCE = 500;

	private final ChildConnection connection;

	private final TaskThread taskThread;

	private final Thread controlThread;

	private WorkerSession(ChildConnection connection, TaskThread taskThread, Thread controlThread) {
		this.connection = connection;
		this.taskThread = taskThread;
		this.controlThread = controlThread;
	}

	/**
	 * Connects to the parent.
	 * @param bootstrap what the parent has told
	 * @param loader resolves the classes of tasks
	 * @param host what the worker lives in
	 * @return the session, not yet started
	 * @throws IOException if the parent cannot be reached
	 */
	public static WorkerSession open(Bootstrap bootstrap, ClassLoader loader, Host host) throws IOException {
		TaskCodec codecOfOthers = codec(bootstrap, loader);
		BlackBox blackBox = BlackBox.open(bootstrap.blackBox(), bootstrap.epoch());
		ChildContext context = new ChildContext(bootstrap, blackBox);
		ChildConnection connection = ChildConnection.connect(bootstrap);
		String prefix = host.isProcess() ? "" : bootstrap.poolName() + " worker " + bootstrap.workerId() + " ";
		LogSender logSender = new LogSender(connection, prefix + "log");
		context.logTo(logSender);
		if (host.isProcess()) {
			Runtime.getRuntime().addShutdownHook(new Thread(() -> {
				blackBox.mark(BlackBox.Mark.EXITING);
				logSender.flush(LOG_PATIENCE);
			}, "processpool-last-words"));
		}
		ObjectCodec codec = new ObjectCodec(DecodeLimits.defaults(), ClassRules.trusting(), codecOfOthers);
		TaskLoop loop = new TaskLoop(connection, blackBox, codec, new ThrowableCodec(DecodeLimits.defaults()), loader,
				context, host);
		TaskThread taskThread = new TaskThread(loop, prefix + "task");
		taskThread.setContextClassLoader(loader);
		taskThread.setDaemon(!host.isProcess());
		Thread controlThread = new Thread(null, new ControlLoop(connection, blackBox, taskThread, host),
				prefix + "control", CONTROL_STACK);
		controlThread.setDaemon(true);
		return new WorkerSession(connection, taskThread, controlThread);
	}

	private static @Nullable TaskCodec codec(Bootstrap bootstrap, ClassLoader loader) throws IOException {
		String name = bootstrap.codec();
		try {
			return (name != null) ? TaskCodecs.find(name, loader) : null;
		}
		catch (IllegalArgumentException ex) {
			throw new IOException("The pool's codec is '" + name + "', allowed in this worker is " + ex.getMessage(),
					ex);
		}
	}

	/**
	 * Starts to work.
	 */
	public void start() {
		this.controlThread.start();
		this.taskThread.start();
	}

	/**
	 * Lets go of a worker that is a thread: interrupts what it runs and closes its
	 * connection.
	 */
	public void abandon() {
		this.taskThread.interrupt();
		this.connection.close();
	}

}
