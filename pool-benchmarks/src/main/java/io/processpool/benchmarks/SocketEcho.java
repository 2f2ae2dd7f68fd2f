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

package io.processpool.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The other side of {@link SocketLimit}: reads a message whole and sends it back, until
 * the connection ends.
 */
final class SocketEcho {

	private SocketEcho() {
	}

	/**
	 * Runs in a JVM of its own.
	 * @param arguments the path of the socket, and how many bytes a message has
	 * @throws IOException if the connection fails
	 */
	public static void main(String[] arguments) throws IOException {
		try (SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(arguments[0]))) {
			ByteBuffer message = ByteBuffer.allocateDirect(Integer.parseInt(arguments[1]));
			while (true) {
				readAll(socket, message.clear());
				writeAll(socket, message.flip());
			}
		}
		catch (EOFException ex) {
			// The parent has what it wants
		}
	}

	static void writeAll(SocketChannel socket, ByteBuffer message) throws IOException {
		while (message.hasRemaining()) {
			socket.write(message);
		}
	}

	static void readAll(SocketChannel socket, ByteBuffer message) throws IOException {
		while (message.hasRemaining()) {
			if (socket.read(message) < 0) {
				throw new EOFException("The connection has ended");
			}
		}
	}

}
