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

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.processpool.PoolInterruptedException;
import io.processpool.PoolListener;
import io.processpool.TaskOptions;
import io.processpool.internal.channel.CallHeader;
import io.processpool.internal.channel.Payload;
import io.processpool.internal.channel.TaskShape;
import io.processpool.internal.worker.CallSpec;
import io.processpool.internal.worker.PoolEvents;
import org.jspecify.annotations.Nullable;

/**
 * A call while it is issued, inside the gate; undoes what was done if no call comes of
 * it. Confined to the caller's thread.
 */
final class Issue {

	private final Engine engine;

	private final long id;

	private final String name;

	/** How many items there are, -1 if nobody knows. */
	private final int items;

	private final Map<String, String> headers = new HashMap<>();

	private boolean admitted;

	private boolean told;

	private boolean begun;

	Issue(Engine engine, long id, String name, int items) {
		this.engine = engine;
		this.id = id;
		this.name = name;
		this.items = items;
	}

	void admit() {
		try {
			this.engine.dispatcher().admit(this.items, false);
			this.admitted = true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new PoolInterruptedException("The thread was interrupted while it waited for room in the queue "
					+ "of pool '" + this.engine.poolName() + "'; nothing was issued", ex);
		}
	}

	/** Its items will not be offered to anybody. */
	private void dismiss() {
		if (this.admitted) {
			this.engine.dispatcher().dismiss(this.items);
		}
	}

	void tell() {
		this.told = true;
		PoolEvents events = this.engine.events();
		if (!events.isEmpty()) {
			events.tell((to) -> to
				.taskIssued(new PoolListener.TaskIssued(events.pool(), this.id, this.name, this.items, this.headers)));
		}
	}

	long id() {
		return this.id;
	}

	String name() {
		return this.name;
	}

	CallSpec spec(TaskShape shape, boolean single, Payload function, TaskOptions options,
			@Nullable Duration defaultTimeout) {
		return new CallSpec(this.id, new CallHeader(shape, this.name, Map.copyOf(this.headers), single), function,
				options.timeout().orElse(defaultTimeout), options.interruptGrace(), options.threadDumpOnTimeout());
	}

	/** From now on the call takes care of itself. */
	void begin(Call call) {
		this.engine.begun(call);
		this.begun = true;
	}

	void end() {
		if (this.begun) {
			return;
		}
		dismiss();
		if (this.told) {
			PoolEvents events = this.engine.events();
			int count = Math.max(0, this.items);
			events.tell((to) -> to.callFinished(
					new PoolListener.CallFinished(events.pool(), this.id, this.name, count, count, Duration.ZERO)));
		}
		this.engine.gate().leave();
	}

}
