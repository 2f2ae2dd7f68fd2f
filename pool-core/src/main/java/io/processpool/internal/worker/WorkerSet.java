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
import io.processpool.internal.worker.Staffing.Consequence;
import org.jspecify.annotations.Nullable;

/**
 * The workers of a pool. Keeps as many as are wanted, replaces those that are gone, and
 * gives up when they keep failing before they have done anything.
 * <p>
 * Safe for any number of threads. One lock guards all state, which with all decisions is
 * in {@link Staffing}; agents are begun and listeners are told outside of it.
 */
public final class WorkerSet {

	private final WorkerResources resources;

	private final WorkerMemories memories;

	private final PoolEvents events;

	private final ScheduledExecutorService timer;

	private final Owner owner;

	private final EndReports reports;

	private final MemoryWatch memoryWatch;

	/** Guards {@link #staffing} and all that belongs to it. */
	private final ReentrantLock lock = new ReentrantLock();

	/** Signalled when a worker becomes ready, ends, or the set gives up. */
	private final Condition changed = this.lock.newCondition();

	private final Staffing staffing;

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
		this.resources = resources;
		this.memories = new WorkerMemories(resources);
		this.events = events;
		this.timer = timer;
		this.owner = owner;
		this.reports = new EndReports(resources.poolName());
		this.staffing = new Staffing(processes, timer,
				(id) -> new WorkerAgent(id, resources, this.memories, owner.work(), this));
		this.memoryWatch = new MemoryWatch(resources.maxMemoryPerChild(), timer, this::all);
	}

	/**
	 * Starts what is missing. Does not wait.
	 */
	public void start() {
		beginAll(this.staffing::fillAll);
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
		return await(() -> this.staffing.roster().all().stream().noneMatch(WorkerAgent::isTerminated), timeout);
	}

	/**
	 * Frees agents that {@link #terminateAll} has found in code of users. Not those of a
	 * set that was started again meanwhile.
	 */
	public void breakOffAll() {
		all().stream().filter(WorkerAgent::isTerminated).forEach(WorkerAgent::breakOff);
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
			this.changed.signalAll();
			return this.staffing.withdraw();
		});
	}

	private Collection<WorkerAgent> all() {
		return locked(this.staffing.roster()::all);
	}

	/**
	 * Replaces every worker by a new one, after it has finished what it runs.
	 */
	public void recycleAll() {
		locked(this.staffing.roster()::members).forEach(this::recycle);
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
		WorkerAgent agent = locked(() -> this.staffing.roster().find(workerId));
		if (agent == null) {
			throw new IllegalArgumentException("Pool '" + this.resources.poolName() + "' has no worker " + workerId
					+ "; it has " + all().stream().map(WorkerAgent::id).toList());
		}
		return agent;
	}

	/**
	 * Gives an order to all workers.
	 * @param order the order
	 */
	private void orderAll(Order order) {
		all().forEach((agent) -> agent.order(order));
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
		WorkerAgent rich = locked(() -> this.staffing.roster().findWithSpare(poor));
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
				WorkerStartException broken = this.staffing.broken();
				if (broken != null) {
					throw new WorkerStartException(String.valueOf(broken.getMessage()), broken.getCause());
				}
				if (this.staffing.roster().ready() >= count) {
					return true;
				}
				if (left <= 0 || this.staffing.isWithdrawn()) {
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
		return await(this.staffing.roster()::isEmpty, timeout);
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
		return locked(this.staffing.roster()::isEmpty);
	}

	/**
	 * Whether workers are kept, and replaced when they end.
	 * @return whether they are; {@code false} if those that are left will have no
	 * successors
	 */
	public boolean isWanted() {
		return locked(this.staffing::isWanted);
	}

	/**
	 * All workers, by their number.
	 * @return snapshots
	 */
	public List<WorkerInfo> infos() {
		List<WorkerInfo> infos = new ArrayList<>();
		all().forEach((agent) -> infos.add(agent.snapshot()));
		return List.copyOf(infos);
	}

	/**
	 * How many workers have ever been started.
	 * @return the number
	 */
	public long started() {
		return locked(this.staffing.roster()::made);
	}

	/**
	 * How many workers have ended, by reason.
	 * @return the numbers
	 */
	public Map<ExitReason, Long> exits() {
		return locked(this.staffing.roster()::exits);
	}

	/**
	 * When a set that has given up tries again.
	 * @return the time, or {@code null} if it has not given up, or tries just now
	 */
	public @Nullable Instant nextAttempt() {
		return locked(this.staffing::nextAttempt);
	}

	/**
	 * How the last workers have ended that nobody wanted to end.
	 * @return a few, the latest one last
	 */
	public List<WorkerEnd> recentExits() {
		return locked(this.staffing.roster()::recent);
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
		List<WorkerAgent> made;
		this.lock.lock();
		try {
			revived = this.staffing.ready();
			made = revived ? this.staffing.fillAll() : List.of();
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
		beginAll(() -> this.staffing.replace(agent));
	}

	/** Called by whoever made it, who may hold locks. */
	void notBegun(WorkerAgent agent, Throwable cause) {
		this.timer.execute(() -> ended(agent, Obituary.unborn(null, cause), cause));
	}

	void ended(WorkerAgent agent, Obituary obituary, @Nullable Throwable cause) {
		WorkerIdentity worker = agent.identity();
		this.reports.log(worker, obituary, cause);
		Consequence consequence = locked(() -> {
			this.changed.signalAll();
			return this.staffing.ended(agent, this.reports.end(worker, obituary),
					() -> this.reports.gaveUp(worker, obituary, cause, agent.initializerFailure()));
		});
		if (!consequence.backOff().isZero()) {
			this.timer.schedule(() -> beginAll(this.staffing::afterBackOff), consequence.backOff().toNanos(),
					TimeUnit.NANOSECONDS);
		}
		consequence.made().forEach(WorkerAgent::begin);
		this.events.tell((to) -> to.workerExited(this.reports.event(worker, obituary)));
		WorkerStartException gaveUp = consequence.gaveUp();
		if (gaveUp != null) {
			retire(consequence.left(), ExitReason.CLOSED);
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
			startedAgain = !this.staffing.giveUp(gaveUp);
			if (!startedAgain) {
				this.changed.signalAll();
				if (this.owner.wantsRevival()) {
					this.staffing.scheduleRevival(() -> beginAll(this.staffing::tryAgain));
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

	/** Makes agents under the lock, and begins them when it was let go. */
	private void beginAll(Supplier<List<WorkerAgent>> made) {
		locked(made).forEach(WorkerAgent::begin);
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
