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
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.processpool.internal.channel.Reception.Arrival;
import org.jspecify.annotations.Nullable;

/**
 * The parent's end of the channel to one worker.
 *
 * <h2>How it works</h2> Two Unix domain sockets lead to the worker. The <em>data</em>
 * socket carries calls, items and answers; in the worker only the thread that runs the
 * tasks reads it. The <em>control</em> socket carries what must get through while a task
 * runs, such as requests for its stack; a thread of its own reads it there. Its end of
 * file also tells each side that the other one is gone.
 * <p>
 * In the parent one thread, the worker's agent, owns the connection: it alone reads,
 * writes and waits, on one selector for both sockets. Nothing here blocks except
 * {@link #poll}, and a write for which there is no room: such a write goes on reading,
 * and hands what it reads to the handler, so that parent and worker cannot wait for each
 * other with both directions full. The handler therefore must not write data.
 * <p>
 * The connection is made by the worker. The parent {@linkplain #listen listens} on a
 * socket that only its user can use, takes two connections that know the secret, one for
 * each purpose, and stops listening. Whoever connects and does not know the secret is a
 * stranger, sent away without any harm to the worker; whoever knows it is the worker, and
 * answers for what it does.
 * <p>
 * Not thread-safe, except for {@link #wakeup}.
 */
public final class WorkerConnection implements Closeable {

	/** Control messages must get through while the ring is never empty. */
	private static final int SELECT_EVERY = 64;

	/**
	 * How many pieces of a value that lands are read before anything else is looked at.
	 */
	private static final int MAX_FILLS = 16;

	private final Selector selector;

	private final Reception reception;

	private final MessageReader dataReader;

	private final MessageReader controlReader;

	private final MessageWriter dataWriter;

	private final MessageWriter controlWriter;

	private final Handler handler;

	private final @Nullable Rings rings;

	private final Presence presence = new Presence();

	/**
	 * Guards everything that belongs to the owner. The agent holds it but while it waits
	 * at the selector; then a caller may take it for a moment, and act for the agent.
	 */
	private final ReentrantLock baton = new ReentrantLock();

	/**
	 * How often nothing was asked of the selector, as there was something in the ring.
	 */
	private int unselected;

	private @Nullable Transport data;

	private @Nullable Transport control;

	private @Nullable SelectionKey dataKey;

	private long workerPid;

	private WorkerConnection(Selector selector, Reception reception, long maxMessage, @Nullable Rings rings,
			Handler handler) {
		this.selector = selector;
		this.reception = reception;
		this.baton.lock();
		this.rings = rings;
		this.handler = handler;
		this.dataReader = new MessageReader(maxMessage);
		this.controlReader = new MessageReader(Math.min(maxMessage, ControlMessages.MAX_SIZE));
		this.dataWriter = new MessageWriter(this::drainData, Long.MAX_VALUE);
		this.controlWriter = new MessageWriter(this::drainControl, Long.MAX_VALUE);
	}

	/**
	 * Begins to listen for a worker.
	 * @param path the socket's path, in a private directory
	 * @param secret what the worker must know
	 * @param maxMessage the largest message that is taken from it, in bytes
	 * @param rings what calls, items and answers may travel through, if the worker can
	 * use it too, or {@code null}
	 * @param handler gets what comes in
	 * @return the connection
	 * @throws IOException if the socket cannot be made
	 */
	public static WorkerConnection listen(Path path, byte[] secret, long maxMessage, @Nullable Rings rings,
			Handler handler) throws IOException {
		Selector selector = Selector.open();
		try {
			return new WorkerConnection(selector, Reception.open(path, secret, selector), maxMessage, rings, handler);
		}
		catch (IOException | RuntimeException ex) {
			selector.close();
			throw ex;
		}
	}

	/**
	 * Lets large results land while they arrive.
	 * @param finder finds the place of each
	 */
	public void land(Landing.Finder finder) {
		this.dataReader.land(finder);
	}

	/**
	 * Whether both sockets are connected.
	 * @return whether they are
	 */
	public boolean isConnected() {
		return this.data != null && this.control != null;
	}

	/**
	 * Why somebody was not taken for the worker. If the worker never comes, this may be
	 * the reason: it speaks another version, for example.
	 * @return the latest refusal, or {@code null} if there was none
	 */
	public @Nullable ProtocolException refusal() {
		return this.reception.refusal();
	}

	/**
	 * The process as it sees itself.
	 * @return the pid, 0 before it is connected
	 */
	public long workerPid() {
		return this.workerPid;
	}

	/**
	 * Where messages to the data socket are written. They go out with the next flush.
	 * @return the writer
	 */
	public MessageWriter data() {
		return this.dataWriter;
	}

