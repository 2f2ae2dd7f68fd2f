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
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Cuts messages into frames. A message is {@linkplain #begin begun}, written as a stream,
 * and then {@linkplain #commit committed} or {@linkplain #abort aborted}. Small messages
 * gather in a buffer until {@link #flush}; large ones stream out while they are still
 * being written. An aborted message that has not left the buffer vanishes, otherwise an
 * abort frame tells the reader to forget it. Not thread-safe.
 */
public final class MessageWriter extends OutputStream {

	private static final int CAPACITY = 2 * Frame.MAX_SIZE;

	private static final int NONE = -1;

	private final ByteBuffer buffer = Frame.buffer(CAPACITY);

	private final Drain drain;

	private final long limit;

	private MessageType type = MessageType.HELLO;

	private long reference;

	/** Where the message begins in the buffer, if all of it is still there. */
	private int messageStart = NONE;

	/** Where the open frame begins in the buffer, if a message is open. */
	private int frameStart = NONE;

	private int firstFlag;

	private boolean direct;

	private long size;

	/**
	 * A writer.
	 * @param drain takes what is to go out
	 * @param limit the largest message that the other side takes, in bytes
	 */
	public MessageWriter(Drain drain, long limit) {
		this.drain = drain;
		this.limit = limit;
	}

	/**
	 * The drain copies to memory, so that many small pieces cost no more than a few large
	 * ones: large arrays are handed to it as they are.
	 */
	void drainDirectly() {
		this.direct = true;
	}

	/**
	 * Begins a message.
	 * @param type its type
	 * @param reference what it is about
	 * @throws IOException if there was no room and none could be made
	 */
	public void begin(MessageType type, long reference) throws IOException {
		if (this.frameStart != NONE) {
			throw new IllegalStateException("a message of type " + this.type + " is still open");
		}
		if (this.buffer.remaining() < Frame.MAX_SIZE) {
			flush();
		}
		this.type = type;
		this.reference = reference;
		this.messageStart = this.buffer.position();
		this.firstFlag = Frame.FIRST;
		this.size = 0;
		openFrame();
	}

	@Override
	public void write(int b) throws IOException {
		room(1);
		this.buffer.put((byte) b);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		int from = offset;
		int left = length;
		while (left > 0) {
			if (this.direct && left > Frame.MAX_PAYLOAD) {
				int count = sendFrames(bytes, from, left);
				from += count;
				left -= count;
			}
			int part = Math.min(left, room(left));
			this.buffer.put(bytes, from, part);
			from += part;
			left -= part;
		}
	}

	/**
	 * Writes eight bytes, little endian.
	 * @param value the value
	 * @throws IOException if there was no room and none could be made
	 */
	public void writeLong(long value) throws IOException {
		for (int shift = 0; shift < 64; shift += 8) {
			write((int) (value >>> shift));
		}
	}

	/**
	 * Writes four bytes, little endian.
	 * @param value the value
	 * @throws IOException if there was no room and none could be made
	 */
	public void writeInt(int value) throws IOException {
		for (int shift = 0; shift < 32; shift += 8) {
			write(value >>> shift);
		}
	}

	/**
	 * Ends the message: the reader will see it, at the latest after the next
	 * {@link #flush}.
	 */
	public void commit() {
		closeFrame(Frame.LAST);
		this.messageStart = NONE;
	}

	/**
	 * The size of the open message so far.
	 * @return the size of its payload in bytes
	 */
	public long size() {
		return (this.frameStart != NONE) ? this.size + this.buffer.position() - this.frameStart - Frame.HEADER
				: this.size;
	}

	/**
	 * Takes the message back. Does nothing if none is open.
	 */
	public void abort() {
		if (this.frameStart == NONE) {
			return;
		}
		if (this.messageStart != NONE) {
			this.buffer.position(this.messageStart);
			this.frameStart = NONE;
		}
		else {
			this.buffer.position(this.frameStart + Frame.HEADER);
			closeFrame(Frame.ABORT);
		}
		this.messageStart = NONE;
	}

	/**
	 * Sends what has been committed. Does nothing while a message is open: streams that
	 * are layered on this one flush whenever they like.
	 */
	@Override
	public void flush() throws IOException {
		if (this.buffer.position() > 0 && this.frameStart == NONE) {
			send();
		}
	}

	/**
	 * Sends full frames whose payload goes straight to the channel, if the open one is
	 * full. Not the last one, since nobody knows whether anything follows.
	 */
	private int sendFrames(byte[] bytes, int offset, int length) throws IOException {
		if (room(length) < Frame.MAX_PAYLOAD || this.buffer.position() - this.frameStart > Frame.HEADER) {
			return 0;
		}
		int from = offset;
		int end = offset + length;
		while (end - from > Frame.MAX_PAYLOAD) {
			int at = this.frameStart;
			Frame.putHeader(this.buffer, at, Frame.MAX_PAYLOAD, this.type, this.firstFlag, this.reference);
			this.firstFlag = 0;
			this.messageStart = NONE;
			send();
			this.drain.drain(ByteBuffer.wrap(bytes, from, Frame.MAX_PAYLOAD));
			from += Frame.MAX_PAYLOAD;
			this.size += Frame.MAX_PAYLOAD;
			openFrame();
		}
		return from - offset;
	}

	private void send() throws IOException {
		this.buffer.flip();
		try {
			this.drain.drain(this.buffer);
		}
		finally {
			this.buffer.clear();
		}
	}

	/** Makes room in the open frame, at least for one byte. Returns how much there is. */
	private int room(int wanted) throws IOException {
		if (this.frameStart == NONE) {
			throw new IllegalStateException("no message is open");
		}
		int inFrame = this.buffer.position() - this.frameStart - Frame.HEADER;
		if (this.size + inFrame + wanted > this.limit) {
			throw new MessageTooLargeException(this.limit);
		}
		if (inFrame == Frame.MAX_PAYLOAD) {
			this.size += inFrame;
			closeFrame(0);
			if (this.buffer.remaining() < Frame.MAX_SIZE) {
				this.messageStart = NONE;
				send();
			}
			openFrame();
			return Frame.MAX_PAYLOAD;
		}
		return Frame.MAX_PAYLOAD - inFrame;
	}

	private void openFrame() {
		this.frameStart = this.buffer.position();
		this.buffer.position(this.frameStart + Frame.HEADER);
	}

	private void closeFrame(int flags) {
		int length = this.buffer.position() - this.frameStart - Frame.HEADER;
		Frame.putHeader(this.buffer, this.frameStart, length, this.type, flags | this.firstFlag, this.reference);
		int end = this.frameStart + Frame.padded(length);
		while (this.buffer.position() < end) {
			this.buffer.put((byte) 0);
		}
		this.firstFlag = 0;
		this.frameStart = NONE;
	}

	/**
	 * Takes bytes that are to be sent.
	 */
	@FunctionalInterface
	public interface Drain {

		/**
		 * Sends all bytes.
		 * @param bytes the bytes, from position to limit
		 * @throws IOException if the channel is broken
		 */
		void drain(ByteBuffer bytes) throws IOException;

	}

}
