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

package io.processpool.failures;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

import io.processpool.internal.channel.Bootstrap;

/**
 * Takes a worker's place until it has connected and said half of its hello. What happens
 * then is its first argument; its second one is the file that tells a worker where to
 * connect to.
 */
final class HalfWorker {

	private static final int HALF_HEADER = 8;

	private static final int SENT_AWAY = 71;

	private HalfWorker() {
	}

	public static void main(String[] args) throws IOException {
		Bootstrap bootstrap = Bootstrap.read(Path.of(args[1]));
		SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(bootstrap.socket()));
		socket.write(
				ByteBuffer.allocate(HALF_HEADER).order(ByteOrder.LITTLE_ENDIAN).putInt(44).putInt(0x50500301).flip());
		Fault fault = Fault.valueOf(args[0]);
		switch (fault) {
			case NOISE_ON_DATA -> socket.write(ByteBuffer.wrap(new byte[64]));
			case HANG_UP -> socket.shutdownOutput();
			default -> fault.strike();
		}
		// Until it is sent away
		socket.read(ByteBuffer.allocate(1));
		Runtime.getRuntime().halt(SENT_AWAY);
	}

}
