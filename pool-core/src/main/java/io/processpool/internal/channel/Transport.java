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

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.function.BooleanSupplier;

/**
 * Moves bytes between the parent and one worker, both ways, in order. The worker's end
 * blocks, the parent's does not. One thread may read while another one writes.
 */
public interface Transport extends Closeable {

	/**
	 * Reads what is there.
	 * @param into where to put it
	 * @return the number of bytes, 0 if none is there (only an end that does not block),
	 * -1 if the other side is gone
	 * @throws IOException if the transport is broken
	 */
	int read(ByteBuffer into) throws IOException;

	/**
	 * Writes as much as there is room for.
	 * @param from the bytes
	 * @return the number of bytes written, 0 if there is no room (only an end that does
	 * not block)
	 * @throws IOException if the transport is broken, the other side gone
	 */
	int write(ByteBuffer from) throws IOException;

	/**
	 * Whether bytes are only copied, from and to memory, so that many small steps cost no
	 * more than a few large ones.
	 * @return whether that is so
	 */
	default boolean isMemory() {
		return false;
	}

	/**
	 * This end is about to wait, and tells the other side, which will then make the
	 * socket readable when there is something. Only for an end that does not block.
	 * @param room whether it waits for room as well, not only for bytes
	 * @param expects whether there will be something soon, so that a short spin may pay
	 * @param called whether somebody wants it not to wait
	 * @return {@code false} if it need not wait
	 * @throws IOException if the transport is broken
	 */
	default boolean rest(boolean room, boolean expects, BooleanSupplier called) throws IOException {
		return true;
	}

	/**
	 * What the selector has to look for at the socket while this end waits.
	 * @param room whether it waits for room as well
	 * @return operations of {@link SelectionKey}
	 */
	default int interest(boolean room) {
		return SelectionKey.OP_READ;
	}

	/**
	 * Whether somebody may send a little for an end that waits, and see for a moment
	 * whether an answer comes.
	 * @return whether nothing of that would have to wait for the other side
	 * @throws IOException if the transport is broken
	 */
	default boolean isHandy() throws IOException {
		return false;
	}

	/**
	 * Takes back, or puts up again, the sign of an end that waits while somebody else
	 * acts for it.
	 * @param resting whether to put it up
	 * @return whether there is something now for which it should not wait
	 * @throws IOException if the transport is broken
	 */
	default boolean sign(boolean resting) throws IOException {
		return true;
	}

	/**
	 * Spins for a moment, if that pays.
	 * @param done what it waits for, unless there is something to read before
	 * @return whether there is something to read
	 * @throws IOException if the transport is broken
	 */
	default boolean spin(BooleanSupplier done) throws IOException {
		return false;
	}

	/** This end does not wait any more. */
	default void wake() {
		// Nobody was told
	}

	/**
	 * The socket has become readable.
	 * @throws IOException if the transport is broken
	 */
	default void rung() throws IOException {
		// That is where the bytes are
	}

	@Override
	void close();

}
