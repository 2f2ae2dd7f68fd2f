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

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.processpool.CallProgress;
import io.processpool.PoolListener;
import io.processpool.internal.worker.CallSpec;
import org.jspecify.annotations.Nullable;

/**
 * What was issued by one call of the API: a function and items, numbered from 0. Every
 * item is settled exactly once; who comes later is told so and does nothing.
 */
abstract class Call {

	/** How many workers may die of decoding one function. */
	static final int MAX_DECODING_KILLS = 2;

	private final CallSpec spec;

	private final Engine engine;

	private final SettlementDecoder decoder;

	private final int retries;

	private final boolean keepsJvmAlive;

	private final long issuedAt = System.nanoTime();

	/** Attempts that were lost with a worker, by item; empty in most calls. */
	private final Map<Integer, Integer> lostAttempts = new ConcurrentHashMap<>(0);

	/** Whether the call is over. */
	private final AtomicBoolean over = new AtomicBoolean();

	/** How many workers have died of decoding the function. */
	private final AtomicInteger decodingKills = new AtomicInteger();

	/** How many items failed. */
	private final AtomicInteger failures = new AtomicInteger();

	/** Who wants to hear how far this is; set before the call is begun. */
	private @Nullable ProgressReports progress;

	/** Whether the call stands in the queue; guarded by the dispatcher's lock. */
	private boolean queued;

	Call(CallSpec spec, Engine engine, SettlementDecoder decoder, int retries, boolean keepsJvmAlive) {
		this.spec = spec;
		this.engine = engine;
		this.decoder = decoder;
		this.retries = retries;
		this.keepsJvmAlive = keepsJvmAlive;
	}

	/**
	 * Takes items that no worker has yet. Called under the dispatcher's lock.
	 * @param workers how many workers there are
	 * @return a chunk, or {@code null} if there is nothing to take now
	 */
	abstract @Nullable Chunk take(int workers);

	/** How many items could be taken now. Called under the dispatcher's lock. */
	abstract int available();

	/**
	 * Gives up what no worker has taken. Called under the dispatcher's lock.
	 * @return how many items that are, 0 the second time
	 */
	abstract int drop();

	/** How many items there are, or have been so far. */
	abstract int size();

	/** How many items there are, -1 while that is not known. */
	abstract int total();

	abstract boolean isSettled(int index);

	abstract void encodeArgument(int index, OutputStream out) throws IOException;

	/**
	 * Settles an item.
	 * @return whether this was the first settlement
	 */
	abstract boolean settle(int index, Settlement settlement);

	/**
	 * Settles every item that is not settled yet, and takes no more.
	 * @param settlement what becomes of all of them
	 */
	abstract void abort(Settlement settlement);

	/** Settles every item that is not settled yet, and takes no more. */
	final void abort(RuntimeException cause) {
		abort(new Settlement.Failed(cause));
	}

	/** No item of this call can be run by anybody. */
	final void fail(Settlement settlement) {
		abort(settlement);
		this.engine.dispatcher().withdraw(this);
	}

	final CallSpec spec() {
		return this.spec;
	}

	final String name() {
		return this.spec.header().name();
	}

	final Engine engine() {
		return this.engine;
	}

	final SettlementDecoder decoder() {
		return this.decoder;
	}

	final long issuedAt() {
		return this.issuedAt;
	}

	final boolean keepsJvmAlive() {
		return this.keepsJvmAlive;
	}

	final boolean isQueued() {
		return this.queued;
	}

	final void setQueued(boolean queued) {
		this.queued = queued;
	}

	/** Whether a lost item may be tried again; counts the attempt. */
	final boolean mayRetry(int index) {
		return this.retries > 0 && this.lostAttempts.merge(index, 1, Integer::sum) <= this.retries;
	}

	/**
	 * A worker has died of decoding the function.
	 * @return whether it was not the first one
	 */
	final boolean hasKilledByDecoding() {
		return this.decodingKills.incrementAndGet() >= MAX_DECODING_KILLS;
	}

	final void count(Settlement settlement) {
		boolean failed = !settlement.isSuccess();
		if (failed) {
			this.failures.incrementAndGet();
		}
		this.engine.counters().settled(failed);
		ProgressReports progress = this.progress;
		if (progress != null) {
			progress.settled(failed);
		}
	}

	final void reportProgress(Consumer<? super CallProgress> handler) {
		this.progress = new ProgressReports(this, handler, this.engine.callbacks());
	}

	/** Tells everybody, once, that nothing more will happen to this call. */
	final void end() {
		if (this.over.compareAndSet(false, true)) {
			ProgressReports progress = this.progress;
			if (progress != null) {
				progress.end();
			}
			this.engine.ended(this);
			this.engine.events()
				.tell((to) -> to.callFinished(new PoolListener.CallFinished(this.engine.poolName(), this.spec.id(),
						name(), size(), this.failures.get(), Duration.ofNanos(System.nanoTime() - this.issuedAt))));
		}
	}

	final boolean isOver() {
		return this.over.get();
	}

}
