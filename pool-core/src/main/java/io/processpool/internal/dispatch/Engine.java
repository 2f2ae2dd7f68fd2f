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

import io.processpool.internal.codec.ObjectCodec;
import io.processpool.internal.codec.ThrowableCodec;
import io.processpool.internal.worker.PoolEvents;
import io.processpool.internal.worker.WorkerSet;

/**
 * What all calls of a pool share, and where they report their end.
 */
public final class Engine {

	private final Dispatcher dispatcher;

	private final WorkerSet workers;

	private final PoolEvents events;

	private final ObjectCodec codec;

	private final ThrowableCodec throwables;

	private final PoolGate gate;

	private final KeepAlive keepAlive;

	private final Callbacks callbacks;

	private final Counters counters = new Counters();

	/**
	 * An engine of these parts.
	 */
	public Engine(Dispatcher dispatcher, WorkerSet workers, PoolEvents events, ObjectCodec codec,
			ThrowableCodec throwables, PoolGate gate, KeepAlive keepAlive, Callbacks callbacks) {
		this.dispatcher = dispatcher;
		this.workers = workers;
		this.events = events;
		this.codec = codec;
		this.throwables = throwables;
		this.gate = gate;
		this.keepAlive = keepAlive;
		this.callbacks = callbacks;
	}

	/**
	 * The counts of this pool.
	 * @return the counts
	 */
	public Counters counters() {
		return this.counters;
	}

	String poolName() {
		return this.events.pool();
	}

	Dispatcher dispatcher() {
		return this.dispatcher;
	}

	WorkerSet workers() {
		return this.workers;
	}

	PoolEvents events() {
		return this.events;
	}

	ObjectCodec codec() {
		return this.codec;
	}

	/** Decodes what this function makes, with classes of this loader. */
	SettlementDecoder decoder(Object function, ClassLoader loader) {
		return new SettlementDecoder(this.codec.forResultsOf(function), this.throwables.forFailuresOf(function),
				loader);
	}

	PoolGate gate() {
		return this.gate;
	}

	Callbacks callbacks() {
		return this.callbacks;
	}

	/** The gate has been passed: the call is there from now on. */
	void begun(Call call) {
		if (call.keepsJvmAlive()) {
			this.keepAlive.acquire();
		}
		this.dispatcher.register(call);
	}

	void ended(Call call) {
		this.dispatcher.unregister(call);
		if (!call.spec().header().single()) {
			this.workers.forget(call.spec().id());
		}
		if (call.keepsJvmAlive()) {
			this.keepAlive.release();
		}
		this.gate.leave();
	}

}
