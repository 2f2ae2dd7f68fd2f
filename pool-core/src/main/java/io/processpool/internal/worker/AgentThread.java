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

/**
 * The thread of an agent. An interrupt would close the channel that it waits on, and
 * nobody needs one to reach it: code of users that it runs (the encoding of arguments)
 * may interrupt it, but only {@link #breakOff} gets through.
 */
final class AgentThread extends Thread {

	private final String pool;

	/** An agent runs encoders of users, which recurse; the default depth is theirs. */
	AgentThread(WorkerAgent agent, String pool, int workerId) {
		super(null, agent, pool + "-worker-" + workerId, 0, false);
		this.pool = pool;
		setDaemon(true);
		setContextClassLoader(AgentThread.class.getClassLoader());
	}

	String pool() {
		return this.pool;
	}

	@Override
	public void interrupt() {
		// See above
	}

	/** The pool is terminated: whatever this thread does, it is not wanted any more. */
	void breakOff() {
		super.interrupt();
	}

}
