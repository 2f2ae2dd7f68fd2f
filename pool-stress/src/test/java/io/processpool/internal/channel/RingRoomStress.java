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

import io.processpool.internal.channel.Slots.Slot;
import io.processpool.stress.Attempt;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;

/**
 * A write into a full ring, while the other side makes room: how much was written, and
 * whether what was read is what had been there before.
 */
@JCStressTest
@Outcome(id = { "0, true", "16, true" }, expect = Expect.ACCEPTABLE, desc = "nothing is overwritten")
@Outcome(expect = Expect.FORBIDDEN, desc = "bytes were overwritten before they were read, or room was given by halves")
@State
public class RingRoomStress {

	private final RingWriter writer;

	private final RingReader reader;

	private final ByteBuffer more = ByteBuffer.allocate(16).putLong(0, -1).putLong(8, -1);

	private final ByteBuffer read = ByteBuffer.allocate(16);

	public RingRoomStress() {
		Slot slot = Slots.next();
		this.writer = slot.writer(Rings.CAPACITY, 0);
		this.reader = slot.reader(0);
	}

	@Actor
	public void write(IZ_Result r) {
		Attempt.to(() -> r.r1 = this.writer.write(this.more));
	}

	@Actor
	public void read(IZ_Result r) {
		Attempt.to(() -> {
			this.reader.read(this.read);
			r.r2 = this.read.getLong(0) == 0 && this.read.getLong(8) == 0;
		});
	}

}
