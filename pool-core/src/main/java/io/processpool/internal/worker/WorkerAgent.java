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

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import io.processpool.ExitReason;
import io.processpool.PoolListener.WorkerLogged;
import io.processpool.RunningTask;
import io.processpool.WorkerState;
import io.processpool.internal.channel.Answer;
import io.processpool.internal.channel.ControlMessages.Stacks;
import io.processpool.internal.channel.LogMessage;
import io.processpool.internal.channel.Message;
import io.processpool.internal.channel.MessageType;
import io.processpool.internal.channel.MessageWriter;
import io.processpool.internal.channel.Payload;
import io.processpool.internal.channel.ProtocolException;
import io.processpool.internal.channel.WorkerConnection;
import io.processpool.internal.worker.Outstanding.Sent;
import org.jspecify.annotations.Nullable;

/**
 * The parent's handle on one worker, from its start to its obituary.
 *
 * <h2>How it works</h2> Every worker has an agent, and every agent a thread of its own.
 * That thread alone starts the worker, reads and writes its channel, keeps the list of
 * what was sent, watches time limits and settles everything when the worker dies; so none
 * of that needs a lock, and what happens to one worker cannot hold up another. Other
 * threads put {@linkplain Order orders} into a mailbox and wake it.
 * <p>
 * The agent lives through <em>birth</em> (launch, handshake, initializer),
 * <em>service</em> (send what the {@linkplain Feed feed} has while there is
 * {@linkplain Outstanding room}; then wait for answers, orders, deadlines) and
 * <em>burial</em>. Service ends by retirement, which leaves nothing unfinished, or by an
 * exception: the channel broke, the process ended, a kill came due, the worker broke the
 * protocol. Whatever it was, burial is the same: kill, wait for the exit, read what the
 * worker had still sent, read the claim word. Items that were not claimed are given back;
 * the one that was claimed and not answered is lost; and only then the set of workers
 * learns of the death.
 * <p>
 * Deliberate kills go through the {@link KillSwitch}: what has not been claimed is taken
 * back first, and nobody is killed whose victim has finished meanwhile.
 * <p>
 * Code of users runs here only when an argument is encoded, without any lock. An encoder
 * that hangs holds up its own worker alone.
 */
public final class WorkerAgent implements Runnable, WorkerConnection.Handler {

	/** How long a dismissed worker may spend in its shutdown hooks. */
	private static final Duration RETIRE_PATIENCE = Duration.ofSeconds(5);

	private static final long MIB = 1024 * 1024;

	/** How often a caller looks for its answer. */
	private static final int MAX_POLLS = 16;

	private final int id;

	private final WorkerResources resources;

	private final WorkerSet set;

	private final WorkerMemories memories;

	private final Feed feed;

	private final WorkSource source;

	private final AgentThread thread;

	/** What others want; drained by the agent. */
	private final Queue<Order> mailbox = new ConcurrentLinkedQueue<>();

	private final Instant startedAt = Instant.now();

	private final Dumps dumps = new Dumps();

	private final MemoryLimit memoryLimit;

	/** Written by the agent, read by others. */
	private volatile @Nullable WorkerBody body;

	/** Written by the agent, read by others. */
	private volatile WorkerIdentity identity;

	/** Written by the agent, read by others. */
	private volatile Phase phase = Phase.BIRTH;

	/** Written by the agent, read by others. */
	private final AtomicLong completed = new AtomicLong();

	/** Items that could go to others; written by the agent, read by others. */
	private volatile int spare;

	/** Set by whoever terminates the pool. */
	private volatile boolean terminated;

	/** Set when the process has ended. */
	private volatile boolean exited;

	/** Whether a caller is on its way to act for the agent. */
	private volatile boolean reserved;

	private boolean ready;

	private @Nullable Throwable initializerFailure;

	private long startDeadline;

	private @Nullable KillSwitch killSwitch;

	/** Why the pool ends this worker, if it does. */
	private @Nullable ExitReason intended;

	private boolean retiring;

	/** When the data came that is looked at. */
	private long arrivedAt;

	/** What went wrong when a caller acted for the agent. */
	private @Nullable Throwable callersFailure;

	private boolean succeeded;

	private boolean startedTask;

	/** With which item the worker was last found to be too large. */
	private @Nullable Sent tooLargeWith;

