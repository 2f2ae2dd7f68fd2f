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
import java.util.function.BooleanSupplier;

import io.processpool.internal.worker.Outstanding.Sent;
import io.processpool.internal.worker.Vitals.Phase;
import org.jspecify.annotations.Nullable;

/**
 * The parent's handle on one worker, from its start to its obituary.
 *
 * <h2>How it works</h2> Every worker has an agent, and every agent a thread of its own.
 * That thread alone starts the worker, reads and writes its channel, keeps the list of
 * what was sent, watches time limits and settles everything when the worker dies; so none
 * of that needs a lock, and what happens to one worker cannot hold up another. Other
 * threads put {@linkplain Orders orders} into a mailbox and wake it. Only a caller who
 * waits for his answer may act in its place for a moment, by a {@linkplain Shortcut
 * shortcut}.
 * <p>
 * The agent lives through three phases, each with a class of its own.
 * <ul>
 * <li>{@link Birth}: launch, handshake, initializer.</li>
 * <li>{@link Service}: send what the {@linkplain Feed feed} has while there is
 * {@linkplain Outstanding room}; then wait for answers, orders, deadlines. It ends by
 * {@linkplain Retirement retirement}, which leaves nothing unfinished, or by an
 * exception: the channel broke, the process ended, a kill came due, the worker broke the
 * protocol.</li>
 * <li>{@link Burial}: whatever it was, kill, wait for the exit, read what the worker had
 * still sent, read the claim word. Items that were not claimed are given back; the one
 * that was claimed and not answered is lost; and only then the set of workers learns of
 * the death.</li>
 * </ul>
 * What comes in from the worker, and what is due before each wait, goes through the
 * {@link Conversation}; what others may know is in the {@link Vitals}. Deliberate kills
 * go through the {@link KillSwitch}: what has not been claimed is taken back first, and
 * nobody is killed whose victim has finished meanwhile.
 * <p>
 * Code of users runs here only when an argument is encoded, without any lock. An encoder
 * that hangs holds up its own worker alone.
 */
public final class WorkerAgent implements Runnable {

	private final int id;

	private final WorkerResources resources;

	private final WorkerSet set;

	private final WorkerMemories memories;

	private final WorkSource source;

	private final AgentThread thread;

	private final Feed feed;

	private final Vitals vitals;

	private final Retirement retirement;

	private final Orders orders;

	private final Shortcut shortcut;

	private final Birth birth;

	private final Conversation conversation;

	private final Burial burial;

	/** Written by the agent, once; what others do with it is up to its parts. */
	private volatile @Nullable Service service;

	WorkerAgent(int id, WorkerResources resources, WorkerMemories memories, WorkSource source, WorkerSet set) {
		this.id = id;
		this.resources = resources;
		this.memories = memories;
		this.source = source;
		this.set = set;
		this.thread = new AgentThread(this, resources.poolName(), id);
		this.feed = new Feed(source, this);
		this.vitals = new Vitals(new WorkerIdentity(resources.poolName(), id, 0));
		this.retirement = new Retirement(this, source, set, this.feed, this.vitals, resources.maxMemoryPerChild());
		this.orders = new Orders(this.vitals, this.retirement);
		this.shortcut = new Shortcut(this.orders, this.vitals);
		this.birth = new Birth(resources, this.vitals, this.retirement);
		this.conversation = new Conversation(this.vitals, this.birth, this.orders, this.shortcut, resources.logs());
		this.burial = new Burial(this, source, this.feed, this.vitals, this.birth, this.retirement);
	}

	void begin() {
		try {
			this.thread.start();
		}
		catch (OutOfMemoryError ex) {
			// No thread to be had, and so nobody who could tell of its end
			this.set.notBegun(this, ex);
		}
	}

	// What the dispatcher may ask

	/**
	 * Its number in the pool.
	 * @return the number
	 */
	public int id() {
		return this.id;
	}

	/**
	 * Whether the current thread is that of an agent.
	 * @param pool the name of the pool whose agent it may be
	 * @return whether it is
	 */
	public static boolean isAgentThread(String pool) {
		return Thread.currentThread() instanceof AgentThread thread && thread.pool().equals(pool);
	}

	/**
	 * Makes the agent look for work and orders.
	 */
	public void wakeup() {
		WorkerBody body = body();
		if (body != null) {
			body.connection().wakeup();
		}
	}

	/**
	 * Whether a caller is on its way to {@link #hurry}, so that it must neither go idle
	 * nor be given work.
	 * @return whether one is
	 */
	public boolean isReserved() {
		return this.shortcut.isReserved();
	}

