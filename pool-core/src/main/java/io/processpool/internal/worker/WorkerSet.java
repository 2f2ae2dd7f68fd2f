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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.processpool.ExitReason;
import io.processpool.PoolListener;
import io.processpool.WorkerEnd;
import io.processpool.WorkerInfo;
import io.processpool.WorkerStartException;
import org.jspecify.annotations.Nullable;

/**
 * The workers of a pool. Keeps as many as are wanted, replaces those that are gone, and
 * gives up when they keep failing before they have done anything.
 * <p>
 * Safe for any number of threads. One lock guards all state; agents are started and
 * listeners are told outside of it.
 */
public final class WorkerSet {

	private final int processes;

	private final WorkerResources resources;

	private final WorkerMemories memories;

	private final PoolEvents events;

	private final ScheduledExecutorService timer;

	private final Owner owner;

	private final EndReports reports;

	private final MemoryWatch memoryWatch;

	/** Guards all fields below. */
	private final ReentrantLock lock = new ReentrantLock();

	/** Signalled when a worker becomes ready, ends, or the set gives up. */
	private final Condition changed = this.lock.newCondition();

	private final Roster roster = new Roster();

	private final CrashLoop crashLoop;

	private final Revival revival;

	private int wanted;

	/**
	 * Whether it was decided that there are to be no workers, until it is started again.
	 */
	private boolean withdrawn;

	/** Workers that wait for a back-off to end before they are made. */
	private int delayed;

	private @Nullable WorkerStartException broken;

	/**
	 * A set without workers.
	 * @param processes how many workers it will have
	 * @param resources what workers are made with
	 * @param events tells what happens
	 * @param timer for back-off
	 * @param owner gives the work
	 */
	public WorkerSet(int processes, WorkerResources resources, PoolEvents events, ScheduledExecutorService timer,
			Owner owner) {
		this.processes = processes;
		this.resources = resources;
		this.memories = new WorkerMemories(resources);
		this.events = events;
		this.timer = timer;
		this.owner = owner;
		this.reports = new EndReports(resources.poolName());
		this.crashLoop = new CrashLoop(processes);
		this.revival = new Revival(timer);
		this.memoryWatch = new MemoryWatch(resources.maxMemoryPerChild(), timer, () -> locked(this.roster::all));
	}

	/**
	 * Starts what is missing. Does not wait.
	 */
	public void start() {
		locked(this::fillAll).forEach(WorkerAgent::begin);
	}

	/**
	 * Lets every worker finish what it runs and end, and starts no more.
	 * @param reason why
	 */
	public void retireAll(ExitReason reason) {
		retire(withdraw(), reason);
	}

	/**
	 * Kills every worker, and starts no more.
	 */
	public void terminateAll() {
		withdraw().forEach(WorkerAgent::terminate);
	}

	/**
	 * Waits until those are gone that {@link #terminateAll} has killed, and no longer.
	 * @param timeout how long to wait
	 * @return whether they are gone
	 * @throws InterruptedException if the thread is interrupted
	 */
	public boolean awaitTerminated(Duration timeout) throws InterruptedException {
		return await(() -> this.roster.all().stream().noneMatch(WorkerAgent::isTerminated), timeout);
	}

	/**
	 * Frees agents that {@link #terminateAll} has found in code of users. Not those of a
	 * set that was started again meanwhile.
	 */
	public void breakOffAll() {
		locked(this.roster::all).stream().filter(WorkerAgent::isTerminated).forEach(WorkerAgent::breakOff);
	}

	/**
	 * Does the same later, for whoever cannot wait.
	 * @param delay how much later
	 */
	public void breakOffAll(Duration delay) {
		this.timer.schedule(() -> breakOffAll(), delay.toNanos(), TimeUnit.NANOSECONDS);
	}

	private static void retire(Collection<WorkerAgent> agents, ExitReason reason) {
		agents.forEach((agent) -> agent.order(new Order.Retire(reason)));
	}

	private Collection<WorkerAgent> withdraw() {
		return locked(() -> {
			this.revival.callOff();
			this.withdrawn = true;
			this.changed.signalAll();
			return leaveAll();
		});
	}

	/** They have no successors, but must not be in the way of those of a restart. */
	private Collection<WorkerAgent> leaveAll() {
		this.wanted = 0;
		this.roster.leaveAll();
		return this.roster.all();
	}

	/**
	 * Replaces every worker by a new one, after it has finished what it runs.
	 */
	public void recycleAll() {
		locked(this.roster::members).forEach(this::recycle);
	}

	/**
	 * Replaces one worker.
	 * @param workerId its number
	 */
	public void recycle(int workerId) {
		recycle(get(workerId));
	}

	private void recycle(WorkerAgent agent) {
		replace(agent);
		agent.order(new Order.Retire(ExitReason.RECYCLED));
	}