	WorkerAgent(int id, WorkerResources resources, WorkerMemories memories, WorkSource source, WorkerSet set) {
		this.id = id;
		this.resources = resources;
		this.memories = memories;
		this.source = source;
		this.set = set;
		this.identity = new WorkerIdentity(resources.poolName(), id, 0);
		this.feed = new Feed(source, this);
		this.memoryLimit = new MemoryLimit(resources.maxMemoryPerChild());
		this.thread = new AgentThread(this, resources.poolName(), id);
	}

	void begin() {
		try {
			this.thread.start();
		}
		catch (OutOfMemoryError ex) {
			// No thread to be had, and so nobody who could tell of its end
			this.set.notBegun(this, ex);
		}
	}

	// What others may call

	/**
	 * Its number in the pool.
	 * @return the number
	 */
	public int id() {
		return this.id;
	}

	/**
	 * Whether the current thread is that of an agent.
	 * @param pool the name of the pool whose agent it may be
	 * @return whether it is
	 */
	public static boolean isAgentThread(String pool) {
		return Thread.currentThread() instanceof AgentThread thread && thread.pool().equals(pool);
	}

	/**
	 * Makes the agent look for work and orders.
	 */
	public void wakeup() {
		WorkerBody body = this.body;
		if (body != null) {
			body.connection().wakeup();
		}
	}

	/**
	 * Whether a caller is on its way to {@link #hurry}, so that it must neither go idle
	 * nor be given work.
	 * @return whether one is
	 */
	public boolean isReserved() {
		return this.reserved;
	}

	/**
	 * A caller is on its way, or has turned round. One that arrives ends this by itself.
	 * @param reserved whether one is on its way
	 */
	public void reserve(boolean reserved) {
		this.reserved = reserved;
	}

	/**
	 * Runs a chunk of one item right now, on the thread of a caller who waits for it, and
	 * waits a moment for the answer: two threads less are to be woken. Neither is
	 * anything encoded nor does anything wait for the worker. If the answer takes longer,
	 * the agent takes over; if the agent is awake, it gets the chunk.
	 * @param chunk the chunk, for an agent that was idle
	 * @param done whether it has been answered
	 */
	public void hurry(WorkChunk chunk, BooleanSupplier done) {
		boolean taken = false;
		WorkerBody body = this.body;
		try {
			taken = body != null && body.connection().enter() && hurry(body, chunk, done);
		}
		catch (IOException ex) {
			// Its agent will find out; somebody else can run it
		}
		finally {
			// Also if memory that the worker has cut off was touched
			if (!taken) {
				this.source.decline(this, chunk);
			}
		}
	}

	/** While the caller owns everything that is confined to the agent. */
	private boolean hurry(WorkerBody body, WorkChunk chunk, BooleanSupplier done) {
		Outstanding outstanding = body.outstanding();
		boolean called = true;
		boolean sent = false;
		try {
			this.reserved = false;
			if (!isIdle(outstanding)) {
				return false;
			}
			WorkItem item = chunk.next();
			sent = true;
			if (item != null) {
				this.feed.send(item, body.connection().data(), outstanding);
				body.connection().data().flush();
				announceHead(outstanding);
				// A large answer comes in parts, but nobody watches time limits here
				for (int i = 0; i < MAX_POLLS && !done.getAsBoolean(); i++) {
					if (!body.connection().pollBriefly()) {
						break;
					}
				}
			}
			called = !isIdle(outstanding) || this.feed.takeNext();
		}
		catch (Throwable ex) {
			this.callersFailure = ex;
		}
		finally {
			body.connection().leave(called);
		}
		return sent;
	}

	private boolean isIdle(Outstanding outstanding) {
		return this.phase == Phase.SERVICE && !this.retiring && !this.exited && this.callersFailure == null
				&& outstanding.isEmpty() && this.mailbox.isEmpty() && !killSwitch().isArmed() && this.feed.isEmpty()
				&& this.completed.get() + 1 < this.resources.maxTasksPerChild();
	}

	private void announceHead(Outstanding outstanding) {
		Sent head = outstanding.head();
		if (head != null) {
			head.item().started(this.identity);
		}
	}

	void order(Order order) {
		this.mailbox.add(order);
		wakeup();
	}

