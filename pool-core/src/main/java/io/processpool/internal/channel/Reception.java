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
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where a worker connects: finds out who comes, and sends strangers away. Not
 * thread-safe; belongs to the connection.
 */
final class Reception implements Closeable {

	/** A hello has 44 bytes; its version could want more of them. */
	private static final int MAX_HELLO = 1024;

	/** How many may have connected and not said yet who they are. */
	private static final int MAX_STRANGERS = 16;

	private final Path path;

	private final byte[] secret;

	private final Selector selector;

	private final ServerSocketChannel server;

	/** Who has connected but not yet said who it is. */
	private final List<Stranger> strangers = new ArrayList<>(2);

	private @Nullable ProtocolException refusal;

	private Reception(Path path, byte[] secret, Selector selector, ServerSocketChannel server) {
		this.path = path;
		this.secret = secret;
		this.selector = selector;
		this.server = server;
	}

	/** Begins to listen; the selector wakes when somebody comes or speaks. */
	static Reception open(Path path, byte[] secret, Selector selector) throws IOException {
		ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
		try {
			server.bind(UnixDomainSocketAddress.of(path), MAX_STRANGERS);
			PrivateFiles.restrict(path);
			server.configureBlocking(false);
			server.register(selector, SelectionKey.OP_ACCEPT);
			return new Reception(path, secret, selector, server);
		}
		catch (IOException | RuntimeException ex) {
			server.close();
			throw ex;
		}
	}

	/** The latest reason for which somebody was sent away, if anybody was. */
	@Nullable ProtocolException refusal() {
		return this.refusal;
	}

	/** Those who have come and said the secret since this was asked last. */
	List<Arrival> arrivals() throws IOException {
		if (!this.server.isOpen()) {
			return List.of();
		}
		for (SocketChannel socket = this.server.accept(); socket != null; socket = this.server.accept()) {
			socket.configureBlocking(false);
			if (this.strangers.size() == MAX_STRANGERS) {
				// The one that has been silent for the longest time is not the worker
				this.strangers.remove(0).transport.close();
			}
			this.strangers.add(new Stranger(new SocketTransport(socket), new MessageReader(MAX_HELLO),
					socket.register(this.selector, SelectionKey.OP_READ)));
		}
		List<Arrival> arrivals = new ArrayList<>(2);
		for (Stranger stranger : List.copyOf(this.strangers)) {
			Hello hello = listenTo(stranger);
			if (hello != null) {
				arrivals.add(new Arrival(stranger.transport, stranger.key, hello));
			}
		}
		return arrivals;
	}

	/** What the stranger says who it is, once it has said it. */
	private @Nullable Hello listenTo(Stranger stranger) {
		try {
			boolean gone = stranger.reader.fill(stranger.transport) < 0;
			Message message = stranger.reader.next();
			if (message != null) {
				Hello hello = Hello.read(message, this.secret);
				this.strangers.remove(stranger);
				return hello;
			}
			if (gone) {
				sendAway(stranger);
			}
		}
		catch (ProtocolException ex) {
			this.refusal = ex;
			sendAway(stranger);
		}
		catch (IOException ex) {
			// Reset: whoever it was is gone
			sendAway(stranger);
		}
		return null;
	}

	private void sendAway(Stranger stranger) {
		this.strangers.remove(stranger);
		stranger.transport.close();
	}

	@Override
	public void close() throws IOException {
		this.strangers.forEach((stranger) -> stranger.transport.close());
		this.strangers.clear();
		this.server.close();
		Files.deleteIfExists(this.path);
	}

	private record Stranger(SocketTransport transport, MessageReader reader, SelectionKey key) {
	}

	/**
	 * Somebody who knows the secret.
	 *
	 * @param transport the socket
	 * @param key its place at the selector
	 * @param hello what it said
	 */
	record Arrival(SocketTransport transport, SelectionKey key, Hello hello) {
	}

}
