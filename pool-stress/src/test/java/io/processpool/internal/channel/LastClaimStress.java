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
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZJJ_Result;

/**
 * A worker claims the only item, while the parent looks at the page, and takes the item
 * back: whether it was claimed, what the parent has seen before, and what it was told.
 */
@JCStressTest
@Outcome(id = "true, [01], 1", expect = Expect.ACCEPTABLE, desc = "claimed")
@Outcome(id = "false, 0, 0", expect = Expect.ACCEPTABLE, desc = "taken back")
@Outcome(expect = Expect.FORBIDDEN, desc = "the two sides disagree")
@State
public class LastClaimStress {

	private final BlackBox parents;

	private final BlackBox workers;

	public LastClaimStress() {
		Slot slot = Slots.next();
		this.parents = slot.parentsBox();
		this.workers = slot.workersBox();
		Attempt.to(() -> this.parents.extend(0, 1));
	}

	@Actor
	public void worker(ZJJ_Result r) {
		r.r1 = this.workers.claim(0);
	}

	@Actor
	public void parent(ZJJ_Result r) {
		r.r2 = this.parents.next(0);
		r.r3 = this.parents.retract(0);
	}

}