	/** Kills the process now, from any thread. */
	void terminate() {
		this.terminated = true;
		killIfTerminated();
		order(new Order.Terminate());
	}

	private void killIfTerminated() {
		WorkerBody body = this.body;
		if (this.terminated && body != null) {
			body.process().kill();
		}
	}

	boolean isTerminated() {
		return this.terminated;
	}

	/** Frees the thread from whatever code of users it may be caught in. */
	void breakOff() {
		this.thread.breakOff();
	}

	/** Whether it has items that it cannot start now and another worker could. */
	boolean hasSpare() {
		return this.spare > 0;
	}

	Snapshot snapshot() {
		WorkerBody body = this.body;
		Sent head = (body != null) ? body.outstanding().head() : null;
		WorkerState state = switch (this.phase) {
			case BIRTH -> WorkerState.STARTING;
			case SERVICE -> (head != null) ? WorkerState.BUSY : WorkerState.IDLE;
			case BURIAL -> WorkerState.EXITING;
		};
		long pid = (body != null) ? body.process().pid() : 0;
		return new Snapshot(this.id, pid, state, this.completed.get(), this.startedAt,
				(head != null && body != null) ? running(head, body) : null,
				(body != null) ? body.process().residentMemory() : OptionalLong.empty());
	}

	/** Measures the worker, and tells the agent if it is too large. Never throws. */
	void lookAtMemory(long limit) {
		WorkerBody body = this.body;
		if (body == null || this.phase != Phase.SERVICE) {
			return;
		}
		Sent head = body.outstanding().head();
		long resident = body.process().residentMemory().orElse(0);
		if (resident > limit) {
			order(new Order.TooLarge(head, resident));
		}
	}

	private static RunningTask running(Sent head, WorkerBody body) {
		CallSpec call = head.item().call();
		long ran = System.nanoTime() - body.outstanding().startedAt(head);
		return new RunningTask(call.id(), call.header().name(), head.item().index(),
				Instant.now().minusNanos(Math.max(0, ran)), body.progress(head));
	}

	// Life

	@Override
	public void run() {
		Throwable cause = null;
		try {
			birth();
			serve();
			retire();
		}
		catch (Throwable ex) {
			// Whatever it was, even memory that ran out: the worker must be buried
			cause = ex;
		}
		bury(cause);
	}

	private void birth() throws IOException {
		this.startDeadline = System.nanoTime() + this.resources.startTimeout().toNanos();
		if (this.terminated) {
			throw new EOFException("the pool was terminated");
		}
		WorkerBody body = WorkerBody.launch(this.id, this.resources, this.memories, this);
		this.killSwitch = new KillSwitch(body.outstanding(), this.feed, body.connection().data(),
				body.connection().control());
		this.body = body;
		killIfTerminated();
		this.identity = new WorkerIdentity(this.resources.poolName(), this.id, body.process().pid());
		body.process().exit().thenRun(() -> {
			this.exited = true;
			wakeup();
		});
		this.set.started(this);
		connect(body.connection());
		body.process().identified(body.connection().workerPid());
		MessageWriter out = body.connection().data();
		out.begin(MessageType.INITIALIZE, 0);
		this.resources.initializer().writeTo(out);
		out.commit();
		out.flush();
		while (!this.ready) {
			body.connection().poll();
		}
		this.phase = Phase.SERVICE;
		this.set.ready(this);
	}

	private static void connect(WorkerConnection connection) throws IOException {
		try {
			while (!connection.isConnected()) {
				connection.poll();
			}
		}
		catch (EOFException ex) {
			ProtocolException refusal = connection.refusal();
			if (refusal == null) {
				throw ex;
			}
			// The worker gave up, or ran out of time, because it was not recognised
			refusal.addSuppressed(ex);
			throw refusal;
		}
	}

	private void serve() throws IOException {
		WorkerBody body = body();
		feed(body.connection().data(), body.outstanding());
		while (!hasServed(body.outstanding())) {
			body.connection().poll();
			feed(body.connection().data(), body.outstanding());
		}
	}

	/**
	 * Asked before it waits: nothing would wake an agent that has nothing to wait for.
	 */
	private boolean hasServed(Outstanding outstanding) {
		return this.retiring && outstanding.isEmpty() && !killSwitch().isArmed();
	}