	/**
	 * Asks a worker what all its threads do.
	 * @param workerId its number
	 * @return the answer to come
	 */
	public CompletableFuture<String> dump(int workerId) {
		CompletableFuture<String> answer = new CompletableFuture<>();
		get(workerId).order(new Order.Dump(answer));
		return answer;
	}

	private WorkerAgent get(int workerId) {
		WorkerAgent agent = locked(() -> this.roster.find(workerId));
		if (agent == null) {
			throw new IllegalArgumentException("Pool '" + this.resources.poolName() + "' has no worker " + workerId
					+ "; it has " + locked(this.roster::all).stream().map(WorkerAgent::id).toList());
		}
		return agent;
	}

	/**
	 * Gives an order to all workers.
	 * @param order the order
	 */
	private void orderAll(Order order) {
		locked(this.roster::all).forEach((agent) -> agent.order(order));
	}

	/**
	 * Items of a call have been cancelled: whoever runs one is killed.
	 * @param callId the call
	 */
	public void cancel(long callId) {
		orderAll(new Order.Cancel(callId));
	}

	/**
	 * A call is over: workers forget its function.
	 * @param callId the call
	 */
	public void forget(long callId) {
		orderAll(new Order.Forget(callId));
	}

	/**
	 * Somebody has nothing to do: if anybody has more than it can start, it is asked to
	 * share.
	 * @param poor who has nothing to do, or nothing to share
	 */
	public void shareWith(WorkerAgent poor) {
		WorkerAgent rich = locked(() -> this.roster.findWithSpare(poor));
		if (rich != null) {
			rich.order(new Order.Share());
		}
	}

