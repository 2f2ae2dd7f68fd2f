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

import java.io.ByteArrayOutputStream;

import io.processpool.TaskSerializationException;
import io.processpool.stress.Attempt;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * An argument is encoded, while its item is settled and the argument dropped.
 */
@JCStressTest
@Outcome(id = "argument", expect = Expect.ACCEPTABLE, desc = "encoded before it was dropped")
@Outcome(id = "refused", expect = Expect.ACCEPTABLE, desc = "not wanted any more")
@Outcome(expect = Expect.FORBIDDEN, desc = "the task would run with null")
@State
public class ArgumentStress {

	private static final Settlement SETTLEMENT = new Settlement.Failed(new IllegalStateException("aborted"));

	/** Null takes one byte. */
	private static final String ARGUMENT = "argument";

	private final BatchCall call = StressEngine.call((call) -> {
	}, ARGUMENT);

	@Actor
	public void encode(L_Result r) {
		Attempt.to(() -> {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			try {
				this.call.encodeArgument(0, bytes);
				r.r1 = (bytes.size() > ARGUMENT.length()) ? "argument" : "null";
			}
			catch (TaskSerializationException ex) {
				r.r1 = "refused";
			}
		});
	}

	@Actor
	public void settle() {
		this.call.settle(0, SETTLEMENT);
	}

}
