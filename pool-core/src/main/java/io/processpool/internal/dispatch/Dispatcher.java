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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.processpool.PoolSaturatedException;
import io.processpool.SaturationPolicy;
import io.processpool.internal.worker.WorkChunk;
import io.processpool.internal.worker.WorkItem;
import io.processpool.internal.worker.WorkSource;
import io.processpool.internal.worker.WorkerAgent;
import io.processpool.internal.worker.WorkerSet;
import org.jspecify.annotations.Nullable;

/**
 * Brings work and workers together.
 *
 * <h2>How it works</h2> Calls wait in a queue. Agents come and {@linkplain #take take} a
 * chunk of the first call; a call of which something is left goes to the end of the
 * queue, so that no call waits for the whole of another one. A call of a single item does
 * not even wait for a chunk: an agent that has more to do {@linkplain #takeShort takes}
 * it between two items. What workers could not start is {@linkplain #giveBack given back}
 * and goes first, before any call.
 * <p>
 * An agent that finds nothing and has nothing else to do is put on a stack of idle
 * agents. Whoever adds work takes agents off that stack and wakes them, the one that
 * became idle last first, since its worker is still warm. Taking and going idle happen
 * under one lock, so no agent sleeps while there is work for it. An agent that goes idle
 * while another one has more than it can start makes that one share.
 * <p>
 * No more agents have work than there are to be workers, although a worker's successor is
 * started while the worker still runs its last item: it is ready then, and idle.
 * <p>
 * One lock guards the queue, the stack and the count of waiting items. No code of users
 * runs under it, nothing is written under it, and agents are woken outside of it.
 */
public final class Dispatcher implements WorkSource {

	private final String pool;

	private final int processes;

	private final int capacity;

	private final SaturationPolicy policy;

	/** All calls that are not over, by id. */
	private final Map<Long, Call> calls = new ConcurrentHashMap<>();

	/** Guards the fields below. */
	private final ReentrantLock lock = new ReentrantLock();

	/** Signalled when items stop waiting. */
	private final Condition room = this.lock.newCondition();

	private final Deque<Call> queue = new ArrayDeque<>();

	private final Deque<Chunk> returned = new ArrayDeque<>();

	private final Deque<WorkerAgent> idle = new ArrayDeque<>();

	/** Agents that were woken and have not come yet. */
	private final Set<WorkerAgent> woken = new HashSet<>();

	/**
	 * Agents that have work, never more than there are to be workers: a successor that is
	 * ready before its predecessor has finished waits for that.
	 */
	private final Set<WorkerAgent> holders = new HashSet<>();

	/** Items that were admitted and that no agent has. */
	private long waiting;

	/**
	 * Whether an agent is idle and may have work; written under the lock, read without.
	 */
	private volatile boolean anyIdle;

	/** How many calls of a single item are in the queue. */
	private int shortCalls;

	/**
	 * Whether a call of a single item is in the queue; written under the lock, read
	 * without.
	 */
	private volatile boolean anyShort;

	/** Set before the first call is issued. */
	private volatile @Nullable WorkerSet workers;

	/**
	 * An empty dispatcher.
	 * @param pool the pool's name
	 * @param processes how many workers there are
	 * @param capacity how many items may wait
	 * @param policy what happens to a call for which there is no room
	 */
	public Dispatcher(String pool, int processes, int capacity, SaturationPolicy policy) {
		this.pool = pool;
		this.processes = processes;
		this.capacity = capacity;
		this.policy = policy;
	}

	/**
	 * Introduces the workers.
	 * @param workers the workers
	 */
	public void connect(WorkerSet workers) {
		this.workers = workers;
	}

	/**
	 * How many items wait for a worker.
	 * @return the number
	 */
	public long waiting() {
		this.lock.lock();
		try {
			return this.waiting;
		}
		finally {
			this.lock.unlock();
		}
	}

	// Calls

	void register(Call call) {
		this.calls.put(call.spec().id(), call);
	}

	void unregister(Call call) {
		this.calls.remove(call.spec().id());
	}

