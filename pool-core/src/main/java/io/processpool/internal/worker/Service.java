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
import java.util.List;

import io.processpool.internal.channel.Answer;
import io.processpool.internal.channel.Message;
import io.processpool.internal.channel.MessageWriter;
import io.processpool.internal.channel.Payload;
import io.processpool.internal.worker.Outstanding.Sent;
import io.processpool.internal.worker.Vitals.Phase;

/**
 * What a worker is kept at work with.
 *
 * <h2>How it works</h2> Two things take turns. Before each wait, the worker is sent what
 * the {@linkplain Feed feed} has, as long as there is {@linkplain Outstanding room}; and
 * each answer that comes in settles the item that was due. That the worker is given more
 * than it can start keeps it from waiting for us, and has a price: what it has not begun
 * may have to be taken back, when somebody else has nothing to do. So whoever has
 * {@linkplain #spare something to spare} gives of it to the idle, before it waits and
 * whenever it is asked.
 * <p>
 * Nobody must wait for work that is there. The two sides therefore look at each other in
 * opposite order: this one says first what it could spare, and then asks who is idle; an
 * idle one goes on the list first, and then asks who could spare something.
 * <p>
 * Confined to the agent, or the caller who acts for it; {@link #spare} may be asked for
 * by any thread, and so may the body for what it allows to others.
 */
final class Service {

	private final WorkerAgent agent;

	private final WorkSource source;

	private final WorkerSet set;

	private final Feed feed;

	private final Vitals vitals;

	private final Retirement retirement;

	private final int maxTasks;

	private final WorkerBody body;

	private final Outstanding outstanding;

	private final MessageWriter out;

	private final KillSwitch killSwitch;

	/** Items that could go to others; written by the owner, read by any thread. */
	private volatile int spare;

	/** When items were last taken back for a short call. */
	private long madeWayAt = System.nanoTime();

	/** When the data came that is looked at. */
	private long arrivedAt;

	Service(WorkerAgent agent, WorkSource source, WorkerSet set, Feed feed, Vitals vitals, Retirement retirement,
			int maxTasks, WorkerBody body) {
		this.agent = agent;
		this.source = source;
		this.set = set;
		this.feed = feed;
		this.vitals = vitals;
		this.retirement = retirement;
		this.maxTasks = maxTasks;
		this.body = body;
		this.outstanding = body.outstanding();
		this.out = body.connection().data();
		this.killSwitch = new KillSwitch(this.outstanding, feed, this.out, body.connection().control());
	}

	WorkerBody body() {
		return this.body;
	}

	Outstanding outstanding() {
		return this.outstanding;
	}

	KillSwitch killSwitch() {
		return this.killSwitch;
	}

	/** How many items it cannot start now that another worker could. */
	int spare() {
		return this.spare;
	}

	/** Keeps the worker at work until it is to go and has nothing left to do. */
	void run() throws IOException {
		feed();
		while (!isOver()) {
			this.body.connection().poll();
			feed();
		}
	}

	/**
	 * Asked before it waits: nothing would wake an agent that has nothing to wait for.
	 */
	private boolean isOver() {
		return this.retirement.isDue() && this.outstanding.isEmpty() && !this.killSwitch.isArmed();
	}

	// What is sent

	private void feed() throws IOException {
		boolean idle;
		do {
			sendAhead();
			boolean gave = true;
			while (gave && this.spare > 0 && this.source.hasIdle()) {
				gave = share();
				// What was taken back and is kept must be sent once more
				sendAhead();
			}
			idle = this.outstanding.isEmpty();
			this.feed.announceNews(this.out);
			this.out.flush();
			// An order may have taken everything back while the worker was slow to read
		}
		while (!idle && this.outstanding.isEmpty() && maySend());
	}

	private boolean maySend() {
		return !this.retirement.isDue() && !this.killSwitch.isArmed();
	}

