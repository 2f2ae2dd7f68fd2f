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
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Puts messages together from frames, and trusts nothing that it reads: lengths, types,
 * flags, the order of frames and the size of the whole are checked. Not thread-safe.
 */
public final class MessageReader {

	/**
	 * What part of a value must have come before memory is taken for all of it. What it
	 * says of its length is believed no further.
	 */
	private static final int BELIEF = 64;

	/** Bytes before the value in an item and in an answer. */
	private static final int PREFIX = Answer.HEADER;

	private final ByteBuffer buffer = Frame.buffer(2 * Frame.MAX_SIZE);

	private final long limit;

	/** The message of which a part has come, if any. */
	private Payload.@Nullable Collector partial;

	private @Nullable MessageType partialType;

	private long partialReference;

	/** Where the value of the partial message can land, once enough of it has come. */
	private @Nullable Landing landing;

	/** The message that lands while it arrives, if any. */
	private @Nullable BulkArrival bulk;

	private Landing.Finder finder = (head) -> null;

	private BeginListener beginListener = (type, reference) -> {
	};

	/**
	 * A reader.
	 * @param limit the largest message that is taken, in bytes
	 */
	public MessageReader(long limit) {
		this.limit = limit;
		this.buffer.limit(0);
	}

	/**
	 * Lets large values land while they arrive.
	 * @param finder finds the place of each
	 */
	void land(Landing.Finder finder) {
		this.finder = finder;
	}

	/**
	 * Tells when a message begins that does not fit into one frame.
	 * @param listener is told
	 */
	void listen(BeginListener listener) {
		this.beginListener = listener;
	}

	/**
	 * Reads from a transport what there is, and what there is room for.
	 * @param transport the transport
	 * @return as {@link Transport#read}
	 * @throws IOException if the transport is broken
	 */
	public int fill(Transport transport) throws IOException {
		BulkArrival bulk = (this.bulk != null && transport.isMemory() && this.bulk.hasPlace()) ? this.bulk : null;
		if (bulk != null && bulk.isInValue()) {
			return bulk.read(transport);
		}
		this.buffer.compact();
		if (bulk != null) {
			this.buffer.limit(bulk.bytesBetween());
		}
		try {
			return transport.read(this.buffer);
		}
		finally {
			this.buffer.flip();
		}
	}

	/** Whether a value lands, of which more bytes will come at once. */
	boolean isLanding() {
		return this.bulk != null;
	}

	/**
	 * The next message that has come whole.
	 * @return the message, or {@code null} if more must be read first
	 * @throws ProtocolException if what came is not what may come
	 */
	public @Nullable Message next() throws ProtocolException {
		while (true) {
			BulkArrival bulk = this.bulk;
			if (bulk != null && !bulk.isFrameWhole()) {
				if (!bulk.takeFrame(this.buffer)) {
					return null;
				}
			}
			Message landed = (bulk != null) ? bulk.message() : null;
			if (landed != null) {
				this.bulk = null;
				return landed;
			}
			if (this.buffer.remaining() < Frame.HEADER) {
				return null;
			}
			int at = this.buffer.position();
			int length = Frame.length(this.buffer, at);
			MessageType type = Frame.type(this.buffer, at);
			int flags = Frame.flags(this.buffer, at);
			long reference = Frame.reference(this.buffer, at);
			if (bulk == null && this.buffer.remaining() < Frame.padded(length)) {
				return null;
			}
			check(length, type, flags, reference);
			if (bulk != null) {
				land(bulk, length, flags);
				this.buffer.position(at + Frame.HEADER);
				continue;
			}
			Payload whole = take(at, length, type, flags, reference);
			this.buffer.position(at + Frame.padded(length));
			if (whole != null) {
				return new Message(type, reference, whole);
			}
		}
	}

	private void check(int length, MessageType type, int flags, long reference) throws ProtocolException {
		boolean first = (flags & Frame.FIRST) != 0;
		boolean open = this.partial != null || this.bulk != null;
		if (first == open) {
			throw new ProtocolException("a frame of type " + type + (first ? " begins" : " continues")
					+ " a message while " + (open ? "another one is" : "none is") + " open");
		}
		if ((flags & Frame.ABORT) != 0) {
			return;
		}
		if ((flags & Frame.LAST) == 0 && length != Frame.MAX_PAYLOAD) {
			throw new ProtocolException("a frame of type " + type + " is neither full nor the last of its message");
		}
		if (!first && (type != this.partialType || reference != this.partialReference)) {
			throw new ProtocolException("a frame of type " + type + " continues a message of type " + this.partialType);
		}
	}

	private void land(BulkArrival bulk, int length, int flags) throws ProtocolException {
		if ((flags & Frame.ABORT) == 0) {
			bulk.beginFrame(length, (flags & Frame.LAST) != 0);
		}
		else if (length == 0) {
			this.bulk = null;
		}
		else {
			throw new ProtocolException("a frame that aborts a message has " + length + " bytes");
		}
	}

	private @Nullable Payload take(int at, int length, MessageType type, int flags, long reference)
			throws ProtocolException {
		if ((flags & Frame.ABORT) != 0) {
			forget();
			return null;
		}
		boolean first = (flags & Frame.FIRST) != 0;
		boolean last = (flags & Frame.LAST) != 0;
		if (first && last) {
			return whole(at, length);
		}
		if (first) {
			this.partialType = type;
			this.partialReference = reference;
			this.beginListener.begins(type, reference);
			this.landing = find(at, length, type);
		}
		return append(at, length, last);
	}

	private @Nullable Landing find(int at, int length, MessageType type) throws ProtocolException {
		ByteBuffer head = this.buffer.slice(at + Frame.HEADER, length).order(this.buffer.order());
		boolean value = type == MessageType.ITEM || (type == MessageType.ANSWER && Answer.isValue(head.get(0)));
		Landing landing = value ? this.finder.find(head.position(PREFIX)) : null;
		if (landing != null && landing.size() + PREFIX > this.limit) {
			throw tooLong();
		}
		return landing;
	}

	private Payload whole(int at, int length) throws ProtocolException {
		if (length > this.limit) {
			throw tooLong();
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
			throw tooLong();
		}
		this.partial = open;
		if (last) {
			forget();
			return open.toPayload();
		}
		Landing landing = this.landing;
		if (landing != null && open.size() >= landing.size() / BELIEF) {
			forget();
			this.bulk = new BulkArrival(Objects.requireNonNull(this.partialType), this.partialReference, landing,
					open.toPayload());
		}
		return null;
	}

	private void forget() {
		this.partial = null;
		this.landing = null;
	}

	private ProtocolException tooLong() {
		return new ProtocolException("a message has more than " + this.limit + " bytes");
	}

	/** Is told of the beginning of a long message, before memory is taken for it. */
	@FunctionalInterface
	interface BeginListener {

		void begins(MessageType type, long reference);

	}

}