	/**
	 * Where messages to the control socket are written.
	 * @return the writer
	 */
	public MessageWriter control() {
		return this.controlWriter;
	}

	/**
	 * Waits until something comes in, somebody calls {@link #wakeup}, or the time that
	 * {@link Handler#beforeWait} allows has passed, and hands over what has come in.
	 * @throws EOFException if the worker closed the connection
	 * @throws IOException if the connection is broken
	 */
	public void poll() throws IOException {
		select(false);
		if (!isConnected()) {
			welcomeAll();
		}
		receive();
	}

	/**
	 * Makes a {@link #poll} that waits, or the next one, return. Any thread may call it.
	 */
	public void wakeup() {
		if (this.presence.call()) {
			this.selector.wakeup();
		}
	}

	/**
	 * Takes the place of the agent while that waits, for a moment and to send little. Any
	 * thread may call it, and must {@link #leave} when this was successful.
	 * @return whether the caller owns the connection now
	 * @throws IOException if the connection is broken
	 */
	public boolean enter() throws IOException {
		if (this.baton.isHeldByCurrentThread() || this.baton.hasQueuedThreads() || !this.baton.tryLock()) {
			return false;
		}
		boolean handy = false;
		try {
			Transport data = this.data;
			if (data != null && this.presence.isResting() && data.isHandy()) {
				data.sign(false);
				handy = true;
			}
		}
		finally {
			if (!handy) {
				this.baton.unlock();
			}
		}
		return handy;
	}

	/**
	 * Waits for a moment, after {@link #enter}, and hands over what has come in.
	 * @return whether something has
	 * @throws IOException if the connection is broken
	 */
	public boolean pollBriefly() throws IOException {
		Transport data = this.data;
		if (data == null || !data.spin(this.presence::isCalled)) {
			return false;
		}
		this.dataReader.fill(data);
		this.handler.dataArrived();
		deliverData();
		return true;
	}

	/**
	 * Gives the place back to the agent.
	 * @param called whether the agent has to look what there is to do
	 */
	public void leave(boolean called) {
		boolean wake = true;
		try {
			Transport data = this.data;
			wake = called || data == null || data.sign(true);
		}
		catch (IOException | InternalError ex) {
			// The agent will find it broken, too
		}
		finally {
			if (wake) {
				wakeup();
			}
			this.baton.unlock();
		}
	}

	/**
	 * Hands over what a worker that is dead has sent before it died.
	 */
	public void drain() {
		try {
			this.handler.dataArrived();
			// What was read when something failed has not been handed over yet
			deliverData();
			while (this.data != null && (this.rings == null || !this.rings.isCut())
					&& this.dataReader.fill(this.data) > 0) {
				deliverData();
			}
		}
		catch (IOException | InternalError ex) {
			// The last frame is cut off, or worse: what came before it counts
		}
		try {
			while (this.control != null && this.controlReader.fill(this.control) > 0) {
				deliverControl();
			}
		}
		catch (IOException ex) {
			// As above
		}
	}

	private void select(boolean room) throws IOException {
		// Whoever calls from here on keeps this from waiting
		boolean called = this.presence.awake();
		long nanos = this.handler.beforeWait();
		Transport data = this.data;
		if (data == null || called || nanos <= 0) {
			select(called ? 0 : nanos);
			return;
		}
		try {
			if (data.rest(room, this.handler.expectsData(), this.presence::isCalled)) {
				select(nanos);
			}
			else if (++this.unselected > SELECT_EVERY) {
				select(0);
			}
		}
		finally {
			data.wake();
		}
	}

