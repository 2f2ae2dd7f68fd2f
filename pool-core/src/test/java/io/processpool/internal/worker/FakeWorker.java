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

import java.io.Closeable;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import io.processpool.internal.channel.BlackBox;
import io.processpool.internal.channel.Bootstrap;
import io.processpool.internal.channel.ChildConnection;
import io.processpool.internal.channel.Message;
import io.processpool.internal.channel.MessageType;
import io.processpool.internal.launch.WorkerProcess;
import org.jspecify.annotations.Nullable;

/**
 * A worker that is a thread of the test and does what its script says: mostly what no
 * worker should.
 */
final class FakeWorker implements WorkerProcess {

	private static final int KILLED = 137;

	private final Bootstrap bootstrap;

	private final CompletableFuture<Integer> exit = new CompletableFuture<>();

	/** Of items that came together with the one before; for the thread that asks. */
	private final Queue<Long> positions = new ConcurrentLinkedQueue<>();

	private final Queue<Closeable> open = new ConcurrentLinkedQueue<>();

	FakeWorker(Bootstrap bootstrap, Script script) {
		this.bootstrap = bootstrap;
		Thread thread = new Thread(() -> play(script), "fake-worker-" + bootstrap.workerId());
		thread.setDaemon(true);
		thread.start();
	}

	private void play(Script script) {
		try {
			script.play(this);
		}
		catch (Exception ex) {
			// The parent has hung up, which is what most scripts are after
		}
	}

	// What scripts do

	Bootstrap bootstrap() {
		return this.bootstrap;
	}

	/** Ends like a process: its sockets are closed. */
	void exit(int status) {
		this.open.forEach(FakeWorker::close);
		this.exit.complete(status);
	}

	private static void close(Closeable closeable) {
		try {
			closeable.close();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Waits until it is killed. */
	void stay() throws Exception {
		this.exit.get(60, TimeUnit.SECONDS);
	}

	SocketChannel connect() throws IOException {
		SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(this.bootstrap.socket()));
		this.open.add(socket);
		return socket;
	}

	/** Connects as a worker should. */
	ChildConnection introduce() throws IOException {
		Bootstrap real = this.bootstrap;
		// Without the limit that a worker is told to keep
		ChildConnection connection = ChildConnection.connect(new Bootstrap(real.poolName(), real.workerId(),
				real.socket(), real.blackBox(), real.epoch(), real.rings(), real.secret(), Long.MAX_VALUE, false));
		this.open.add(connection);
		return connection;
	}

	/** Connects, and says that it is ready when it is told to begin. */
	ChildConnection getReady() throws IOException {
		ChildConnection connection = introduce();
		expect(MessageType.INITIALIZE, connection.nextData());
		send(connection, MessageType.READY, 0);
		return connection;
	}

	BlackBox blackBox() throws IOException {
		return BlackBox.open(this.bootstrap.blackBox(), this.bootstrap.epoch());
	}

	/** The end of the claim word, which the parent lowers to take items back. */
	long mayClaimUntil() throws IOException {
		try (FileChannel file = FileChannel.open(this.bootstrap.blackBox(), StandardOpenOption.READ)) {
			ByteBuffer word = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
			file.read(word, 0);
			return word.getLong(0) & 0xffffff;
		}
	}

	/** Waits for the next item, and gives its position. */
	long nextItem(ChildConnection connection) throws IOException {
		while (true) {
			Long waiting = this.positions.poll();
			if (waiting != null) {
				return waiting;
			}
			Message message = expect(null, connection.nextData());
			if (message.type() == MessageType.ITEM) {
				return message.reference();
			}
			if (message.type() == MessageType.ITEMS) {
				addAll(message);
			}
		}
	}

	private void addAll(Message message) {
		ByteBuffer items = ByteBuffer.wrap(message.payload().toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
		items.getLong();
		for (long position = message.reference(); items.hasRemaining(); position++) {
			int length = items.getInt();
			items.position(items.position() + length);
			this.positions.add(position);
		}
	}

	/** Claims the next item and answers it. */
	void runNext(ChildConnection connection, BlackBox blackBox) throws IOException {
		long position = nextItem(connection);
		blackBox.claim(position);
		answer(connection, position);
	}

	static Message expect(@Nullable MessageType type, @Nullable Message message) throws IOException {
		if (message == null || (type != null && message.type() != type)) {
			throw new IOException("expected " + type + ", came " + message);
		}
		return message;
	}

	static void send(ChildConnection connection, MessageType type, long reference, int... payload) throws IOException {
		connection.data().begin(type, reference);
		for (int each : payload) {
			connection.data().write(each);
		}
		connection.data().commit();
		connection.data().flush();
	}

	/** The answer that an item's function has returned, with a value of no bytes. */
	static void answer(ChildConnection connection, long position) throws IOException {
		send(connection, MessageType.ANSWER, position, 0, 0, 0, 0, 0, 0, 0, 0);
	}

	/** Does its work until it is dismissed. */
	static void work(FakeWorker worker) throws IOException {
		ChildConnection connection = worker.getReady();
		BlackBox blackBox = worker.blackBox();
		Thread dismissal = new Thread(() -> {
			try {
				expect(MessageType.RETIRE, connection.nextControl());
				worker.exit(0);
			}
			catch (IOException ex) {
				worker.exit(1);
			}
		});
		dismissal.setDaemon(true);
		dismissal.start();
		while (true) {
			long position = worker.nextItem(connection);
			if (blackBox.claim(position)) {
				answer(connection, position);
			}
		}
	}

	/** A frame, right or wrong. */
	static ByteBuffer frame(int length, int type, int flags, int magic, long reference, byte[] payload) {
		ByteBuffer frame = ByteBuffer.allocate(16 + ((payload.length + 7) & ~7)).order(ByteOrder.LITTLE_ENDIAN);
		frame.putInt(length).put((byte) type).put((byte) flags).putShort((short) magic).putLong(reference);
		frame.put(payload).clear();
		return frame;
	}

	// What the parent sees

	@Override
	public long pid() {
		return 1_000_000_000L + this.bootstrap.workerId();
	}

	@Override
	public boolean isAlive() {
		return !this.exit.isDone();
	}

	@Override
	public CompletableFuture<Integer> exit() {
		return this.exit;
	}

	@Override
	public void kill() {
		exit(KILLED);
	}

	@Override
	public String stderrTail() {
		return "";
	}

	@Override
	public void awaitOutput(Duration timeout) {
		// There is none
	}

	@Override
	public @Nullable Path crashLog() {
		return null;
	}

	/** What a worker does. */
	@FunctionalInterface
	interface Script {

		void play(FakeWorker worker) throws Exception;

	}

}