	private void feed(MessageWriter out, Outstanding outstanding) throws IOException {
		boolean idle;
		do {
			sendAhead(out, outstanding);
			boolean gave = true;
			while (gave && this.spare > 0 && this.source.hasIdle()) {
				gave = share();
				// What was taken back and is kept must be sent once more
				sendAhead(out, outstanding);
			}
			idle = outstanding.isEmpty();
			this.feed.announceNews(out);
			out.flush();
			// An order may have taken everything back while the worker was slow to read
		}
		while (!idle && outstanding.isEmpty() && !this.retiring && !killSwitch().isArmed());
	}

	private void sendAhead(MessageWriter out, Outstanding outstanding) throws IOException {
		while (!this.retiring && !killSwitch().isArmed()) {
			long left = this.resources.maxTasksPerChild() - this.completed.get() - outstanding.size();
			if (left <= 0) {
				reachedLimit(outstanding);
				break;
			}
			int room = (int) Math.min(left, outstanding.room());
			if (room == 0) {
				break;
			}
			boolean first = outstanding.isEmpty();
			WorkItem item = this.feed.next(first);
			if (item == null) {
				break;
			}
			killSwitch().sending(item, System.nanoTime());
			this.feed.send(item, room, out, outstanding);
			killSwitch().sending(null, 0);
			if (first) {
				announceHead(outstanding);
			}
		}
		// Written before it is asked who is idle, who does it the other way round
		boolean busyOtherwise = this.retiring || killSwitch().isArmed();
		this.spare = busyOtherwise ? 0 : this.feed.spare() + outstanding.spare();
	}

	/** The successor is started while the last items run. */
	private void reachedLimit(Outstanding outstanding) {
		if (!this.succeeded) {
			this.succeeded = true;
			this.source.forget(this);
			this.feed.surrender();
			this.set.replace(this);
		}
		if (outstanding.isEmpty()) {
			this.retiring = true;
			this.intended = ExitReason.RECYCLED;
		}
	}

	/** Nothing is outstanding: the worker may go, and run its shutdown hooks. */
	private void retire() throws IOException {
		this.phase = Phase.BURIAL;
		this.source.forget(this);
		this.source.release(this);
		this.feed.surrender();
		MessageWriter control = body().connection().control();
		control.begin(MessageType.RETIRE, 0);
		control.commit();
		control.flush();
		body().awaitExit(RETIRE_PATIENCE);
	}

	// What comes in

	@Override
	public void data(Message message) throws IOException {
		if (message.type() == MessageType.ANSWER && this.ready) {
			answer(message);
		}
		else if (message.type() == MessageType.READY && !this.ready) {
			this.ready = true;
		}
		else if (message.type() == MessageType.INITIALIZER_FAILED && !this.ready) {
			byte[] bytes = message.payload().toByteArray();
			this.initializerFailure = this.resources.throwables()
				.decode(bytes, 0, bytes.length, this.resources.loader());
			throw new EOFException("the initializer failed");
		}
		else {
			throw new ProtocolException("the worker sends " + message.type() + " as data");
		}
	}

	@Override
	public void dataArrived() {
		this.arrivedAt = System.nanoTime();
	}

	private void answer(Message message) throws IOException {
		long now = this.arrivedAt;
		Outstanding outstanding = body().outstanding();
		Sent head = outstanding.head();
		long ran = (head != null) ? now - outstanding.startedAt(head) : 0;
		// All that can be wrong with it first: from the next line on, the item is its own
		Answer answer = Answer.of(message.payload().first());
		Payload value = message.payload().without(Answer.HEADER);
		Sent sent = outstanding.answered(message.reference(), now);
		this.completed.incrementAndGet();
		Kill late = killSwitch().over(sent);
		if (late != null) {
			sent.item().timedOut(this.identity, late.stack(), late.note(), late.threadDump());
			return;
		}
		sent.item().answered(answer, value, this.identity, ran);
		if (!this.retiring && this.memoryLimit.isExceeded(body().process(), now)) {
			this.set.replace(this);
			retire(ExitReason.RECYCLED);
		}
		Sent next = outstanding.head();
		if (next != null) {
			next.item().started(this.identity);
		}
	}