	private void select(long nanos) throws IOException {
		this.unselected = 0;
		if (nanos <= 0 || !this.presence.rest()) {
			this.selector.selectNow();
		}
		else {
			this.baton.unlock();
			try {
				this.selector.select((nanos == Long.MAX_VALUE) ? 0 : TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
			}
			finally {
				this.baton.lock();
			}
		}
		this.presence.awake();
		Transport data = this.data;
		if (data != null && this.selector.selectedKeys().contains(this.dataKey)) {
			data.rung();
		}
		this.selector.selectedKeys().clear();
	}

	private void receive() throws IOException {
		Transport data = this.data;
		if (data != null) {
			int count = receiveData(data);
			for (int i = 0; i < MAX_FILLS && count > 0 && this.dataReader.isLanding(); i++) {
				count = receiveData(data);
			}
			if (count < 0) {
				throw new EOFException("the worker closed its data socket");
			}
		}
		Transport control = this.control;
		if (control != null) {
			int count = this.controlReader.fill(control);
			deliverControl();
			if (count < 0) {
				throw new EOFException("the worker closed its control socket");
			}
		}
	}

	private int receiveData(Transport data) throws IOException {
		int count = this.dataReader.fill(data);
		if (count > 0) {
			this.handler.dataArrived();
		}
		deliverData();
		return count;
	}

	private void deliverData() throws IOException {
		boolean more = true;
		while (more) {
			more = deliverOne();
		}
	}

	/**
	 * A method of its own, so that a large message is garbage when the next one needs its
	 * memory.
	 */
	private boolean deliverOne() throws IOException {
		Message message = this.dataReader.next();
		if (message != null) {
			this.handler.data(message);
		}
		return message != null;
	}

	private void deliverControl() throws IOException {
		for (Message message = this.controlReader.next(); message != null; message = this.controlReader.next()) {
			this.handler.control(message);
		}
	}

	private void welcomeAll() throws IOException {
		for (Arrival arrival : this.reception.arrivals()) {
			welcome(arrival);
		}
		if (isConnected()) {
			this.reception.close();
		}
	}

	private void welcome(Arrival arrival) throws IOException {
		Hello.Socket socket = arrival.hello().socket();
		if (socket != Hello.Socket.CONTROL && this.data == null) {
			this.data = arrival.transport();
			this.dataKey = arrival.key();
			welcome(this.dataWriter);
			if (socket == Hello.Socket.BELL) {
				this.data = ring(arrival);
			}
		}
		else if (socket == Hello.Socket.CONTROL && this.control == null) {
			this.control = arrival.transport();
			welcome(this.controlWriter);
		}
		else {
			arrival.transport().close();
			throw new ProtocolException("the worker connects its " + socket + " socket twice");
		}
		this.workerPid = arrival.hello().pid();
	}

	private Transport ring(Arrival arrival) throws IOException {
		if (this.rings == null) {
			throw new ProtocolException("the worker uses rings that it was not given");
		}
		this.dataWriter.drainDirectly();
		return new ParentRingTransport(this.rings, arrival.transport().socket());
	}

	private static void welcome(MessageWriter writer) throws IOException {
		writer.begin(MessageType.WELCOME, 0);
		writer.commit();
		writer.flush();
	}

	private void drainData(ByteBuffer bytes) throws IOException {
		Transport data = this.data;
		SelectionKey key = this.dataKey;
		if (data == null || key == null) {
			throw new EOFException("the worker is not connected");
		}
		data.write(bytes);
		if (!bytes.hasRemaining()) {
			return;
		}
		key.interestOps(data.interest(true));
		try {
			while (bytes.hasRemaining()) {
				select(true);
				receive();
				data.write(bytes);
			}
		}
		finally {
			key.interestOps(data.interest(false));
			// Who called meanwhile has been heard, but nobody has looked for work
			wakeup();
		}
	}

	private void drainControl(ByteBuffer bytes) throws IOException {
		Transport control = this.control;
		if (control == null) {
			throw new EOFException("the worker is not connected");
		}
		control.write(bytes);
		if (bytes.hasRemaining()) {
			throw new ProtocolException("the worker does not read its control socket");
		}
	}

	@Override
	public void close() {
		if (this.data != null) {
			this.data.close();
		}
		if (this.control != null) {
			this.control.close();
		}
		for (Closeable each : List.of(this.reception, this.selector)) {
			try {
				each.close();
			}
			catch (IOException ex) {
				// Nothing is left that could be done about it
			}
		}
		// A dump of all threads may keep the lock for ever, and with it an owner and all
		// that it had
		this.data = null;
		if (this.baton.isHeldByCurrentThread()) {
			this.baton.unlock();
		}
	}

	/**
	 * Gets what comes in, on the thread that owns the connection. Must not write data and
	 * must not run code of users.
	 */
	public interface Handler {

		/** Data has come in, and its messages follow. */
		default void dataArrived() {
			// Nothing but the messages matters
		}

		/**
		 * A message came on the data socket.
		 * @param message the message
		 * @throws IOException if it is not what the worker may send now
		 */
		void data(Message message) throws IOException;

		/**
		 * A message came on the control socket.
		 * @param message the message
		 * @throws IOException if it is not what the worker may send now
		 */
		void control(Message message) throws IOException;

		/**
		 * The connection is about to wait. Whatever is due can be done here.
		 * @return how long it may wait, in nanoseconds, 0 for not at all,
		 * {@link Long#MAX_VALUE} for ever
		 * @throws IOException if it must not wait, but give up
		 */
		long beforeWait() throws IOException;

		/**
		 * Whether data will come soon, if all goes well.
		 * @return whether it is worth a short spin
		 */
		default boolean expectsData() {
			return false;
		}

	}

}
