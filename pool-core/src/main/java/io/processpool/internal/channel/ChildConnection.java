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
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * The worker's end of the channel: two sockets, both blocking. The thread that runs the
 * tasks owns the data side, another one reads the control side; control messages may be
 * written by any thread.
 */
public final class ChildConnection implements Closeable {

	/** Belongs to the task thread, once it runs. */
	private Transport data;

	private final Transport control;

	private MessageReader dataReader;

	private final MessageReader controlReader;

	private final MessageWriter dataWriter;

	private final MessageWriter controlWriter;

	/**
	 * Guards the control writer; held while a small message is written. First come, first
	 * served: who logs without end must not keep a stack from being told.
	 */
	private final ReentrantLock controlLock = new ReentrantLock(true);

	private ChildConnection(SocketTransport data, Transport control, long maxMessage) {
		this.data = data;
		this.control = control;
		this.dataReader = new MessageReader(Long.MAX_VALUE);
		this.controlReader = new MessageReader(ControlMessages.MAX_SIZE);
		this.dataWriter = new MessageWriter((bytes) -> writeAll(this.data, bytes), maxMessage);
		this.controlWriter = new MessageWriter((bytes) -> writeAll(control, bytes), ControlMessages.MAX_SIZE);
	}

	/**
	 * Connects to the parent and introduces this worker.
	 * @param bootstrap what the parent has told
	 * @return the connection
	 * @throws IOException if the parent is gone or does not want this worker
	 */
	public static ChildConnection connect(Bootstrap bootstrap) throws IOException {
		Transport control = open(bootstrap.socket());
		try {
			SocketTransport data = open(bootstrap.socket());
			ChildConnection connection = new ChildConnection(data, control, bootstrap.maxMessage());
			try {
				@Nullable Rings rings = rings(bootstrap);
				connection.introduce(bootstrap, rings != null);
				if (rings != null) {
					connection.switchTo(new WorkerRingTransport(rings, data.socket()));
				}
				return connection;
			}
			catch (IOException | RuntimeException ex) {
				data.close();
				throw ex;
			}
		}
		catch (IOException | RuntimeException ex) {
			control.close();
			throw ex;
		}
	}

	/**
	 * A worker whose command sees other files than the parent does can do without.
	 */
	private static @Nullable Rings rings(Bootstrap bootstrap) {
		try {
			return (bootstrap.rings() != null) ? Rings.open(bootstrap.rings(), bootstrap.epoch()) : null;
		}
		catch (IOException ex) {
			return null;
		}
	}

	/** What was read behind the welcome, if anything, was the bell. */
	private void switchTo(Transport rings) {
		this.data = rings;
		this.dataWriter.drainDirectly();
		this.dataReader = new MessageReader(Long.MAX_VALUE);
	}

	private static SocketTransport open(Path socket) throws IOException {
		return new SocketTransport(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
	}

	private void introduce(Bootstrap bootstrap, boolean rings) throws IOException {
		long pid = ProcessHandle.current().pid();
		Hello.write(this.controlWriter, Hello.Socket.CONTROL, pid, bootstrap.secret());
		Hello.write(this.dataWriter, rings ? Hello.Socket.BELL : Hello.Socket.DATA, pid, bootstrap.secret());
		expectWelcome(await(this.controlReader, this.control));
		expectWelcome(await(this.dataReader, this.data));
	}

	private static void expectWelcome(@Nullable Message message) throws IOException {
		if (message == null || message.type() != MessageType.WELCOME) {
			throw new ProtocolException("the parent does not welcome this worker");
		}
	}

	/**
	 * Lets large arguments land while they arrive.
	 * @param finder finds the place of each
	 */
	public void land(Landing.Finder finder) {
		this.dataReader.land(finder);
	}

	/**
	 * Leaves a note when something is received that may be too large for this worker.
	 * @param blackBox takes the note
	 */
	public void noteIn(BlackBox blackBox) {
		this.dataReader
			.listen((type, reference) -> blackBox.receiving(type == MessageType.CALL, isWork(type) ? reference : -1));
	}

	private static boolean isWork(MessageType type) {
		return type == MessageType.CALL || type == MessageType.ITEM;
	}

	/**
	 * Waits for the next message on the data socket.
	 * @return the message, or {@code null} if the parent has closed the socket
	 * @throws IOException if the connection is broken
	 */
	public @Nullable Message nextData() throws IOException {
		return await(this.dataReader, this.data);
	}

	/**
	 * Waits for the next message on the control socket.
	 * @return the message, or {@code null} if the parent has closed the socket
	 * @throws IOException if the connection is broken
	 */
	public @Nullable Message nextControl() throws IOException {
		return await(this.controlReader, this.control);
	}

	/**
	 * Where messages to the parent are written. They go out with the next flush.
	 * @return the writer
	 */
	public MessageWriter data() {
		return this.dataWriter;
	}

	/**
	 * Sends a control message.
	 * @param type its type
	 * @param reference what it is about
	 * @param payload its payload
	 * @throws IOException if the connection is broken
	 */
	public void sendControl(MessageType type, long reference, byte[] payload) throws IOException {
		this.controlLock.lock();
		try {
			this.controlWriter.begin(type, reference);
			this.controlWriter.write(payload);
			this.controlWriter.commit();
			this.controlWriter.flush();
		}
		finally {
			this.controlLock.unlock();
		}
	}

	private static @Nullable Message await(MessageReader reader, Transport transport) throws IOException {
		for (Message message = reader.next();; message = reader.next()) {
			if (message != null) {
				return message;
			}
			if (reader.fill(transport) < 0) {
				return null;
			}
		}
	}

	private static void writeAll(Transport transport, ByteBuffer bytes) throws IOException {
		while (bytes.hasRemaining()) {
			if (transport.write(bytes) < 0) {
				throw new EOFException("the parent is gone");
			}
		}
	}

	@Override
	public void close() {
		this.data.close();
		this.control.close();
	}

}
