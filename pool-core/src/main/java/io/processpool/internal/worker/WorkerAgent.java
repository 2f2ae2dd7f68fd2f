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
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.processpool.ExitReason;
import io.processpool.RunningTask;
import io.processpool.TaskSerializationException;
import io.processpool.WorkerState;
import io.processpool.internal.channel.Answer;
import io.processpool.internal.channel.BlackBox;
import io.processpool.internal.channel.Bootstrap;
import io.processpool.internal.channel.ControlMessages.StackScope;
import io.processpool.internal.channel.ControlMessages.Stacks;
import io.processpool.internal.channel.Message;
import io.processpool.internal.channel.MessageTooLargeException;
import io.processpool.internal.channel.MessageType;
import io.processpool.internal.channel.MessageWriter;
import io.processpool.internal.channel.ProtocolException;
import io.processpool.internal.channel.WorkerConnection;
import io.processpool.internal.launch.WorkerProcess;
import io.processpool.internal.launch.WorkerSpec;
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
 * Deliberate kills go through {@link Kill}: what has not been claimed is taken back
 * first, and nobody is killed whose victim has finished meanwhile.
 * <p>
 * Code of users runs here only when an argument is encoded, without any lock. An encoder
 * that hangs holds up its own worker alone.
 */
public final class WorkerAgent implements Runnable, WorkerConnection.Handler {

	private static final int SECRET_LENGTH = 32;

	/** How long a process that closed its sockets may take to end by itself. */
	private static final Duration EXIT_PATIENCE = Duration.ofMillis(500);

