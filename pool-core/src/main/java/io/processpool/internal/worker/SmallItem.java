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

package io.processpool.internal.worker;

import java.io.IOException;
import java.io.OutputStream;

import io.processpool.internal.channel.MessageWriter;

/**
 * Where an item is encoded of which nobody knows yet whether it is small enough to travel
 * with others: what one message carries of several items must be known to be whole before
 * it begins. Confined to the agent.
 */
final class SmallItem extends OutputStream {

	private static final int SMALL = 2048;

	private final byte[] bytes = new byte[SMALL];

	private int count;

	/**
	 * Encodes an item. Runs code of users.
	 * @return whether it is small
	 * @throws io.processpool.TaskSerializationException if its argument cannot travel
	 */
	boolean encode(WorkItem item) throws IOException {
		this.count = 0;
		try {
			item.encodeArgument(this);
			return true;
		}
		catch (TooLargeException ex) {
			return false;
		}
	}

	/** Appends it to a message of several items. */
	void appendTo(MessageWriter out) throws IOException {
		out.writeInt(this.count);
		out.write(this.bytes, 0, this.count);
	}

	@Override
	public void write(int value) throws IOException {
		room(1);
		this.bytes[this.count++] = (byte) value;
	}

	@Override
	public void write(byte[] from, int offset, int length) throws IOException {
		room(length);
		System.arraycopy(from, offset, this.bytes, this.count, length);
		this.count += length;
	}

	private void room(int wanted) throws TooLargeException {
		if (wanted > SMALL - this.count) {
			throw new TooLargeException();
		}
	}

	/** No failure, but news. */
	private static final class TooLargeException extends IOException {

		private static final long serialVersionUID = 1L;

		@Override
		@SuppressWarnings("UnsynchronizedOverridesSynchronized") // It fills nothing in
		public Throwable fillInStackTrace() {
			return this;
		}

	}

}
