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
 * Puts messages together from frames, and trusts nothing that it reads: lengths, types,
 * flags, the order of frames and the size of the whole are checked. Not thread-safe.
 */
public final class MessageReader {

	private final ByteBuffer buffer = Frame.buffer(2 * Frame.MAX_SIZE);

	private final long limit;

	/** The message of which a part has come, if any. */
	private Payload.@Nullable Collector partial;

	private @Nullable MessageType partialType;

	private long partialReference;

	/**
	 * A reader.
	 * @param limit the largest message that is taken, in bytes
	 */
	public MessageReader(long limit) {
		this.limit = limit;
		this.buffer.limit(0);
	}

	/**
	 * Reads from a transport what there is, and what there is room for.
	 * @param transport the transport
	 * @return as {@link Transport#read}
	 * @throws IOException if the transport is broken
	 */
	public int fill(Transport transport) throws IOException {
		this.buffer.compact();
		try {
			return transport.read(this.buffer);
		}
		finally {
			this.buffer.flip();
		}
	}

	/**
	 * The next message that has come whole.
	 * @return the message, or {@code null} if more must be read first
	 * @throws ProtocolException if what came is not what may come
	 */
	public @Nullable Message next() throws ProtocolException {
		while (this.buffer.remaining() >= Frame.HEADER) {
			int at = this.buffer.position();
			int length = Frame.length(this.buffer, at);
			MessageType type = Frame.type(this.buffer, at);
			int flags = Frame.flags(this.buffer, at);
			long reference = Frame.reference(this.buffer, at);
			if (this.buffer.remaining() < Frame.padded(length)) {
				return null;
			}
			Payload whole = take(at, length, type, flags, reference);
			this.buffer.position(at + Frame.padded(length));
			if (whole != null) {
				return new Message(type, reference, whole);
			}
		}
		return null;
	}

	private @Nullable Payload take(int at, int length, MessageType type, int flags, long reference)
			throws ProtocolException {
		boolean first = (flags & Frame.FIRST) != 0;
		boolean last = (flags & Frame.LAST) != 0;
		if (first != (this.partial == null)) {
			throw new ProtocolException("a frame of type " + type + (first ? " begins" : " continues")
					+ " a message while " + ((this.partial != null) ? "another one is" : "none is") + " open");
		}
		if ((flags & Frame.ABORT) != 0) {
			this.partial = null;
			return null;
		}
		if (!last && length != Frame.MAX_PAYLOAD) {
			throw new ProtocolException("a frame of type " + type + " is neither full nor the last of its message");
		}
		if (first && last) {
			return whole(at, length);
		}
		if (first) {
			this.partialType = type;
			this.partialReference = reference;
		}
		else if (type != this.partialType || reference != this.partialReference) {
			throw new ProtocolException("a frame of type " + type + " continues a message of type " + this.partialType);
		}
		return append(at, length, last);
	}

	private Payload whole(int at, int length) throws ProtocolException {
		if (length > this.limit) {
			throw new ProtocolException("a message has more than " + this.limit + " bytes");
		}
		byte[] bytes = new byte[length];
		this.buffer.get(at + Frame.HEADER, bytes);
		return Payload.of(bytes);
	}

	private @Nullable Payload append(int at, int length, boolean last) throws ProtocolException {
		Payload.Collector open = (this.partial != null) ? this.partial : new Payload.Collector(this.limit);
		try {
			open.append(this.buffer, at + Frame.HEADER, length);
		}
		catch (MessageTooLargeException ex) {
			throw new ProtocolException("a message has more than " + this.limit + " bytes");
		}
		this.partial = last ? null : open;
		return last ? open.toPayload() : null;
	}

}
