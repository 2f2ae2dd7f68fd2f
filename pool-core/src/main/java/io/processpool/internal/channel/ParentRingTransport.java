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
import java.nio.channels.SocketChannel;
import java.util.function.BooleanSupplier;

/**
 * The parent's end of the rings. It does not block: before the agent waits at its
 * selector, it {@linkplain #rest puts up a sign}, and the worker that finds it sends a
 * byte on the socket. Confined to the agent.
 */
final class ParentRingTransport implements Transport {

	/** The worker knows nothing of processors: it spins when it is allowed to. */
	private static final long MOST = (Runtime.getRuntime().availableProcessors() > 1) ? Spin.MOST : 0;

	/** The one thing that is said on the bell. */
	static final byte RING = 7;

	private final Rings rings;

	private final RingReader in;

	private final RingWriter out;

	private final SocketChannel bell;

	private final ByteBuffer rung = ByteBuffer.allocateDirect(256);

	private final Spin spin = new Spin();

	private final Spin callersSpin = new Spin();

	/** Whether the sign is up, and since when. */
	private boolean resting;

	private long restsSince;

	/** Whether the agent is in the middle of something for which there is no room. */
	private boolean wantsRoom;

	/** Whether the worker has closed the socket. */
	private boolean closed;

	ParentRingTransport(Rings rings, SocketChannel bell) {
		this.rings = rings;
		this.in = rings.readerOfParent();
		this.out = rings.writerOfParent();
		this.bell = bell;
	}

	@Override
	public int read(ByteBuffer into) throws IOException {
		int count = this.in.read(into);
		if (count == 0) {
			return this.closed ? -1 : 0;
		}
		if (this.in.mustWakeWriter()) {
			ring();
		}
		return count;
	}

	@Override
	public boolean isMemory() {
		return true;
	}

	@Override
	public int write(ByteBuffer from) throws IOException {
		int count = this.out.write(from);
		SpinGrants.common().grant(this.rings);
		if (count > 0 && this.out.mustWakeReader()) {
			ring();
		}
		return count;
	}

	@Override
	public boolean rest(boolean room, boolean expects, BooleanSupplier called) throws IOException {
		if (this.closed) {
			return true;
		}
		if (this.spin.await(() -> isReady(room) || called.getAsBoolean(), expects ? MOST : 0)) {
			return false;
		}
		this.resting = true;
		this.wantsRoom = room;
		this.restsSince = System.nanoTime();
		this.in.rest();
		if (room) {
			this.out.rest();
		}
		return !isReady(room);
	}

	@Override
	public void wake() {
		if (this.resting) {
			this.in.wake();
			this.out.wake();
			this.spin.waited(System.nanoTime() - this.restsSince);
			this.resting = false;
		}
	}

	@Override
	public boolean isHandy() throws IOException {
		return !this.closed && this.resting && !this.wantsRoom && this.out.isEmpty();
	}

	@Override
	public boolean sign(boolean resting) throws IOException {
		if (!resting) {
			this.in.wake();
			return false;
		}
		this.in.rest();
		return this.in.isReady();
	}

	@Override
	public boolean spin(BooleanSupplier called) throws IOException {
		boolean there = this.callersSpin.await(() -> this.in.isReady() || called.getAsBoolean(), MOST);
		if (!there) {
			this.callersSpin.missed();
		}
		return there && this.in.isReady();
	}

	private boolean isReady(boolean room) throws IOException {
		return this.in.isReady() || (room && this.out.hasRoom());
	}

	@Override
	public void rung() throws IOException {
		this.rung.clear();
		this.closed |= this.bell.read(this.rung) < 0;
		for (int i = 0; i < this.rung.position(); i++) {
			if (this.rung.get(i) != RING) {
				throw new ProtocolException("the worker writes into the socket that is the bell of its rings");
			}
		}
	}

	/**
	 * The socket takes it: there are never more than a few bytes in it, since a sign is
	 * answered once.
	 */
	private void ring() throws IOException {
		this.rung.clear().limit(1);
		this.rung.put(0, RING);
		this.bell.write(this.rung);
	}

	@Override
	public void close() {
		SpinGrants.common().forget(this.rings);
		try {
			this.bell.close();
		}
		catch (IOException ex) {
			// Nothing is left that could be done about it
		}
	}

}
