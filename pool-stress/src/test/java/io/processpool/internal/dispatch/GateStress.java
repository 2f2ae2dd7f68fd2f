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

import java.util.concurrent.atomic.AtomicInteger;

import io.processpool.PoolState;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZII_Result;

/**
 * A call comes in and leaves, while the gate is closed: whether it came in, how often the
 * gate was found empty, and how often that was while the call was inside.
 */
@JCStressTest
@Outcome(id = { "true, 1, 0", "false, 1, 0" }, expect = Expect.ACCEPTABLE, desc = "empty once, behind the last call")
@Outcome(expect = Expect.FORBIDDEN, desc = "the pool ends under a call, twice, or never")
@State
public class GateStress {

	private final AtomicInteger empty = new AtomicInteger();

	private final PoolGate gate = new PoolGate(this.empty::incrementAndGet);

	private boolean entered;

	private int early;

	@Actor
	public void call() {
		try {
			this.gate.enter(IllegalStateException::new);
		}
		catch (IllegalStateException ex) {
			return;
		}
		this.entered = true;
		this.early = this.empty.get();
		this.gate.leave();
	}

	@Actor
	public void close() {
		this.gate.change(PoolState.CLOSED, PoolState.RUNNING);
	}

	@Arbiter
	public void end(ZII_Result r) {
		r.r1 = this.entered;
		r.r2 = this.empty.get();
		r.r3 = this.early;
	}

}
