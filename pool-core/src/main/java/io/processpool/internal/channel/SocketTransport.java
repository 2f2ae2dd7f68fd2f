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
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * A transport over one Unix domain socket.
 */
final class SocketTransport implements Transport {

	private final SocketChannel socket;

	SocketTransport(SocketChannel socket) {
		this.socket = socket;
	}

	SocketChannel socket() {
		return this.socket;
	}

	@Override
	public int read(ByteBuffer into) throws IOException {
		return this.socket.read(into);
	}

	@Override
	public int write(ByteBuffer from) throws IOException {
		return this.socket.write(from);
	}

	@Override
	public int interest(boolean room) {
		return room ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			// Nothing is left that could be done about it
		}
	}

}
