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
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.IntFunction;
import java.util.function.Supplier;

import io.processpool.WorkerEnd;
import io.processpool.WorkerStartException;
import org.jspecify.annotations.Nullable;

/**
 * How many workers there are to be, and what follows when one gets ready or ends: whether
 * it has a successor, whether that has to wait, when to give up, when to try again.
 * Guarded by the lock of the set of workers. Only decides: agents that are made here are
 * begun by the set, and others learn of it, when the lock was let go.
 */
final class Staffing {

	private final int processes;

	private final IntFunction<WorkerAgent> maker;

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
	 * No workers yet.
	 * @param processes how many there will be
	 * @param timer for new attempts
	 * @param maker makes an agent of that number, and does not begin it
	 */
	Staffing(int processes, ScheduledExecutorService timer, IntFunction<WorkerAgent> maker) {
		this.processes = processes;
		this.maker = maker;
		this.crashLoop = new CrashLoop(processes);
		this.revival = new Revival(timer);
	}

	Roster roster() {
		return this.roster;
	}

	/** Whether workers are kept, and replaced when they end. */
	boolean isWanted() {
		return this.wanted > 0;
	}

	boolean isWithdrawn() {
		return this.withdrawn;
	}

	/** Why there are no workers and will be none, if it was given up and others know. */
	@Nullable WorkerStartException broken() {
		return this.broken;
	}

	@Nullable Instant nextAttempt() {
		return this.revival.nextAttempt();
	}

	/** All that are to be, whatever has happened before. */
	List<WorkerAgent> fillAll() {
		this.wanted = this.processes;
		this.withdrawn = false;
		this.broken = null;
		this.crashLoop.reset();
		this.revival.callOff();
		return fill();
	}

	/** Makes agents up to the number that is wanted. */
	private List<WorkerAgent> fill() {
		return this.roster.fill(this.wanted - this.delayed, this.maker);
	}

	/**
	 * There are to be no workers.
	 * @return those that there are
	 */
	Collection<WorkerAgent> withdraw() {
		this.revival.callOff();
		this.withdrawn = true;
		return leaveAll();
	}

	/** They have no successors, but must not be in the way of those of a restart. */
	private Collection<WorkerAgent> leaveAll() {
		this.wanted = 0;
		this.roster.leaveAll();
		return this.roster.all();
	}

	/**
	 * A worker is about to end: its successor need not wait for that.
	 * @return its successor, if it is to have one now
	 */
	List<WorkerAgent> replace(WorkerAgent agent) {
		return this.roster.leave(agent) ? fill() : List.of();
	}

	/**
	 * A worker is ready.
	 * @return whether that ends a time in which there were none; then all others are to
	 * be filled in
	 */
	boolean ready() {
		this.crashLoop.ready();
		return this.revival.isTrying();
	}

	/**
	 * A worker has ended.
	 * @param end how
	 * @param report what it means if it is the first of a row
	 */
	Consequence ended(WorkerAgent agent, WorkerEnd end, Supplier<WorkerStartException> report) {
		this.roster.ended(agent, end);
		boolean unwanted = this.wanted > 0 && !end.reason().isDeliberate();
		Duration backOff = unwanted ? this.crashLoop.died(agent, report) : Duration.ZERO;
		if (unwanted && (this.crashLoop.isHopeless(this.roster.ready()) || this.revival.isTrying())) {
			WorkerStartException cause = (this.broken != null) ? this.broken : this.crashLoop.first();
			// Not those of somebody who starts the set again from here on
			return new Consequence(List.of(), Duration.ZERO, cause, leaveAll());
		}
		if (backOff.isZero()) {
			return new Consequence(fill(), Duration.ZERO, null, List.of());
		}
		this.delayed++;
		return new Consequence(List.of(), backOff, null, List.of());
	}

	/** The back-off of a successor is over. */
	List<WorkerAgent> afterBackOff() {
		this.delayed--;
		return fill();
	}

	/**
	 * It was given up, and whoever had to know it first knows.
	 * @return {@code false} if it was started again meanwhile
	 */
	boolean giveUp(WorkerStartException cause) {
		if (this.wanted > 0) {
			return false;
		}
		this.broken = cause;
		return true;
	}

	/** It was given up, and will be tried again later. */
	void scheduleRevival(Runnable attempt) {
		this.revival.schedule(attempt);
	}

	/** The time for an attempt has come: one worker is enough to see whether it works. */
	List<WorkerAgent> tryAgain() {
		if (!this.revival.begin()) {
			return List.of();
		}
		this.wanted = 1;
		this.crashLoop.reset();
		return fill();
	}

	/**
	 * What follows from the end of a worker.
	 *
	 * @param made agents to be begun
	 * @param backOff after which a successor is made, zero if none has to wait
	 * @param gaveUp why there are to be no workers any more, if that is so
	 * @param left the workers that are left then, and are to go
	 */
	record Consequence(List<WorkerAgent> made, Duration backOff, @Nullable WorkerStartException gaveUp,
			Collection<WorkerAgent> left) {
	}

}