	/**
	 * A caller is on its way, or has turned round. One that arrives ends this by itself.
	 * @param reserved whether one is on its way
	 */
	public void reserve(boolean reserved) {
		this.shortcut.reserve(reserved);
	}

	/**
	 * Runs a chunk of one item right now, on the thread of a caller who waits for it, and
	 * waits a moment for the answer: two threads less are to be woken. Neither is
	 * anything encoded nor does anything wait for the worker. If the answer takes longer,
	 * the agent takes over; if the agent is awake, it gets the chunk.
	 * @param chunk the chunk, for an agent that was idle
	 * @param done whether it has been answered
	 */
	public void hurry(WorkChunk chunk, BooleanSupplier done) {
		boolean taken = false;
		Service service = this.service;
		try {
			taken = service != null && this.shortcut.take(service, chunk, done);
		}
		catch (IOException ex) {
			// Its agent will find out; somebody else can run it
		}
		finally {
			// Also if memory that the worker has cut off was touched
			if (!taken) {
				this.source.decline(this, chunk);
			}
		}
	}

	// What the set of workers may ask, on any thread

	void order(Order order) {
		this.orders.give(order);
		wakeup();
	}

	/** Kills the process now. */
	void terminate() {
		this.vitals.setTerminated();
		killIfTerminated();
		order(new Order.Terminate());
	}

	/** Asked by either side after it has written what the other one reads. */
	private void killIfTerminated() {
		WorkerBody body = body();
		if (isTerminated() && body != null) {
			body.process().kill();
		}
	}

	boolean isTerminated() {
		return this.vitals.isTerminated();
	}

	/** Frees the thread from whatever code of users it may be caught in. */
	void breakOff() {
		this.thread.breakOff();
	}

	/** Whether it has items that it cannot start now and another worker could. */
	boolean hasSpare() {
		Service service = this.service;
		return service != null && service.spare() > 0;
	}

	/**
	 * Whether its worker has been sent more than it can have begun.
	 * @return whether it has
	 */
	public boolean isAhead() {
		Service service = this.service;
		return service != null && service.outstanding().size() > 1;
	}

	Snapshot snapshot() {
		return Snapshot.of(this.vitals, body());
	}

	/** Measures the worker, and tells the agent if it is too large. Never throws. */
	void lookAtMemory(long limit) {
		WorkerBody body = body();
		if (body == null || this.vitals.phase() != Phase.SERVICE) {
			return;
		}
		Sent head = body.outstanding().head();
		long resident = body.process().residentMemory().orElse(0);
		if (resident > limit) {
			order(new Order.TooLarge(head, resident));
		}
	}

	boolean wasReady() {
		return this.vitals.isReady();
	}

	long completed() {
		return this.vitals.completed();
	}

	WorkerIdentity identity() {
		return this.vitals.identity();
	}

	/** Known when the agent has ended. */
	@Nullable Throwable initializerFailure() {
		return this.birth.initializerFailure();
	}

	/** Known when the agent has ended. */
	boolean hasStartedTask() {
		return this.burial.hasStartedTask();
	}

	private @Nullable WorkerBody body() {
		Service service = this.service;
		return (service != null) ? service.body() : null;
	}

	// Its life, on its own thread

	@Override
	public void run() {
		Throwable cause = null;
		try {
			Service service = bear();
			service.run();
			this.retirement.dismiss(service.body());
		}
		catch (Throwable ex) {
			// Whatever it was, even memory that ran out: the worker must be buried
			cause = ex;
		}
		bury(cause);
	}

	private Service bear() throws IOException {
		this.birth.begin();
		WorkerBody body = WorkerBody.launch(this.id, this.resources, this.memories, this.conversation);
		Service service = new Service(this, this.source, this.set, this.feed, this.vitals, this.retirement,
				this.resources.maxTasksPerChild(), body);
		this.conversation.begin(service);
		this.service = service;
		killIfTerminated();
		this.vitals.identify(body.process().pid());
		body.process().exit().thenRun(() -> {
			this.vitals.setExited();
			wakeup();
		});
		this.set.started(this);
		this.birth.attend(body);
		this.vitals.enter(Phase.SERVICE);
		this.set.ready(this);
		return service;
	}

	/** Whatever happens: what was not sent goes to others, and a successor comes. */
	private void bury(@Nullable Throwable cause) {
		this.vitals.enter(Phase.BURIAL);
		try {
			this.burial.perform(this.service, cause);
		}
		finally {
			this.source.release(this);
			this.feed.surrender();
			this.orders.end();
			this.set.ended(this, this.burial.obituary(), cause);
		}
	}

}