	@Override
	public void control(Message message) throws IOException {
		if (message.type() == MessageType.LOG) {
			this.resources.logs()
				.accept(new WorkerLogged(this.identity.pool(), this.id, this.identity.pid(),
						LogMessage.decode(message.payload())));
			return;
		}
		if (message.type() != MessageType.STACK_REPLY) {
			throw new ProtocolException("the worker sends " + message.type() + " as control");
		}
		Stacks stacks = Stacks.decode(message.payload());
		if (!this.dumps.answered(message.reference(), stacks.text())) {
			killSwitch().stackTold(message.reference(), stacks);
		}
	}

	// What is due

	@Override
	public long beforeWait() throws IOException {
		if (this.exited) {
			throw new EOFException("the process has ended");
		}
		if (this.callersFailure instanceof IOException ex) {
			// As if the agent had found it
			throw ex;
		}
		if (this.callersFailure != null) {
			throw new IOException("a caller could not send what it wanted to", this.callersFailure);
		}
		boolean changed = false;
		for (Order order = this.mailbox.poll(); order != null; order = this.mailbox.poll()) {
			obey(order);
			changed = true;
		}
		long now = System.nanoTime();
		long wait = (this.phase == Phase.BIRTH) ? untilStarted(now) : killSwitch().advance(now);
		return changed ? 0 : wait;
	}

	@Override
	public boolean expectsData() {
		return this.phase == Phase.SERVICE && !body().outstanding().isEmpty();
	}

	private long untilStarted(long now) throws IOException {
		if (now - this.startDeadline >= 0) {
			this.intended = ExitReason.START_FAILED;
			throw new EOFException("it was not ready within " + this.resources.startTimeout());
		}
		return this.startDeadline - now;
	}

	private void obey(Order order) throws IOException {
		if (order instanceof Order.Cancel cancel) {
			killSwitch().cancelled(cancel.callId());
		}
		else if (order instanceof Order.Forget forget) {
			this.feed.forget(forget.callId());
		}
		else if (order instanceof Order.Share) {
			if (!share() && this.source.hasIdle()) {
				// It had less than it seemed to have; there may be another one
				this.set.shareWith(this);
			}
		}
		else if (order instanceof Order.Retire retire) {
			retire(retire.reason());
		}
		else if (order instanceof Order.Dump dump) {
			dump(dump.answer());
		}
		else if (order instanceof Order.TooLarge tooLarge) {
			tooLarge(tooLarge);
		}
		else {
			throw new EOFException("the pool was terminated");
		}
	}

	/** Gives others a part of what has not been started, if there is such a part. */
	private boolean share() throws IOException {
		Outstanding outstanding = body().outstanding();
		if (this.phase == Phase.BIRTH || this.retiring || killSwitch().isArmed()) {
			return false;
		}
		if (outstanding.size() > 1) {
			this.feed.keep(outstanding.retract());
		}
		boolean giving = this.feed.spare() > 0;
		if (giving) {
			this.feed.share();
		}
		this.spare = this.feed.spare();
		return giving;
	}

	private void retire(ExitReason reason) throws IOException {
		if (this.phase == Phase.BIRTH) {
			this.intended = reason;
			throw new EOFException("it is not needed any more");
		}
		if (!this.retiring) {
			this.retiring = true;
			this.intended = reason;
			this.source.forget(this);
			this.feed.keep(body().outstanding().retract());
			this.feed.surrender();
		}
	}

	/**
	 * The first time, a successor is started and the worker gets nothing more to do; if
	 * the same item is still running the next time, it is killed.
	 */
	@SuppressWarnings("ReferenceEquality") // That very item, in that very attempt
	private void tooLarge(Order.TooLarge order) throws IOException {
		Sent head = body().outstanding().head();
		if (this.phase != Phase.SERVICE || head != order.running()) {
			return;
		}
		if (head != null && this.tooLargeWith == head) {
			killSwitch().tooLarge(head,
					"it had " + order.resident() / MIB + " MiB resident, which is more than the "
							+ this.resources.maxMemoryPerChild() / MIB + " MiB of maxMemoryPerChild, and the task "
							+ "went on. Give it more, or let the task take less");
			return;
		}
		this.tooLargeWith = head;
		if (!this.retiring) {
			this.set.replace(this);
			retire(ExitReason.RECYCLED);
		}
	}