	/**
	 * Waits until as many workers are ready as asked for.
	 * @param count how many, or fewer if the set is to have fewer
	 * @param timeout how long to wait
	 * @return whether they are; {@code false} also if no workers are wanted any more
	 * @throws InterruptedException if the thread is interrupted
	 * @throws WorkerStartException if the set has given up
	 */
	public boolean awaitReady(int count, Duration timeout) throws InterruptedException {
		long left = Durations.nanos(timeout);
		this.lock.lock();
		try {
			while (true) {
				if (this.broken != null) {
					throw new WorkerStartException(String.valueOf(this.broken.getMessage()), this.broken.getCause());
				}
				if (this.roster.ready() >= count) {
					return true;
				}
				if (left <= 0 || this.withdrawn) {
					return false;
				}
				left = this.changed.awaitNanos(left);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until no worker is left.
	 * @param timeout how long to wait
	 * @return whether none is left
	 * @throws InterruptedException if the thread is interrupted
	 */
	public boolean awaitEnd(Duration timeout) throws InterruptedException {
		return await(this.roster::isEmpty, timeout);
	}

	/** The condition is looked at under the lock. */
	private boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
		long left = Durations.nanos(timeout);
		this.lock.lock();
		try {
			while (!condition.getAsBoolean()) {
				if (left <= 0) {
					return false;
				}
				left = this.changed.awaitNanos(left);
			}
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Nobody will be started any more, and nobody is left: lets go of what workers would
	 * have shared.
	 */
	public void dissolve() {
		this.memories.clear();
	}

	/**
	 * Whether no worker is left.
	 * @return whether none is
	 */
	public boolean isEmpty() {
		return locked(this.roster::isEmpty);
	}

	/**
	 * Whether workers are kept, and replaced when they end.
	 * @return whether they are; {@code false} if those that are left will have no
	 * successors
	 */
	public boolean isWanted() {
		return locked(() -> this.wanted > 0);
	}

	/**
	 * All workers, by their number.
	 * @return snapshots
	 */
	public List<WorkerInfo> infos() {
		List<WorkerInfo> infos = new ArrayList<>();
		locked(this.roster::all).forEach((agent) -> infos.add(agent.snapshot()));
		return List.copyOf(infos);
	}

	/**
	 * How many workers have ever been started.
	 * @return the number
	 */
	public long started() {
		return locked(this.roster::made);
	}

	/**
	 * How many workers have ended, by reason.
	 * @return the numbers
	 */
	public Map<ExitReason, Long> exits() {
		return locked(this.roster::exits);
	}

	/**
	 * When a set that has given up tries again.
	 * @return the time, or {@code null} if it has not given up, or tries just now
	 */
	public @Nullable Instant nextAttempt() {
		return locked(this.revival::nextAttempt);
	}

	/**
	 * How the last workers have ended that nobody wanted to end.
	 * @return a few, the latest one last
	 */
	public List<WorkerEnd> recentExits() {
		return locked(this.roster::recent);
	}

	private <T extends @Nullable Object> T locked(Supplier<T> action) {
		this.lock.lock();
		try {
			return action.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	// What agents report

	void started(WorkerAgent agent) {
		WorkerIdentity worker = agent.identity();
		this.events
			.tell((to) -> to.workerStarted(new PoolListener.WorkerEvent(worker.pool(), worker.id(), worker.pid())));
	}

	void ready(WorkerAgent agent) {
		this.memoryWatch.begin();
		boolean revived;
		List<WorkerAgent> made = List.of();
		this.lock.lock();
		try {
			this.crashLoop.ready();
			revived = this.revival.isTrying();
			if (revived) {
				made = fillAll();
			}
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
		made.forEach(WorkerAgent::begin);
		if (revived) {
			this.owner.revived();
		}
		WorkerIdentity worker = agent.identity();
		this.events
			.tell((to) -> to.workerReady(new PoolListener.WorkerEvent(worker.pool(), worker.id(), worker.pid())));
	}

	/** The worker is about to end: its successor need not wait for that. */
	void replace(WorkerAgent agent) {
		List<WorkerAgent> made = locked(() -> this.roster.leave(agent) ? fill() : List.of());
		made.forEach(WorkerAgent::begin);
	}

	/** Called by whoever made it, who may hold locks. */
	void notBegun(WorkerAgent agent, Throwable cause) {
		this.timer.execute(() -> ended(agent, Obituary.unborn(null, cause), cause));
	}

	void ended(WorkerAgent agent, Obituary obituary, @Nullable Throwable cause) {
		WorkerIdentity worker = agent.identity();
		this.reports.log(worker, obituary, cause);
		List<WorkerAgent> made = List.of();
		Collection<WorkerAgent> left = List.of();
		WorkerStartException gaveUp = null;
		this.lock.lock();
		try {
			this.roster.ended(agent, this.reports.end(worker, obituary));
			boolean unwanted = this.wanted > 0 && !obituary.reason().isDeliberate();
			Duration backOff = unwanted
					? this.crashLoop.died(agent,
							() -> this.reports.gaveUp(worker, obituary, cause, agent.initializerFailure()))
					: Duration.ZERO;
			if (unwanted && (this.crashLoop.isHopeless(this.roster.ready()) || this.revival.isTrying())) {
				gaveUp = (this.broken != null) ? this.broken : this.crashLoop.first();
				// Not those of somebody who starts the set again from here on
				left = leaveAll();
			}
			else if (backOff.isZero()) {
				made = fill();
			}
			else {
				this.delayed++;
				this.timer.schedule(this::afterBackOff, backOff.toNanos(), TimeUnit.NANOSECONDS);
			}
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
		made.forEach(WorkerAgent::begin);
		this.events.tell((to) -> to.workerExited(this.reports.event(worker, obituary)));
		if (gaveUp != null) {
			retire(left, ExitReason.CLOSED);
			this.owner.broken(gaveUp);
			tellWhoWaits(gaveUp);
		}
		this.owner.workerEnded();
	}

	/** Only now, so that nobody learns of it while the pool still says that it runs. */
	private void tellWhoWaits(WorkerStartException gaveUp) {
		boolean startedAgain;
		this.lock.lock();
		try {
			startedAgain = this.wanted > 0;
			if (!startedAgain) {
				this.broken = gaveUp;
				this.changed.signalAll();
				if (this.owner.wantsRevival()) {
					this.revival.schedule(this::tryAgain);
				}
			}
		}
		finally {
			this.lock.unlock();
		}
		if (startedAgain) {
			// By somebody who came just before the owner was told that it is broken
			this.owner.revived();
		}
	}

	/** One worker is enough to see whether it works again. */
	private void tryAgain() {
		List<WorkerAgent> made = locked(() -> {
			if (!this.revival.begin()) {
				return List.<WorkerAgent>of();
			}
			this.wanted = 1;
			this.crashLoop.reset();
			return fill();
		});
		made.forEach(WorkerAgent::begin);
	}

	private List<WorkerAgent> fillAll() {
		this.wanted = this.processes;
		this.withdrawn = false;
		this.broken = null;
		this.crashLoop.reset();
		this.revival.callOff();
		return fill();
	}

	private void afterBackOff() {
		List<WorkerAgent> made = locked(() -> {
			this.delayed--;
			return fill();
		});
		made.forEach(WorkerAgent::begin);
	}

	/** Makes agents up to the number that is wanted; whoever calls begins them. */
	private List<WorkerAgent> fill() {
		return this.roster.fill(this.wanted - this.delayed,
				(id) -> new WorkerAgent(id, this.resources, this.memories, this.owner.work(), this));
	}

	/**
	 * Whoever the workers work for.
	 */
	public interface Owner {

		/**
		 * Where they get their work from.
		 * @return the source
		 */
		WorkSource work();

		/**
		 * The set has given up.
		 * @param cause why
		 */
		void broken(WorkerStartException cause);

		/**
		 * Whether a set that has given up should try again. Called under the set's lock.
		 * @return whether it should
		 */
		boolean wantsRevival();

		/** The set had given up, and has a worker that is ready again. */
		void revived();

		/** A worker has ended. */
		void workerEnded();

	}

}
