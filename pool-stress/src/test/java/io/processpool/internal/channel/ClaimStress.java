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

import io.processpool.internal.channel.Slots.Slot;
import io.processpool.stress.Attempt;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A worker claims one item after the other, while the parent takes back what is not
 * claimed, sends more, and takes that back at the end. Counts the items that were claimed
 * and taken back, those that were neither, and those that were claimed.
 */
@JCStressTest
@Outcome(id = "0, 0, \\d", expect = Expect.ACCEPTABLE, desc = "each item was claimed or taken back")
@Outcome(expect = Expect.FORBIDDEN, desc = "an item ran and was given to another worker, or to nobody")
@State
public class ClaimStress {

	private static final int FIRST = 4;

	private static final int ALL = 7;

	private final BlackBox parents;

	private final BlackBox workers;

	/** Bits of the items; each is written by one side. */
	private int claimed;

	private int takenBack;

	public ClaimStress() {
		Slot slot = Slots.next();
		this.parents = slot.parentsBox();
		this.workers = slot.workersBox();
		Attempt.to(() -> this.parents.extend(0, FIRST));
	}

	@Actor
	public void worker() {
		for (int i = 0; i < ALL; i++) {
			if (this.workers.claim(i)) {
				this.claimed |= 1 << i;
			}
		}
	}

	@Actor
	public void parent() {
		Attempt.to(() -> {
			takeBack(0, FIRST);
			this.parents.extend(FIRST, ALL - 1);
			this.parents.extend(ALL - 1, ALL);
		});
	}

	@Arbiter
	public void end(III_Result r) {
		takeBack(FIRST, ALL);
		r.r1 = Integer.bitCount(this.claimed & this.takenBack);
		r.r2 = ALL - Integer.bitCount(this.claimed | this.takenBack);
		r.r3 = Integer.bitCount(this.claimed);
	}

	private void takeBack(int from, int to) {
		for (int i = (int) this.parents.retract(from); i < to; i++) {
			this.takenBack |= 1 << i;
		}
	}

}
