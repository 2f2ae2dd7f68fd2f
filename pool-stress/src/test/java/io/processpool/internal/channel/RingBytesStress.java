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
 * Two writes around the end of a ring, while the other side reads twice: how many bytes
 * it has read, and whether they are those that were written.
 */
@JCStressTest
@Outcome(id = { "0, true", "12, true", "24, true" }, expect = Expect.ACCEPTABLE, desc = "whole and in order")
@Outcome(expect = Expect.FORBIDDEN, desc = "something that was not written like this")
@State
public class RingBytesStress {

	/** A little before the end. */
	private static final long FROM = Rings.CAPACITY - 8;

	private static final int LENGTH = 12;

	private final RingWriter writer;

	private final RingReader reader;

	private final ByteBuffer first = bytes(1);

	private final ByteBuffer second = bytes(1 + LENGTH);

	private final ByteBuffer read = ByteBuffer.allocate(3 * LENGTH);

	public RingBytesStress() {
		Slot slot = Slots.next();
		this.writer = slot.writer(FROM, FROM);
		this.reader = slot.reader(FROM);
	}

	@Actor
	public void write() {
		Attempt.to(() -> {
			this.writer.write(this.first);
			this.writer.write(this.second);
		});
	}

	@Actor
	public void read(IZ_Result r) {
		Attempt.to(() -> {
			r.r1 = this.reader.read(this.read);
			r.r1 += this.reader.read(this.read);
			r.r2 = true;
			for (int i = 0; i < r.r1; i++) {
				r.r2 &= this.read.get(i) == i + 1;
			}
		});
	}

	private static ByteBuffer bytes(int from) {
		ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
		for (int i = 0; i < LENGTH; i++) {
			bytes.put(i, (byte) (from + i));
		}
		return bytes;
	}

}
