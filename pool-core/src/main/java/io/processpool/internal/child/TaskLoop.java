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

package io.processpool.internal.child;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

import io.processpool.TaskSerializationException;
import io.processpool.WorkerInitializer;
import io.processpool.internal.channel.Answer;
import io.processpool.internal.channel.BlackBox;
import io.processpool.internal.channel.BlackBox.Stage;
import io.processpool.internal.channel.ChildConnection;
import io.processpool.internal.channel.Landing;
import io.processpool.internal.channel.Message;
import io.processpool.internal.channel.MessageTooLargeException;
import io.processpool.internal.channel.MessageType;
import io.processpool.internal.channel.MessageWriter;
import io.processpool.internal.channel.ProtocolException;
import io.processpool.internal.codec.FunctionCache;
import io.processpool.internal.codec.ArrivingValue;
import io.processpool.internal.codec.ObjectCodec;
import io.processpool.internal.codec.ThrowableCodec;
import org.jspecify.annotations.Nullable;

/**
 * Runs one item after the other, on the task thread. Every item is claimed before
 * anything else is done with it, and its answer is handed to the channel before the next
 * one is claimed; that is what the parent's book-keeping rests on.
 */
final class TaskLoop implements Runnable {

	/** What HotSpot exits with when it ends because memory ran out. */
	private static final int OUT_OF_MEMORY = 3;

	private final ChildConnection connection;

	private final BlackBox blackBox;

	private final ObjectCodec codec;

	private final ThrowableCodec throwables;

	private final ClassLoader loader;

	private final ChildContext context;

	private final Host host;

	/** The calls that the parent has not yet declared over; used by this thread alone. */
	private final Map<Long, ReceivedCall> calls = new HashMap<>();

	private final FunctionCache functions = new FunctionCache();

	private @Nullable ReceivedCall lastCall;

	private long lastCallId;

	TaskLoop(ChildConnection connection, BlackBox blackBox, ObjectCodec codec, ThrowableCodec throwables,
			ClassLoader loader, ChildContext context, Host host) {
		this.connection = connection;
		this.blackBox = blackBox;
		this.codec = codec;
		this.throwables = throwables;
		this.loader = loader;
		this.context = context;
		this.host = host;
	}

	@Override
	public void run() {
		this.context.bind(this.host.isProcess());
		this.connection.land(this::find);
		this.connection.noteIn(this.blackBox);
		try {
			boolean more = true;
			while (more) {
				more = next();
			}
		}
		catch (IOException ex) {
			// The parent is gone, or gone wrong: nobody is left to work for
		}
		this.blackBox.mark(BlackBox.Mark.DISMISSED);
		this.host.halt(0);
	}

	private @Nullable Landing find(ByteBuffer head) {
		ArrivingValue value = this.codec.arriving(head);
		return (value != null) ? new Landing(value.size(), value::take, value::place, value::value) : null;
	}

	/**
	 * A method of its own, so that a large message is garbage when the next one needs its
	 * memory.
	 */
	private boolean next() throws IOException {
		Message message = this.connection.nextData();
		if (message != null) {
			this.blackBox.receiving(false, -1);
			handle(message);
		}
		return message != null;
	}

	private void handle(Message message) throws IOException {
		switch (message.type()) {
			case ITEM -> item(message);
			case ITEMS -> items(message);
			case CALL -> this.calls.put(message.reference(), ReceivedCall.of(message));
			case FORGET -> forget(message.reference());
			case INITIALIZE -> initialize(message);
			default -> throw new ProtocolException("the parent sends " + message.type() + " as data");
		}
	}

	private void item(Message message) throws IOException {
		InputStream in = message.payload().open();
		ReceivedCall call = call(readLong(in));
		if (call.isSingle()) {
			this.calls.remove(this.lastCallId);
			this.lastCall = null;
		}
		run(message.reference(), call,
				new Argument(in, message.payload().size() - Long.BYTES, message.payload().landed()));
	}

