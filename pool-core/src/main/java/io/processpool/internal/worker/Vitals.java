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
import java.util.concurrent.atomic.AtomicLong;

/**
 * What everybody may know of a worker: who it is, how far its life has come, how much it
 * has done. Written by the worker's agent, or a caller who acts for it, but for what
 * others tell the agent here: that the process has ended, and that the pool is
 * terminated. Read by any thread; what is read together need not belong together.
 */
final class Vitals {

	private final Instant startedAt = Instant.now();

	/** Written by the agent alone, once more when there is a process. */
	private volatile WorkerIdentity identity;

	/** Written by the agent alone. */
	private volatile Phase phase = Phase.BIRTH;

	/** Written by the agent alone, once. */
	private volatile boolean ready;

	/** Written by the agent, or a caller with the baton: never by two at a time. */
	private final AtomicLong completed = new AtomicLong();

	/** Written by the thread that waits for the process, once. */
	private volatile boolean exited;

	/** Written by whoever terminates the pool. */
	private volatile boolean terminated;

	Vitals(WorkerIdentity identity) {
		this.identity = identity;
	}

	Instant startedAt() {
		return this.startedAt;
	}

	WorkerIdentity identity() {
		return this.identity;
	}

	/** There is a process now. */
	void identify(long pid) {
		this.identity = new WorkerIdentity(this.identity.pool(), this.identity.id(), pid);
	}

	Phase phase() {
		return this.phase;
	}

	void enter(Phase phase) {
		this.phase = phase;
	}

	/** Whether it has ever been ready. */
	boolean isReady() {
		return this.ready;
	}

	void setReady() {
		this.ready = true;
	}

	/** How many items it has answered. */
	long completed() {
		return this.completed.get();
	}

	void completeOne() {
		this.completed.incrementAndGet();
	}

	/** Whether the process has ended, as far as that is known. */
	boolean isExited() {
		return this.exited;
	}

	void setExited() {
		this.exited = true;
	}

	boolean isTerminated() {
		return this.terminated;
	}

	void setTerminated() {
		this.terminated = true;
	}

	/**
	 * What the agent is about.
	 */
	enum Phase {

		/** To bring a worker into the world, until it is ready. */
		BIRTH,

		/** To keep it at work. */
		SERVICE,

		/** To see it go, and settle what it leaves behind. */
		BURIAL

	}

}