	private void dump(CompletableFuture<String> answer) throws IOException {
		if (this.phase == Phase.BIRTH) {
			answer.complete("The worker has not started yet.");
		}
		else {
			this.dumps.request(answer, body().connection().control());
		}
	}

	// Burial

	private void bury(@Nullable Throwable cause) {
		this.phase = Phase.BURIAL;
		WorkerBody body = this.body;
		Obituary obituary = Obituary.unknown(String.valueOf(cause));
		try {
			this.source.forget(this);
			obituary = (body != null) ? body.end(intended(cause), why()) : Obituary.unborn(intended(cause), cause);
			if (cause != null && isBreach(cause)) {
				obituary = obituary.breach(String.valueOf(cause.getMessage()));
			}
			if (body != null) {
				settle(body, obituary);
				body.release();
			}
		}
		catch (Throwable ex) {
			// Most likely memory that ran out here: still, nobody must wait for ever
			if (body != null) {
				body.process().kill();
				settle(body, obituary);
			}
		}
		finally {
			leave(obituary, cause);
		}
	}

	/** Whatever happened: what was not sent goes to others, and a successor comes. */
	private void leave(Obituary obituary, @Nullable Throwable cause) {
		this.source.release(this);
		this.feed.surrender();
		for (Order order = this.mailbox.poll(); order != null; order = this.mailbox.poll()) {
			if (order instanceof Order.Dump dump) {
				dump.answer().complete("The worker has ended.");
			}
		}
		this.dumps.end();
		this.set.ended(this, obituary, cause);
	}

	/** Why the pool ends this worker, or {@code null} if that was not its doing. */
	private @Nullable ExitReason intended(@Nullable Throwable cause) {
		// A kill comes after an order to retire, and is why the worker ends now
		if (this.killSwitch != null && this.killSwitch.reason() != null) {
			return this.killSwitch.reason();
		}
		if (this.intended != null && !hasDiedOnTheJob(cause)) {
			return this.intended;
		}
		if (this.terminated) {
			return ExitReason.CLOSED;
		}
		if (this.initializerFailure != null) {
			return ExitReason.START_FAILED;
		}
		return (cause != null && isBreach(cause)) ? ExitReason.PROTOCOL_ERROR : null;
	}

	/** Memory that is shared with it faults only if it was cut off. */
	private static boolean isBreach(Throwable cause) {
		return cause instanceof ProtocolException || cause instanceof InternalError;
	}

	/** It was to go after what it ran, and did not come so far. */
	private boolean hasDiedOnTheJob(@Nullable Throwable cause) {
		return cause != null && this.retiring && !this.terminated && !body().outstanding().isEmpty();
	}

	/** More about the reason for which the pool ends this worker. */
	private String why() {
		return (this.killSwitch != null) ? this.killSwitch.why() : "";
	}

	private void settle(WorkerBody body, Obituary obituary) {
		Outstanding outstanding = body.outstanding();
		List<WorkItem> unclaimed = body.isLegible() ? outstanding.removeUnclaimed() : List.of();
		this.startedTask = !outstanding.isEmpty();
		for (Sent sent : outstanding.removeAll()) {
			Kill kill = killSwitch().over(sent);
			if (kill != null) {
				sent.item().timedOut(this.identity, kill.stack(), kill.note(), kill.threadDump());
			}
			else {
				sent.item().lost(this.identity, obituary, body.stage());
			}
		}
		this.feed.keep(unclaimed);
	}

	// What the set of workers asks when the agent has ended

	boolean wasReady() {
		return this.ready;
	}

	long completed() {
		return this.completed.get();
	}

	WorkerIdentity identity() {
		return this.identity;
	}

	@Nullable Throwable initializerFailure() {
		return this.initializerFailure;
	}

	boolean hasStartedTask() {
		return this.startedTask;
	}

	private KillSwitch killSwitch() {
		KillSwitch killSwitch = this.killSwitch;
		if (killSwitch == null) {
			throw new IllegalStateException("worker " + this.id + " has not been launched yet");
		}
		return killSwitch;
	}

	private WorkerBody body() {
		WorkerBody body = this.body;
		if (body == null) {
			throw new IllegalStateException("worker " + this.id + " has not been launched yet");
		}
		return body;
	}

	private enum Phase {

		BIRTH, SERVICE, BURIAL

	}

}