	private void sendAhead() throws IOException {
		while (maySend()) {
			long left = this.maxTasks - this.vitals.completed() - this.outstanding.size();
			if (left <= 0) {
				this.retirement.limitReached(this.outstanding);
				break;
			}
			int room = (int) Math.min(left, this.outstanding.room());
			if (room == 0) {
				break;
			}
			boolean first = this.outstanding.isEmpty();
			WorkItem item = this.feed.next(first);
			if (item == null) {
				break;
			}
			this.killSwitch.sending(item, System.nanoTime());
			this.feed.send(item, room, this.out, this.outstanding);
			this.killSwitch.sending(null, 0);
			if (first) {
				announceHead();
			}
		}
		// Written before it is asked who is idle, who does it the other way round
		this.spare = maySend() ? this.feed.spare() + this.outstanding.spare() : 0;
	}

	/**
	 * Whether an item can be sent that fits into an empty ring, and nothing else is due.
	 */
	boolean isIdle() {
		return this.vitals.phase() == Phase.SERVICE && this.outstanding.isEmpty() && maySend() && this.feed.isEmpty()
				&& this.vitals.completed() + 1 < this.maxTasks;
	}

	/** Sends one item now, if the service {@link #isIdle}. */
	void sendNow(WorkItem item) throws IOException {
		this.feed.send(item, this.out, this.outstanding);
		this.out.flush();
		announceHead();
	}

	/** Asks for work, for an agent that is idle: whether there is some. */
	boolean takeNext() {
		return this.feed.takeNext();
	}

	/**
	 * Lets a call of a single item go ahead of what the worker has not begun, when the
	 * item that it runs takes longer than all that was sent ahead should take.
	 * @return how long the agent may wait before it asks again, in nanoseconds; 0 if it
	 * has something to send now
	 */
	long makeWay(long now) throws IOException {
		Sent head = this.outstanding.head();
		if (head == null || this.outstanding.size() == 1 || !maySend()
				|| !(this.source.hasShort() || this.outstanding.isMixed())) {
			return Long.MAX_VALUE;
		}
		long since = Durations.later(this.outstanding.startedAt(head), this.madeWayAt);
		long left = since + Outstanding.AHEAD_NANOS - now;
		if (left > 0) {
			return left;
		}
		if (!this.source.hasShort() && !this.outstanding.hasLateShort()) {
			return Long.MAX_VALUE;
		}
		this.madeWayAt = now;
		List<WorkItem> items = this.outstanding.retract();
		this.feed.keepShortFirst(items);
		return items.isEmpty() ? Outstanding.AHEAD_NANOS : 0;
	}

	// What is taken back

	/**
	 * Somebody else has nothing to do. If there is less than there seemed to be, another
	 * one is asked.
	 */
	void shareOrPassOn() throws IOException {
		if (!share() && this.source.hasIdle()) {
			this.set.shareWith(this.agent);
		}
	}

	/** Gives others a part of what has not been started, if there is such a part. */
	private boolean share() throws IOException {
		if (this.vitals.phase() == Phase.BIRTH || !maySend()) {
			return false;
		}
		if (this.outstanding.size() > 1) {
			this.feed.keep(this.outstanding.retract());
		}
		boolean giving = this.feed.spare() > 0;
		if (giving) {
			this.feed.share();
		}
		this.spare = this.feed.spare();
		return giving;
	}

	/** A call is over. */
	void forget(long callId) {
		this.feed.forget(callId);
	}

	// What comes in

	/** Data has come in. */
	void arrived() {
		this.arrivedAt = System.nanoTime();
	}

	/** An item is answered: the one that was due, or the worker breaks the protocol. */
	void answered(Message message) throws IOException {
		long now = this.arrivedAt;
		Sent head = this.outstanding.head();
		long ran = (head != null) ? now - this.outstanding.startedAt(head) : 0;
		// All that can be wrong with it first: from the next line on, the item is its own
		Answer answer = Answer.of(message.payload().first());
		Payload value = message.payload().without(Answer.HEADER);
		Sent sent = this.outstanding.answered(message.reference(), now);
		this.vitals.completeOne();
		Kill late = this.killSwitch.over(sent);
		if (late != null) {
			sent.item().timedOut(this.vitals.identity(), late.stack(), late.note(), late.threadDump());
			return;
		}
		sent.item().answered(answer, value, this.vitals.identity(), ran);
		this.retirement.lookAtMemory(this.body.process(), this.outstanding, now);
		announceHead();
	}

	/** Its call learns that the first item has begun, as well as that can be known. */
	private void announceHead() {
		Sent head = this.outstanding.head();
		if (head != null) {
			head.item().started(this.vitals.identity());
		}
	}

}
