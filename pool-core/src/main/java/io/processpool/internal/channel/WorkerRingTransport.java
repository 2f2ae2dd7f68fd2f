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

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The worker's end of the rings. It blocks: after a short spin it puts up its sign and
 * reads the socket, on which the parent sends a byte when it finds the sign: the socket
 * is a doorbell, and its end of file means that the parent is gone. For the task thread
 * alone.
 */
final class WorkerRingTransport implements Transport {

	private final Rings rings;

	private final RingReader in;

	private final RingWriter out;

	private final SocketChannel bell;

	private final ByteBuffer rung = ByteBuffer.allocateDirect(64);

	private final Spin spin = new Spin();

	WorkerRingTransport(Rings rings, SocketChannel bell) {
		this.rings = rings;
		this.in = rings.readerOfWorker();
		this.out = rings.writerOfWorker();
		this.bell = bell;
	}

	@Override
	public int read(ByteBuffer into) throws IOException {
		int count = this.in.read(into);
		while (count == 0) {
			if (!this.spin.await(this.in::isReady, this.rings.spin()) && !awaitBytes()) {
				return -1;
			}
			count = this.in.read(into);
		}
		if (this.in.mustWakeWriter()) {
			ring();
		}
		return count;
	}

	private boolean awaitBytes() throws IOException {
		long start = System.nanoTime();
		boolean there = true;
		this.in.rest();
		if (!this.in.isReady()) {
			there = awaitBell() || this.in.isReady();
		}
		this.in.wake();
		this.spin.waited(System.nanoTime() - start);
		return there;
	}

	@Override
	public boolean isMemory() {
		return true;
	}

	@Override
	public int write(ByteBuffer from) throws IOException {
		int count = this.out.write(from);
		while (count == 0 && from.hasRemaining()) {
			awaitRoom();
			count = this.out.write(from);
		}
		if (this.out.mustWakeReader()) {
			ring();
		}
		return count;
	}

	private void awaitRoom() throws IOException {
		this.out.rest();
		if (!this.out.hasRoom() && !awaitBell()) {
			throw new EOFException("the parent is gone");
		}
		this.out.wake();
	}

	/** Returns {@code false} if the parent has closed it. */
	private boolean awaitBell() throws IOException {
		this.rung.clear();
		return this.bell.read(this.rung) >= 0;
	}

	private void ring() throws IOException {
		this.rung.clear().limit(1);
		this.rung.put(0, ParentRingTransport.RING);
		this.bell.write(this.rung);
	}

	@Override
	public void close() {
		try {
			this.bell.close();
		}
		catch (IOException ex) {
			// Nothing is left that could be done about it
		}
	}

}