	/**
	 * Settles everything that is not settled yet.
	 * @param cause makes an exception that says why nothing will be run any more, one for
	 * each call, since it gets the stack of whoever it is thrown to
	 */
	public void abortAll(Supplier<RuntimeException> cause) {
		Set<Call> all = Collections.newSetFromMap(new IdentityHashMap<>());
		all.addAll(this.calls.values());
		all.forEach((call) -> call.abort(cause.get()));
		this.lock.lock();
		try {
			// Not those that are issued while the pool is being started again
			all.forEach((call) -> {
				removeWaiting(call.drop());
				call.setQueued(false);
			});
			this.queue.removeIf((call) -> {
				boolean aborted = all.contains(call);
				if (aborted) {
					dequeued(call);
				}
				return aborted;
			});
			for (Chunk chunk : List.copyOf(this.returned)) {
				if (chunk.owner().isOver()) {
					this.returned.remove(chunk);
					removeWaiting(chunk.remaining());
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Makes room for items before they are issued.
	 * @param items how many
	 * @param patient whether to wait for room whatever the policy says, and for an empty
	 * queue if there can never be room enough
	 * @throws InterruptedException if the thread is interrupted while it waits
	 * @throws PoolSaturatedException if there is no room, and none to wait for
	 */
	void admit(int items, boolean patient) throws InterruptedException {
		this.lock.lock();
		try {
			boolean waits = patient || this.policy == SaturationPolicy.WAIT;
			while (this.waiting + items > this.capacity && !(patient && this.waiting == 0)) {
				if (!waits || (items > this.capacity && !patient)) {
					throw new PoolSaturatedException("The queue of pool '" + this.pool + "' holds " + this.waiting
							+ " waiting items of at most " + this.capacity + ", so there is no room for " + items
							+ " more. Try again later, issue fewer at a time, use imap, or raise queueCapacity");
				}
				this.room.await();
			}
			this.waiting += items;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Items that were admitted will not be issued after all. */
	void dismiss(int items) {
		this.lock.lock();
		try {
			removeWaiting(items);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The call has items to take. */
	void offer(Call call) {
		List<WorkerAgent> woken;
		boolean busy = false;
		this.lock.lock();
		try {
			boolean firstShort = isShort(call) && !this.anyShort;
			if (!call.isQueued()) {
				call.setQueued(true);
				enqueue(call);
			}
			woken = takeIdle(call.available());
			if (woken.isEmpty() && firstShort) {
				woken = List.copyOf(this.holders);
				busy = true;
			}
		}
		finally {
			this.lock.unlock();
		}
		for (WorkerAgent agent : woken) {
			// Who is not ahead of its worker looks for work soon enough
			if (!busy || agent.isAhead()) {
				agent.wakeup();
			}
		}
	}

	private static boolean isShort(Call call) {
		return call.spec().header().single();
	}

	private void enqueue(Call call) {
		this.queue.add(call);
		if (isShort(call)) {
			countShort(1);
		}
	}

	/** The call has left the queue. */
	private void dequeued(Call call) {
		if (isShort(call)) {
			countShort(-1);
		}
	}

	private void countShort(int change) {
		this.shortCalls += change;
		this.anyShort = this.shortCalls > 0;
	}

	/**
	 * The call has one item to take, and its caller waits for it: if a worker has nothing
	 * to do, the caller itself sends it there.
	 * @param call the call
	 * @param done whether it has been answered
	 */
	void hurry(Call call, BooleanSupplier done) {
		WorkerAgent agent = null;
		Chunk chunk = null;
		this.lock.lock();
		try {
			if (this.anyIdle && this.queue.isEmpty() && this.returned.isEmpty()) {
				chunk = call.take(this.processes);
			}
			if (chunk != null) {
				agent = this.idle.pop();
				agent.reserve(true);
				this.holders.add(agent);
				removeWaiting(chunk.remaining());
				updateAnyIdle();
			}
		}
		finally {
			this.lock.unlock();
		}
		if (agent != null && chunk != null) {
			agent.hurry(chunk, done);
		}
		else {
			offer(call);
		}
	}

	@Override
	public void decline(WorkerAgent agent, WorkChunk chunk) {
		agent.reserve(false);
		giveBack(List.of(), chunk);
		// It is not among the idle, and may be about to wait
		agent.wakeup();
	}

	/** The call's waiting items are settled: nobody needs to take them. */
	void withdraw(Call call) {
		this.lock.lock();
		try {
			if (call.isQueued()) {
				call.setQueued(false);
				if (this.queue.remove(call)) {
					dequeued(call);
				}
			}
			removeWaiting(call.drop());
		}
		finally {
			this.lock.unlock();
		}
	}

	// Agents

	@Override
	public @Nullable WorkChunk take(WorkerAgent agent, boolean idle) {
		Chunk chunk;
		boolean mayShare;
		this.lock.lock();
		try {
			if (agent.isReserved()) {
				// Whoever comes to act for it asks then, or wakes it
				return null;
			}
			this.woken.remove(agent);
			if (idle) {
				this.holders.remove(agent);
			}
			mayShare = idle && hasRoom();
			chunk = mayTake(agent, idle) ? next() : null;
			if (chunk != null) {
				this.holders.add(agent);
				removeWaiting(chunk.remaining());
				// It may have found the work without having been woken for it
				this.idle.remove(agent);
			}
			else if (idle && !this.idle.contains(agent)) {
				this.idle.push(agent);
			}
			updateAnyIdle();
		}
		finally {
			this.lock.unlock();
		}
		WorkerSet workers = this.workers;
		if (chunk == null && mayShare && workers != null) {
			workers.shareWith(agent);
		}
		return chunk;
	}

	@Override
	public @Nullable WorkChunk takeShort(WorkerAgent agent) {
		this.lock.lock();
		try {
			if (agent.isReserved() || !mayTake(agent, false)) {
				return null;
			}
			for (Iterator<Call> calls = this.queue.iterator(); calls.hasNext();) {
				Call call = calls.next();
				if (isShort(call)) {
					calls.remove();
					dequeued(call);
					call.setQueued(false);
					Chunk chunk = call.take(this.processes);
					if (chunk != null) {
						removeWaiting(chunk.remaining());
						return chunk;
					}
				}
			}
			return null;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public boolean hasShort() {
		return this.anyShort;
	}

	private boolean mayTake(WorkerAgent agent, boolean idle) {
		if (idle) {
			return hasRoom();
		}
		// Work that an idle worker could do now is not for one that is busy
		boolean others = hasRoom() && !(this.idle.isEmpty() && this.woken.isEmpty());
		return this.holders.contains(agent) && !others;
	}

	/** Whether one more agent may have work. */
	private boolean hasRoom() {
		return this.holders.size() < this.processes;
	}

	private void updateAnyIdle() {
		this.anyIdle = !this.idle.isEmpty() && hasRoom();
	}

	private @Nullable Chunk next() {
		Chunk back = this.returned.poll();
		if (back != null) {
			back.untie();
			return back;
		}
		for (Call call = this.queue.poll(); call != null; call = this.queue.poll()) {
			dequeued(call);
			Chunk chunk = call.take(this.processes);
			if (chunk != null && call.available() > 0) {
				enqueue(call);
			}
			else {
				call.setQueued(false);
			}
			if (chunk != null) {
				return chunk;
			}
		}
		return null;
	}

	@Override
	public void giveBack(List<WorkItem> items, @Nullable WorkChunk chunk) {
		List<WorkerAgent> woken;
		this.lock.lock();
		try {
			int count = items.size();
			if (chunk instanceof Chunk rest && rest.remaining() > 0) {
				this.returned.push(rest);
				count += rest.remaining();
			}
			for (int i = items.size() - 1; i >= 0; i--) {
				putBack((Item) items.get(i));
			}
			this.waiting += count;
			woken = takeIdle(count);
		}
		finally {
			this.lock.unlock();
		}
		woken.forEach(WorkerAgent::wakeup);
	}

	/** Items of a chunk that was asked for stay together. */
	private void putBack(Item item) {
		Chunk next = this.returned.peek();
		boolean tied = next != null && next.isTiedTo(item);
		if (tied) {
			this.returned.pop();
		}
		this.returned.push(Chunk.of(item, tied ? next : null));
	}

	@Override
	public boolean hasIdle() {
		return this.anyIdle;
	}

	@Override
	public void forget(WorkerAgent agent) {
		List<WorkerAgent> woken = List.of();
		this.lock.lock();
		try {
			this.idle.remove(agent);
			this.woken.remove(agent);
			updateAnyIdle();
			// It may have been woken for work that it will not take now
			if (this.waiting > 0) {
				woken = takeIdle(1);
			}
		}
		finally {
			this.lock.unlock();
		}
		woken.forEach(WorkerAgent::wakeup);
	}

	@Override
	public void release(WorkerAgent agent) {
		List<WorkerAgent> woken = List.of();
		this.lock.lock();
		try {
			if (this.holders.remove(agent) && this.waiting > 0) {
				woken = takeIdle(1);
			}
			updateAnyIdle();
		}
		finally {
			this.lock.unlock();
		}
		woken.forEach(WorkerAgent::wakeup);
	}

	private List<WorkerAgent> takeIdle(int count) {
		List<WorkerAgent> taken = new ArrayList<>(Math.min(count, this.idle.size()));
		while (taken.size() < count && !this.idle.isEmpty()) {
			taken.add(this.idle.pop());
		}
		this.woken.addAll(taken);
		updateAnyIdle();
		return taken;
	}

	private void removeWaiting(int items) {
		this.waiting -= items;
		assert this.waiting >= 0 : this.waiting + " items wait";
		this.room.signalAll();
	}

}
