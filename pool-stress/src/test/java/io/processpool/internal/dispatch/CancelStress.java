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

import java.util.List;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZZ_Result;

/**
 * Answers to two items, the second one first, while the call is cancelled: how many
 * answers have come first, whether the caller was told that something was cancelled, and
 * whether whoever saw the call end saw the same.
 */
@JCStressTest
@Outcome(id = { "0, true, true", "1, true, true", "2, false, true" }, expect = Expect.ACCEPTABLE,
		desc = "cancelled where it is not answered")
@Outcome(expect = Expect.FORBIDDEN, desc = "some say that it was cancelled, and some that it was not")
@State
public class CancelStress {

	private static final Settlement ANSWER = new Settlement.Plain(1);

	private final BatchCall call = StressEngine.call(this::ended, 1, 2);

	private int answers;

	private boolean cancelled;

	/** Written by whoever settles the last item. */
	private boolean seenCancelled;

	private int seenFailures;

	private int ends;

	@Actor
	public void answer() {
		this.answers += this.call.settle(1, ANSWER) ? 1 : 0;
		this.answers += this.call.settle(0, ANSWER) ? 1 : 0;
	}

	@Actor
	public void cancel() {
		this.cancelled = this.call.cancel(false);
	}

	private void ended(BatchCall call) {
		List<Settlement> settlements = call.takeSettlements();
		this.ends++;
		this.seenCancelled = call.isCancelled();
		this.seenFailures = (int) settlements.stream().filter((each) -> !each.isSuccess()).count();
	}

	@Arbiter
	public void end(IZZ_Result r) {
		r.r1 = this.answers;
		r.r2 = this.cancelled;
		r.r3 = this.ends == 1 && this.seenCancelled == this.cancelled && this.seenFailures == 2 - this.answers;
	}

}
