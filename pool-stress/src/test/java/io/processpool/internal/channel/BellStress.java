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

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

import io.processpool.internal.channel.Slots.Slot;
import io.processpool.stress.Attempt;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;

/**
 * Two writes, each followed by a look at the sign of the reader, which meanwhile rests,
 * looks again, takes its sign down, reads and rests once more, until it would wait for a
 * bell that has not rung: how many bytes it has read until then, and whether it would
 * sleep for ever.
 */
@JCStressTest
@Outcome(id = { "0, false", "1, false", "2, false" }, expect = Expect.ACCEPTABLE, desc = "has read all, or is woken")
@Outcome(expect = Expect.FORBIDDEN, desc = "sleeps although there is something to read")
@State
public class BellStress {

	private final RingWriter writer;

	private final RingReader reader;

	private final ByteBuffer bytes = ByteBuffer.allocate(2);

	private final ByteBuffer read = ByteBuffer.allocate(2);

	/** How often the bell has rung and nobody has heard it yet; as a socket keeps it. */
	private final AtomicInteger bell = new AtomicInteger();

	public BellStress() {
		Slot slot = Slots.next();
		this.writer = slot.writer(0, 0);
		this.reader = slot.reader(0);
	}

	@Actor
	public void writer() {
		Attempt.to(() -> {
			for (int end = 1; end <= 2; end++) {
				this.writer.write(this.bytes.limit(end));
				if (this.writer.mustWakeReader()) {
					this.bell.incrementAndGet();
				}
			}
		});
	}

	@Actor
	public void reader(IZ_Result r) {
		Attempt.to(() -> {
			while (this.read.hasRemaining() && awaitBytes()) {
				this.reader.read(this.read);
			}
			r.r1 = this.read.position();
		});
	}

	private boolean awaitBytes() throws ProtocolException {
		if (this.reader.isReady()) {
			return true;
		}
		this.reader.rest();
		if (!this.reader.isReady() && this.bell.getAndSet(0) == 0) {
			return false;
		}
		this.reader.wake();
		return true;
	}

	@Arbiter
	public void end(IZ_Result r) {
		Attempt.to(() -> r.r2 = this.reader.isReady() && this.bell.get() == 0);
	}

}
