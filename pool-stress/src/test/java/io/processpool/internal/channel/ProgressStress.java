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

import io.processpool.TaskProgress;
import io.processpool.internal.channel.Slots.Slot;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * A worker notes its progress, while the parent reads it: how much of how much.
 */
@JCStressTest
@Outcome(id = { "1, 10", "2, 20" }, expect = Expect.ACCEPTABLE, desc = "one of the notes")
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "none yet, or one was just being written")
@Outcome(expect = Expect.FORBIDDEN, desc = "half of one note and half of the other")
@State
public class ProgressStress {

	private final BlackBox parents;

	private final BlackBox workers;

	public ProgressStress() {
		Slot slot = Slots.next();
		this.parents = slot.parentsBox();
		this.workers = slot.workersBox();
	}

	@Actor
	public void worker() {
		this.workers.progress(0, 1, 10);
		this.workers.progress(0, 2, 20);
	}

	@Actor
	public void parent(JJ_Result r) {
		TaskProgress progress = this.parents.progress(0);
		if (progress != null) {
			r.r1 = progress.done();
			r.r2 = progress.total();
		}
	}

}