	/** How long a killed process may take to be gone. */
	private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);

	/** How long a dismissed worker may spend in its shutdown hooks. */
	private static final Duration RETIRE_PATIENCE = Duration.ofSeconds(5);

	private static final Duration OUTPUT_PATIENCE = Duration.ofSeconds(3);

	/**
	 * How long past its limit an item may stay unclaimed before the worker is given up.
	 */
	private static final Duration CLAIM_PATIENCE = Duration.ofSeconds(5);

	private static final SecureRandom RANDOM = new SecureRandom();

	private final int id;

	private final WorkerResources resources;

	private final WorkerSet set;

	private final BlackBoxes blackBoxes;

	private final Feed feed;

	private final WorkSource source;

	private final AgentThread thread;

	/** What others want; drained by the agent. */
	private final Queue<Order> mailbox = new ConcurrentLinkedQueue<>();

	private final Instant startedAt = Instant.now();

	/** Answers to {@link Order.Dump}, by request. */
	private final Map<Long, CompletableFuture<String>> dumps = new HashMap<>();

	/** Written by the agent, read by others. */
	private volatile @Nullable WorkerConnection connection;

	/** Written by the agent, read by others. */
	private volatile @Nullable WorkerProcess process;

	/** Written by the agent, read by others. */
	private volatile @Nullable Outstanding outstanding;

	/** Written by the agent, read by others. */
	private volatile WorkerIdentity identity;

	/** Written by the agent, read by others. */
	private volatile Phase phase = Phase.BIRTH;

	/** Written by the agent, read by others. */
	private volatile long completed;

	/** Items that wait in the feed; written by the agent, read by others. */
	private volatile int spare;

	/** Set by whoever terminates the pool. */
	private volatile boolean terminated;

	/** Set when the process has ended. */
	private volatile boolean exited;

	private @Nullable BlackBox blackBox;

	private boolean ready;

	private @Nullable Throwable initializerFailure;

	private long startDeadline;

	private @Nullable Kill kill;

	/** Why the pool ends this worker, if it does. */
	private @Nullable ExitReason intended;

	private boolean retiring;

	private boolean succeeded;

	private boolean startedTask;

	private long dumpRequests;

	WorkerAgent(int id, WorkerResources resources, BlackBoxes blackBoxes, WorkSource source, WorkerSet set) {
		this.id = id;
		this.resources = resources;
		this.blackBoxes = blackBoxes;
		this.source = source;
		this.set = set;
		this.identity = new WorkerIdentity(resources.poolName(), id, 0);
		this.feed = new Feed(source, this);
		this.thread = new AgentThread(this, resources.poolName() + "-worker-" + id);
	}

	void begin() {
		this.thread.start();
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
	 * Makes the agent look for work and orders.
	 */
	public void wakeup() {
		WorkerConnection connection = this.connection;
		if (connection != null) {
			connection.wakeup();
		}
	}

	void order(Order order) {
		this.mailbox.add(order);
		wakeup();
	}

	/** Kills the process now, from any thread. */
	void terminate() {
		this.terminated = true;
		WorkerProcess process = this.process;
		if (process != null) {
			process.kill();
		}
		order(new Order.Terminate());
	}

	/** Frees the thread from whatever code of users it may be caught in. */
	void breakOff() {
		this.thread.breakOff();
	}

	/** Whether it has items that it cannot start now and another worker could. */
	boolean hasSpare() {
		Outstanding outstanding = this.outstanding;
		return this.spare > 0 || (outstanding != null && outstanding.size() > 1);
	}

	boolean hasStartedTask() {
		return this.startedTask;
	}

	Snapshot snapshot() {
		Outstanding outstanding = this.outstanding;
		Sent head = (outstanding != null) ? outstanding.head() : null;
		WorkerState state = switch (this.phase) {
			case BIRTH -> WorkerState.STARTING;
			case SERVICE -> (head != null) ? WorkerState.BUSY : WorkerState.IDLE;
			case BURIAL -> WorkerState.EXITING;
		};
		WorkerProcess process = this.process;
		long pid = (process != null) ? process.pid() : 0;
		return new Snapshot(this.id, pid, state, this.completed, this.startedAt,
				(head != null && outstanding != null) ? running(head, outstanding.startedAt(head)) : null,
				ResidentMemory.of(pid));
	}

	private static RunningTask running(Sent head, long startedAt) {
		CallSpec call = head.item().call();
		return new RunningTask(call.id(), call.header().name(), head.item().index(),
				Instant.now().minusNanos(Math.max(0, System.nanoTime() - startedAt)));
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
		catch (IOException | RuntimeException | LinkageError | StackOverflowError ex) {
			cause = ex;
		}
		catch (Throwable ex) {
			bury(ex);
			throw ex;
		}
		bury(cause);
	}

	private void birth() throws IOException {
		this.startDeadline = System.nanoTime() + this.resources.startTimeout().toNanos();
		BlackBox blackBox = this.blackBoxes.take();
		this.blackBox = blackBox;
		int epoch = blackBox.renew();
		this.outstanding = new Outstanding(blackBox);
		byte[] secret = new byte[SECRET_LENGTH];
		RANDOM.nextBytes(secret);
		var directory = this.resources.directory();
		var socket = directory.resolve("s" + this.id);
		WorkerConnection connection = WorkerConnection.listen(socket, secret, this.resources.maxMessage(), this);
		this.connection = connection;
		var bootFile = directory.resolve("boot-" + this.id);
		new Bootstrap(this.resources.poolName(), this.id, socket, blackBox.file(), epoch, secret,
				this.resources.maxMessage(), this.resources.allowNestedPools())
			.write(bootFile);
		if (this.terminated) {
			throw new EOFException("the pool was terminated");
		}
		WorkerProcess process = this.resources.launcher()
			.launch(new WorkerSpec(this.resources.poolName(), this.id, directory, bootFile),
					this.resources.output(this.id));
		this.process = process;
		this.identity = new WorkerIdentity(this.resources.poolName(), this.id, process.pid());
		process.exit().thenRun(() -> {
			this.exited = true;
			connection.wakeup();
		});
		if (this.terminated) {
			process.kill();
		}
		this.set.started(this);
		while (!connection.isConnected()) {
			connection.poll();
		}
		connection.data().begin(MessageType.INITIALIZE, 0);
		this.resources.initializer().writeTo(connection.data());
		connection.data().commit();
		connection.data().flush();
		while (!this.ready) {
			connection.poll();
		}
		this.phase = Phase.SERVICE;
		this.set.ready(this);
	}

	private void serve() throws IOException {
		WorkerConnection connection = connection();
		Outstanding outstanding = outstanding();
		while (!(this.retiring && outstanding.isEmpty() && this.kill == null)) {
			feed(connection.data(), outstanding);
			connection.poll();
		}
	}

	private void feed(MessageWriter out, Outstanding outstanding) throws IOException {
		while (this.kill == null && !this.retiring && outstanding.hasRoom()) {
			if (this.completed + outstanding.size() >= this.resources.maxTasksPerChild()) {
				reachedLimit(outstanding);
				break;
			}
			WorkItem item = this.feed.next(outstanding.isEmpty());
			if (item == null) {
				break;
			}
			send(item, out, outstanding);
		}
		this.feed.announceNews(out);
		out.flush();
		this.spare = this.feed.spare();
		if (this.spare > 0 && this.source.hasIdle()) {
			share();
		}
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

	private void send(WorkItem item, MessageWriter out, Outstanding outstanding) throws IOException {
		boolean committed = false;
		try {
			this.feed.announce(item.call(), out);
			out.begin(MessageType.ITEM, outstanding.nextPosition());
			out.writeLong(item.call().id());
			item.encodeArgument(out);
			long size = out.size();
			out.commit();
			committed = true;
			boolean first = outstanding.isEmpty();
			outstanding.add(item, size, System.nanoTime());
			if (first) {
				item.started(this.identity);
			}
		}
		catch (TaskSerializationException | MessageTooLargeException ex) {
			out.abort();
			item.refused((ex instanceof RuntimeException refusal) ? refusal
					: new TaskSerializationException(String.valueOf(ex.getMessage()), null, null, ex));
			committed = true;
		}
		finally {
			if (!committed) {
				// The channel broke, which is not the item's fault
				this.feed.keep(List.of(item));
			}
		}
	}

	/** Nothing is outstanding: the worker may go, and run its shutdown hooks. */
	private void retire() throws IOException {
		this.phase = Phase.BURIAL;
		this.source.forget(this);
		this.feed.surrender();
		WorkerConnection connection = connection();
		connection.control().begin(MessageType.RETIRE, 0);
		connection.control().commit();
		connection.control().flush();
		await(RETIRE_PATIENCE);
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

	private void answer(Message message) throws IOException {
		long now = System.nanoTime();
		Outstanding outstanding = outstanding();
		Sent head = outstanding.head();
		long ran = (head != null) ? now - outstanding.startedAt(head) : 0;
		Answer answer = Answer.of(message.payload().first());
		Sent sent = outstanding.answered(message.reference(), now);
		this.completed++;
		Kill kill = this.kill;
		if (kill != null && kill.victim() == sent) {
			this.kill = null;
			if (kill.reason() == ExitReason.TIMED_OUT) {
				sent.item().timedOut(this.identity, kill.stack(), kill.note());
				return;
			}
		}
		sent.item().answered(answer, message.payload().without(Answer.HEADER), this.identity, ran);
		Sent next = outstanding.head();
		if (next != null) {
			next.item().started(this.identity);
		}
	}

	@Override
	public void control(Message message) throws IOException {
		if (message.type() != MessageType.STACK_REPLY) {
			throw new ProtocolException("the worker sends " + message.type() + " as control");
		}
		Stacks stacks = Stacks.decode(message.payload());
		CompletableFuture<String> dump = this.dumps.remove(message.reference());
		Kill kill = this.kill;
		if (dump != null) {
			dump.complete(stacks.text());
		}
		else if (kill != null && kill.victim().position() == message.reference()) {
			kill.stackTold(stacks, System.nanoTime());
		}
	}

	// What is due

	@Override
	public long beforeWait() throws IOException {
		if (this.exited) {
			throw new EOFException("the process has ended");
		}
		boolean changed = false;
		for (Order order = this.mailbox.poll(); order != null; order = this.mailbox.poll()) {
			obey(order);
			changed = true;
		}
		long now = System.nanoTime();
		long wait = (this.phase == Phase.BIRTH) ? untilStarted(now) : untilDue(now);
		return changed ? 0 : wait;
	}

	private long untilStarted(long now) throws IOException {
		if (now - this.startDeadline >= 0) {
			this.intended = ExitReason.START_FAILED;
			throw new EOFException("it was not ready within " + this.resources.startTimeout());
		}
		return this.startDeadline - now;
	}

	private long untilDue(long now) throws IOException {
		if (this.kill == null) {
			long untilLimit = untilLimit(now);
			if (this.kill == null) {
				return untilLimit;
			}
		}
		long untilNext = this.kill.advance(now);
		if (untilNext <= 0) {
			this.intended = this.kill.reason();
			throw new EOFException("it is to be killed");
		}
		return untilNext;
	}

	private long untilLimit(long now) throws IOException {
		Outstanding outstanding = outstanding();
		Sent head = outstanding.head();
		Duration limit = (head != null) ? head.item().call().timeout() : null;
		if (head == null || limit == null) {
			return Long.MAX_VALUE;
		}
		long over = now - outstanding.startedAt(head) - limit.toNanos();
		if (over < 0) {
			return -over;
		}
		if (outstanding.isClaimed(head)) {
			this.feed.keep(outstanding.retract());
			this.kill = new Kill(head, ExitReason.TIMED_OUT, connection().control());
			return 0;
		}
		if (over > CLAIM_PATIENCE.toNanos()) {
			this.intended = ExitReason.UNRESPONSIVE;
			throw new EOFException("it does not take the item that it was sent");
		}
		return Duration.ofMillis(10).toNanos();
	}

	private void obey(Order order) throws IOException {
		if (order instanceof Order.Cancel cancel) {
			cancel(cancel.callId());
		}
		else if (order instanceof Order.Forget forget) {
			this.feed.forget(forget.callId());
		}
		else if (order instanceof Order.Share) {
			share();
		}
		else if (order instanceof Order.Retire retire) {
			retire(retire.reason());
		}
		else if (order instanceof Order.Dump dump) {
			dump(dump.answer());
		}
		else {
			throw new EOFException("the pool was terminated");
		}
	}

	private void cancel(long callId) throws IOException {
		Outstanding outstanding = this.outstanding;
		if (outstanding == null || outstanding.isEmpty()) {
			return;
		}
		this.feed.keep(outstanding.retract());
		Sent head = outstanding.head();
		if (this.kill == null && head != null && head.item().call().id() == callId && head.item().isSettled()) {
			this.kill = new Kill(head, ExitReason.CANCELLED, connection().control());
		}
	}

	private void share() throws IOException {
		Outstanding outstanding = this.outstanding;
		if (outstanding == null || this.retiring || this.kill != null) {
			return;
		}
		List<WorkItem> unclaimed = (outstanding.size() > 1) ? outstanding.retract() : List.of();
		this.feed.keep(unclaimed);
		if (this.feed.spare() > 0) {
			this.feed.share();
		}
		this.spare = this.feed.spare();
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
			this.feed.keep(outstanding().retract());
			this.feed.surrender();
		}
	}

	private void dump(CompletableFuture<String> answer) throws IOException {
		WorkerConnection connection = connection();
		if (!connection.isConnected()) {
			answer.complete("The worker has not started yet.");
			return;
		}
		// Negative, so that it is no position of an item
		long request = -(++this.dumpRequests);
		this.dumps.put(request, answer);
		connection.control().begin(MessageType.STACK_REQUEST, request);
		connection.control().write(StackScope.ALL.ordinal());
		connection.control().commit();
		connection.control().flush();
	}

	// Burial

	private void bury(@Nullable Throwable cause) {
		this.phase = Phase.BURIAL;
		this.source.forget(this);
		if (cause instanceof ProtocolException && this.intended == null) {
			this.intended = ExitReason.PROTOCOL_ERROR;
		}
		WorkerProcess process = this.process;
		Integer exitCode = (process != null) ? end(process) : null;
		WorkerConnection connection = this.connection;
		if (connection != null) {
			connection.drain();
			connection.close();
		}
		Obituary obituary = obituary(process, exitCode, cause);
		settle(obituary, process == null || exitCode != null);
		this.dumps.values().forEach((dump) -> dump.complete("The worker has ended."));
		for (Order order = this.mailbox.poll(); order != null; order = this.mailbox.poll()) {
			if (order instanceof Order.Dump dump) {
				dump.answer().complete("The worker has ended.");
			}
		}
		if (this.blackBox != null && (process == null || exitCode != null)) {
			this.blackBoxes.release(this.blackBox);
		}
		this.set.ended(this, obituary, cause);
	}

	private @Nullable Integer end(WorkerProcess process) {
		if (this.intended == null && !this.terminated) {
			await(EXIT_PATIENCE);
		}
		process.kill();
		Integer exitCode = await(KILL_PATIENCE);
		process.awaitOutput(OUTPUT_PATIENCE);
		return exitCode;
	}

	private @Nullable Integer await(Duration patience) {
		WorkerProcess process = this.process;
		if (process == null) {
			return null;
		}
		return Waiting.forExit(process, patience);
	}

	private Obituary obituary(@Nullable WorkerProcess process, @Nullable Integer exitCode, @Nullable Throwable cause) {
		if (process == null || this.blackBox == null) {
			return new Obituary(ExitReason.START_FAILED, -1, 0, "", null, String.valueOf(cause));
		}
		ExitReason intended = (this.terminated && this.intended == null) ? ExitReason.CLOSED : this.intended;
		if (intended == null && this.initializerFailure != null) {
			intended = ExitReason.START_FAILED;
		}
		return Obituary.of(process, exitCode, this.blackBox, intended);
	}

	private void settle(Obituary obituary, boolean confirmed) {
		Outstanding outstanding = this.outstanding;
		if (outstanding != null) {
			List<WorkItem> unclaimed = confirmed ? outstanding.removeUnclaimed() : List.of();
			this.startedTask = !outstanding.isEmpty();
			for (Sent sent : new ArrayList<>(outstanding.removeAll())) {
				Kill kill = this.kill;
				if (kill != null && kill.victim() == sent && kill.reason() == ExitReason.TIMED_OUT) {
					sent.item().timedOut(this.identity, kill.stack(), kill.note());
				}
				else {
					sent.item().lost(this.identity, obituary);
				}
			}
			this.feed.keep(unclaimed);
		}
		this.feed.surrender();
	}

	// What the set of workers asks when the agent has ended

	boolean wasReady() {
		return this.ready;
	}

	boolean hasSucceeded() {
		return this.succeeded;
	}

	long completed() {
		return this.completed;
	}

	WorkerIdentity identity() {
		return this.identity;
	}

	@Nullable Throwable initializerFailure() {
		return this.initializerFailure;
	}

	private WorkerConnection connection() {
		WorkerConnection connection = this.connection;
		if (connection == null) {
			throw new IllegalStateException("worker " + this.id + " has no connection yet");
		}
		return connection;
	}

	private Outstanding outstanding() {
		Outstanding outstanding = this.outstanding;
		if (outstanding == null) {
			throw new IllegalStateException("worker " + this.id + " has not begun yet");
		}
		return outstanding;
	}

	private enum Phase {

		BIRTH, SERVICE, BURIAL

	}

}
