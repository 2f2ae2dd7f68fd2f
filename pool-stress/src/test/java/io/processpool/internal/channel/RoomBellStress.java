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
 * Two reads from a full ring, each followed by a look at the sign of the writer, which
 * meanwhile rests until there is room: how many bytes it has written until it would wait
 * for a bell that has not rung, and whether it would sleep for ever.
 */
@JCStressTest
@Outcome(id = { "0, false", "1, false", "2, false" }, expect = Expect.ACCEPTABLE, desc = "has written all, or is woken")
@Outcome(expect = Expect.FORBIDDEN, desc = "sleeps although there is room")
@State
public class RoomBellStress {

	private final RingWriter writer;

	private final RingReader reader;

	private final ByteBuffer bytes = ByteBuffer.allocate(2);

	private final ByteBuffer read = ByteBuffer.allocate(2);

	/** How often the bell has rung and nobody has heard it yet; as a socket keeps it. */
	private final AtomicInteger bell = new AtomicInteger();

	public RoomBellStress() {
		Slot slot = Slots.next();
		this.writer = slot.writer(Rings.CAPACITY, 0);
		this.reader = slot.reader(0);
	}

	@Actor
	public void reader() {
		Attempt.to(() -> {
			for (int end = 1; end <= 2; end++) {
				this.reader.read(this.read.limit(end));
				if (this.reader.mustWakeWriter()) {
					this.bell.incrementAndGet();
				}
			}
		});
	}

	@Actor
	public void writer(IZ_Result r) {
		Attempt.to(() -> {
			while (this.bytes.hasRemaining() && awaitRoom()) {
				this.writer.write(this.bytes);
			}
			r.r1 = this.bytes.position();
		});
	}

	private boolean awaitRoom() throws ProtocolException {
		if (this.writer.hasRoom()) {
			return true;
		}
		this.writer.rest();
		if (!this.writer.hasRoom() && this.bell.getAndSet(0) == 0) {
			return false;
		}
		this.writer.wake();
		return true;
	}

	@Arbiter
	public void end(IZ_Result r) {
		Attempt.to(() -> r.r2 = this.bytes.hasRemaining() && this.writer.hasRoom() && this.bell.get() == 0);
	}

}
