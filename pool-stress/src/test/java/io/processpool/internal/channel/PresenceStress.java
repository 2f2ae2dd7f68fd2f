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

package io.processpool.internal.channel;

import java.util.concurrent.atomic.AtomicBoolean;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;

/**
 * Two orders, each followed by a call, while the agent gets up, looks for orders and
 * rests, until it would wait at a selector that nobody has woken: how many orders it has
 * found until then, and whether it would sleep for ever.
 */
@JCStressTest
@Outcome(id = { "0, false", "1, false", "2, false" }, expect = Expect.ACCEPTABLE, desc = "has found all, or is woken")
@Outcome(expect = Expect.FORBIDDEN, desc = "sleeps although there is an order")
@State
public class PresenceStress {

	private final Presence presence = new Presence();

	/** Stands for the mailbox; written by the caller. */
	private volatile int orders;

	/** As the selector keeps it. */
	private final AtomicBoolean woken = new AtomicBoolean();

	private int found;

	@Actor
	public void caller() {
		for (int order = 1; order <= 2; order++) {
			this.orders = order;
			if (this.presence.call()) {
				this.woken.set(true);
			}
		}
	}

	@Actor
	public void agent(IZ_Result r) {
		boolean sleeps = false;
		while (this.found < 2 && !sleeps) {
			boolean called = this.presence.awake();
			this.found = this.orders;
			sleeps = !called && this.presence.rest() && !this.woken.get();
			if (!sleeps) {
				this.woken.set(false);
				this.presence.awake();
			}
		}
		r.r1 = this.found;
	}

	@Arbiter
	public void end(IZ_Result r) {
		r.r2 = this.found < this.orders && !this.woken.get();
	}

}