	/** If one was taken back, so were those behind it. */
	private void items(Message message) throws IOException {
		ByteBuffer items = ByteBuffer.wrap(message.payload().toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
		ReceivedCall call = call(items.getLong());
		boolean claimed = true;
		for (long position = message.reference(); claimed && items.hasRemaining(); position++) {
			int length = items.getInt();
			InputStream in = new ByteArrayInputStream(items.array(), items.position(), length);
			items.position(items.position() + length);
			claimed = run(position, call, new Argument(in, length, null));
		}
	}

	/** Returns {@code false} if the item was taken back. */
	private boolean run(long position, ReceivedCall call, Argument argument) throws IOException {
		this.blackBox.stage(Stage.CLAIM);
		if (!this.blackBox.claim(position)) {
			return false;
		}
		TaskThread thread = (TaskThread) Thread.currentThread();
		thread.begin(position);
		try {
			this.context.begin(position, call.headers());
			Object value = call.invoke(this.codec, this.functions, argument, this.loader, this.blackBox);
			this.blackBox.stage(Stage.ENCODE_RESULT);
			encode(position, value);
		}
		catch (OutOfMemoryError ex) {
			endOutOfMemory(ex);
			return true;
		}
		catch (Throwable ex) {
			this.connection.data().abort();
			failed(position, kind(call, ex), ex);
		}
		finally {
			restore(thread);
		}
		this.connection.data().flush();
		return true;
	}

	/** Most items are of the same call as the one before. */
	private ReceivedCall call(long callId) throws IOException {
		ReceivedCall call = (callId == this.lastCallId) ? this.lastCall : null;
		if (call == null) {
			call = this.calls.get(callId);
			if (call == null) {
				throw new ProtocolException("the parent sends an item of the unknown call " + callId);
			}
			this.lastCall = call;
			this.lastCallId = callId;
		}
		return call;
	}

	private void forget(long callId) {
		this.calls.remove(callId);
		this.lastCall = null;
	}

	private void encode(long position, @Nullable Object value) throws IOException {
		MessageWriter out = this.connection.data();
		out.begin(MessageType.ANSWER, position);
		out.writeLong(Answer.VALUE.ordinal());
		try {
			this.codec.encode(value, out, "result");
		}
		catch (MessageTooLargeException ex) {
			throw new TaskSerializationException(
					"The result is too large to be sent: " + ex.getMessage()
							+ ". Let the task write it to a file and return the path, or return it in parts.",
					(value != null) ? value.getClass().getName() : null, null, ex);
		}
		out.commit();
	}

	private static Answer kind(ReceivedCall call, Throwable failure) {
		if (call.isUndecodable()) {
			return Answer.TASK_NOT_TRANSFERABLE;
		}
		return (failure instanceof TaskSerializationException) ? Answer.NOT_TRANSFERABLE : Answer.FAILURE;
	}

	private void failed(long position, Answer kind, Throwable failure) throws IOException {
		StackCutter.cut(failure);
		byte[] bytes = this.throwables.encode(failure);
		MessageWriter out = this.connection.data();
		out.begin(MessageType.ANSWER, position);
		out.writeLong(kind.ordinal());
		out.write(bytes);
		out.commit();
	}

	/**
	 * The task ran out of memory and the JVM did not end by itself: direct memory,
	 * threads, or an error that somebody made. Nothing can be trusted after that.
	 */
	private void endOutOfMemory(OutOfMemoryError error) {
		this.blackBox.note(String.valueOf(error.getMessage()));
		this.blackBox.mark(BlackBox.Mark.OUT_OF_MEMORY);
		if (this.host.isProcess()) {
			HeapDump.writeIfWanted();
		}
		this.host.halt(OUT_OF_MEMORY);
	}

	/** Undoes what tasks commonly leave behind on their thread. */
	@SuppressWarnings("ReferenceEquality") // That very loader
	private void restore(TaskThread thread) {
		thread.end();
		this.context.end();
		if (thread.getContextClassLoader() != this.loader) {
			thread.setContextClassLoader(this.loader);
		}
	}

	private void initialize(Message message) throws IOException {
		TaskThread thread = (TaskThread) Thread.currentThread();
		MessageWriter out = this.connection.data();
		thread.begin(Long.MAX_VALUE);
		try {
			if (message.payload().size() > 0) {
				Object initializer = this.codec.decode(message.payload().open(), message.payload().size(), this.loader,
						"initializer");
				if (initializer != null) {
					((WorkerInitializer) initializer).initialize();
				}
			}
			out.begin(MessageType.READY, 0);
		}
		catch (OutOfMemoryError ex) {
			endOutOfMemory(ex);
			return;
		}
		catch (Throwable ex) {
			StackCutter.cut(ex);
			out.begin(MessageType.INITIALIZER_FAILED, 0);
			out.write(this.throwables.encode(ex));
		}
		finally {
			restore(thread);
		}
		out.commit();
		out.flush();
	}

	private static long readLong(InputStream in) throws IOException {
		long value = 0;
		for (int shift = 0; shift < 64; shift += 8) {
			int next = in.read();
			if (next < 0) {
				throw new ProtocolException("an item has less than eight bytes");
			}
			value |= ((long) next) << shift;
		}
		return value;
	}

}
