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

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIZ_Result;

/**
 * Answers to two items, while the call is aborted: how many answers have come first, how
 * often the call was over, and whether each item has the settlement that came first.
 */
@JCStressTest
@Outcome(id = "[012], 1, true", expect = Expect.ACCEPTABLE, desc = "each item is settled once, and so is the call")
@Outcome(expect = Expect.FORBIDDEN, desc = "settled twice or not at all")
@State
public class AbortStress {

	private static final Settlement ANSWER = new Settlement.Plain(1);

	private static final Settlement ABORT = new Settlement.Failed(new IllegalStateException("aborted"));

	private final AtomicInteger ends = new AtomicInteger();

	private final BatchCall call = StressEngine.call((call) -> this.ends.incrementAndGet(), 1, 2);

	private final boolean[] first = new boolean[2];

	@Actor
	public void answer() {
		this.first[0] = this.call.settle(0, ANSWER);
		this.first[1] = this.call.settle(1, ANSWER);
	}

	@Actor
	public void abort() {
		this.call.abort(ABORT);
	}

	@Arbiter
	public void end(IIZ_Result r) {
		r.r2 = this.ends.get();
		r.r3 = this.call.isOver();
		for (int i = 0; i < this.first.length; i++) {
			r.r1 += this.first[i] ? 1 : 0;
			r.r3 &= this.call.takeSettlements().get(i).equals(this.first[i] ? ANSWER : ABORT);
		}
	}

}
