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

import java.io.IOException;
import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * A message whose value lands where it will stay, while it arrives. Knows where in its
 * current frame it is, so that the payload of a frame need not be in a buffer as a whole,
 * or at all.
 */
final class BulkArrival {

	private final MessageType type;

	private final long reference;

	private final Landing landing;

	/** What stands before the value. */
	private final byte[] prefix;

	/** How many bytes of the value have not come. */
	private long left;

	/** How many bytes of this frame's payload have not come. */
	private int inFrame;

	/** How many zeros behind it have not come. */
	private int padding;

	private boolean last;

	/** An arrival, of which full frames have come. */
	BulkArrival(MessageType type, long reference, Landing landing, Payload beginning) throws ProtocolException {
		this.type = type;
		this.reference = reference;
		this.landing = landing;
		this.left = landing.size();
		Payload value = beginning.without(Answer.HEADER);
		claim(value.size());
		this.prefix = beginning.beginning(Answer.HEADER);
		for (ByteBuffer piece : value.pieces()) {
			landing.sink().accept(piece);
		}
	}

	/**
	 * The header of a frame has come. Nothing has changed if it is refused: what is read
	 * again is refused again.
	 */
	void beginFrame(int length, boolean last) throws ProtocolException {
		if (last && length < this.left) {
			throw new ProtocolException("a message of type " + this.type + " ends before its value does");
		}
		claim(length);
		this.inFrame = length;
		this.padding = Frame.padded(length) - Frame.HEADER - length;
		this.last = last;
	}

	private void claim(long length) throws ProtocolException {
		if (length > this.left) {
			throw new ProtocolException("a message of type " + this.type + " goes on behind its value");
		}
		this.left -= length;
	}

	/**
	 * Takes of the frame what is in a buffer.
	 * @return whether that is all of it
	 */
	boolean takeFrame(ByteBuffer buffer) {
		int count = Math.min(this.inFrame, buffer.remaining());
		if (count > 0) {
			this.landing.sink().accept(buffer.slice(buffer.position(), count).order(buffer.order()));
			buffer.position(buffer.position() + count);
			this.inFrame -= count;
		}
		int zeros = Math.min(this.padding, buffer.remaining());
		if (this.inFrame == 0) {
			buffer.position(buffer.position() + zeros);
			this.padding -= zeros;
		}
		return isFrameWhole();
	}

	boolean isFrameWhole() {
		return this.inFrame == 0 && this.padding == 0;
	}

	/**
	 * How many bytes come before the next of the value, if that has a place of its own:
	 * what is read into a buffer then should be no more.
	 */
	int bytesBetween() {
		return (this.padding > 0) ? this.padding : Frame.HEADER;
	}

	boolean hasPlace() {
		return this.landing.place().get() != null;
	}

	/** Whether the next bytes belong to the value. */
	boolean isInValue() {
		return this.inFrame > 0;
	}

	/** Reads bytes of the value from a transport to where they stay. */
	int read(Transport transport) throws IOException {
		ByteBuffer place = this.landing.place().get();
		if (place == null) {
			throw new IllegalStateException("the value has no place");
		}
		int count = transport.read(place.limit(place.position() + this.inFrame));
		this.inFrame -= Math.max(count, 0);
		return count;
	}

	/** The message, if the frame that is whole was its last one. */
	@Nullable Message message() {
		if (!this.last) {
			return null;
		}
		Payload payload = Payload.landed(this.prefix, this.landing.size(), this.landing.value().get());
		return new Message(this.type, this.reference, payload);
	}

}
