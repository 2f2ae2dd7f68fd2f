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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;

import io.processpool.WorkerContext;
import io.processpool.WorkerLogEvent;
import io.processpool.internal.channel.BlackBox;
import io.processpool.internal.channel.Bootstrap;
import org.jspecify.annotations.Nullable;

/**
 * What tasks and initializers see of the worker that runs them.
 */
final class ChildContext extends WorkerContext {

	/** Tells the builder of pools, which knows nothing of this package. */
	private static final String NESTED_POOLS = "io.processpool.nested-pools-allowed";

	private final String poolName;

	private final int workerId;

	private final ConcurrentMap<String, Object> attributes = new ConcurrentHashMap<>();

	private final BlackBox blackBox;

	/** Guards the progress in the black box, which is written by one at a time. */
	private final ReentrantLock progressLock = new ReentrantLock();

	/** What runs; written by the task thread, read by any. */
	private volatile @Nullable Running running;

	/** Set when there is a connection. */
	private volatile @Nullable LogSender logSender;

	ChildContext(Bootstrap bootstrap, BlackBox blackBox) {
		this.blackBox = blackBox;
		this.poolName = bootstrap.poolName();
		this.workerId = bootstrap.workerId();
		if (bootstrap.allowNestedPools()) {
			this.attributes.put(NESTED_POOLS, true);
		}
	}

	/** Makes this the context of the whole process, or only of the current thread. */
	void bind(boolean wholeProcess) {
		if (wholeProcess) {
			bindProcess(this);
		}
		else {
			bindThread(this);
		}
	}

	/** From now on there is a channel for what is logged. */
	void logTo(LogSender sender) {
		this.logSender = sender;
	}

	void begin(long position, Map<String, String> headers) {
		this.running = new Running(position, headers);
	}

	void end() {
		this.running = null;
	}

	@Override
	public String poolName() {
		return this.poolName;
	}

	@Override
	public int workerId() {
		return this.workerId;
	}

	@Override
	public long pid() {
		return ProcessHandle.current().pid();
	}

	@Override
	public ConcurrentMap<String, Object> attributes() {
		return this.attributes;
	}

	@Override
	public Map<String, String> headers() {
		Running running = this.running;
		return (running != null) ? running.headers() : Map.of();
	}

	@Override
	public void progress(long done, long total) {
		if (done < 0 || total < 0) {
			throw new IllegalArgumentException(
					"progress is " + done + " of " + total + ": both must be 0 or more (a total of 0 is unknown)");
		}
		this.progressLock.lock();
		try {
			Running running = this.running;
			if (running != null) {
				this.blackBox.progress(running.position(), done, total);
			}
		}
		finally {
			this.progressLock.unlock();
		}
	}

	@Override
	public void log(WorkerLogEvent event) {
		LogSender sender = this.logSender;
		if (sender != null) {
			sender.log(event);
		}
	}

	/** The item that runs, and the headers of its call. */
	private record Running(long position, Map<String, String> headers) {
	}

}
