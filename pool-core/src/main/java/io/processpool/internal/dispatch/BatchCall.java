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
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

import io.processpool.TaskSerializationException;
import io.processpool.internal.channel.Payload;
import io.processpool.internal.worker.CallSpec;
import org.jspecify.annotations.Nullable;

/**
 * A call whose items are all known when it is issued: {@code apply} with one, {@code map}
 * and {@code starmap} with any number. It is over when all are settled; a failure stops
 * nothing.
 */
final class BatchCall extends Call {

	/** How many chunks each worker should get at least; Python's figure. */
	private static final int CHUNKS_PER_WORKER = 4;

	/**
	 * The arguments, each until it is settled. Written before the call is issued, and
	 * then only set to null.
	 */
	private final @Nullable Object[] arguments;

	/** The settlements, each set once. */
	private final AtomicReferenceArray<@Nullable Settlement> settlements;

	/** How many items are not settled. */
	private final AtomicInteger unsettled;

	/** 0 for adaptive chunks. */
	private final int chunksize;

	private final Runnable whenSettled;

	/** Written before the last item is counted as settled. */
	private volatile boolean cancelled;

	/** The next item to be taken; guarded by the dispatcher's lock. */
	private int next;

	/**
	 * A call.
	 * @param arguments the items; a {@link Payload} is already encoded
	 */
	BatchCall(CallSpec spec, Engine engine, SettlementDecoder decoder, int retries, boolean keepsJvmAlive,
			@Nullable Object[] arguments, int chunksize, Consumer<BatchCall> whenSettled) {
		super(spec, engine, decoder, retries, keepsJvmAlive);
		this.arguments = arguments;
		this.settlements = new AtomicReferenceArray<>(arguments.length);
		this.unsettled = new AtomicInteger(arguments.length);
		this.chunksize = chunksize;
		this.whenSettled = () -> whenSettled.accept(this);
	}

	@Override
	@Nullable Chunk take(int workers) {
		int left = this.arguments.length - this.next;
		if (left == 0) {
			return null;
		}
		boolean adaptive = this.chunksize == 0;
		int size = adaptive ? Math.max(1, left / (CHUNKS_PER_WORKER * workers)) : Math.min(this.chunksize, left);
		Chunk chunk = new Chunk(this, this.next, this.next + size, adaptive);
		this.next += size;
		return chunk;
	}

	@Override
	int available() {
		return this.arguments.length - this.next;
	}

	@Override
	int drop() {
		int left = available();
		this.next = this.arguments.length;
		return left;
	}

	@Override
	int size() {
		return this.arguments.length;
	}

	@Override
	int total() {
		return size();
	}

	@Override
	boolean isSettled(int index) {
		return this.settlements.get(index) != null;
	}

	@Override
	void encodeArgument(int index, OutputStream out) throws IOException {
		Object argument = this.arguments[index];
		// Dropped arguments look like null, and a task must not run with null instead
		VarHandle.acquireFence();
		if (argument == null && isSettled(index)) {
			throw new TaskSerializationException("The item is not wanted any more", null, null, null);
		}
		if (argument instanceof Payload encoded) {
			encoded.writeTo(out);
		}
		else {
			engine().codec().encode(argument, out, "argument");
		}
	}

	@Override
	boolean settle(int index, Settlement settlement) {
		if (!this.settlements.compareAndSet(index, null, settlement)) {
			return false;
		}
		this.arguments[index] = null;
		if (settlement instanceof Settlement.Failed failed && failed.failure() instanceof CancellationException) {
			this.cancelled = true;
		}
		count(settlement);
		if (this.unsettled.decrementAndGet() == 0) {
			this.whenSettled.run();
			end();
		}
		return true;
	}

	@Override
	void abort(Settlement settlement) {
		for (int i = 0; i < this.arguments.length; i++) {
			settle(i, settlement);
		}
	}

	/**
	 * Cancels what is not settled.
	 * @param kill whether workers that run items of this call are killed
	 * @return whether there was anything to cancel
	 */
	boolean cancel(boolean kill) {
		abort(new CancellationException("Task '" + name() + "' (call " + spec().id() + ") was cancelled"));
		engine().dispatcher().withdraw(this);
		if (kill && this.cancelled) {
			engine().workers().cancel(spec().id());
		}
		return this.cancelled;
	}

	boolean isCancelled() {
		return this.cancelled;
	}

	/** Ends a call without items. */
	void endEmpty() {
		this.whenSettled.run();
		end();
	}

	/** All settlements, when there are no others to come. */
	List<Settlement> takeSettlements() {
		Settlement[] all = new Settlement[this.settlements.length()];
		for (int i = 0; i < all.length; i++) {
			all[i] = Objects.requireNonNull(this.settlements.get(i));
		}
		return Arrays.asList(all);
	}

}
