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

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.processpool.WorkerStartException;
import io.processpool.internal.channel.Answer;
import io.processpool.internal.channel.BlackBox;
import io.processpool.internal.channel.Bootstrap;
import io.processpool.internal.channel.CallHeader;
import io.processpool.internal.channel.Payload;
import io.processpool.internal.channel.TaskShape;
import io.processpool.internal.launch.OutputSink;
import io.processpool.internal.launch.WorkerProcess;
import io.processpool.internal.launch.WorkerSpec;
import org.jspecify.annotations.Nullable;

/**
 * A set of one worker with all that it needs, and work for it. The first workers follow
 * the scripts, all others work as they should.
 */
final class Workshop extends NoWork implements AutoCloseable {

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

	private final Deque<FakeWorker.Script> scripts = new ConcurrentLinkedDeque<>();

	private final WorkerSet workers;

	/** Guarded by this object. */
	private final Deque<WorkItem> waiting = new ArrayDeque<>();

	/** Guarded by this object. */
	private final Set<WorkerAgent> idle = new HashSet<>();

	private volatile @Nullable WorkerStartException broken;

	Workshop(Path directory, Duration startTimeout, FakeWorker.Script... scripts) {
		this.scripts.addAll(List.of(scripts));
		WorkerResources resources = NoWork.resources(directory, this::launch, startTimeout);
		this.workers = new WorkerSet(1, resources, new PoolEvents("workshop", List.of()), this.timer, this);
		this.workers.start();
	}

	private WorkerProcess launch(WorkerSpec spec, OutputSink output) throws IOException {
		FakeWorker.Script script = this.scripts.poll();
		return new FakeWorker(Bootstrap.read(spec.bootFile()), (script != null) ? script : FakeWorker::work);
	}

	WorkerSet workers() {
		return this.workers;
	}

	@Nullable WorkerStartException broken() {
		return this.broken;
	}

	/** Issues items. */
	List<Work> issue(int count) {
		return issue(count, null);
	}

	/** Issues items with a time limit. */
	List<Work> issue(int count, @Nullable Duration limit) {
		List<Work> items = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			items.add(new Work(i, limit));
		}
		giveBack(List.copyOf(items), null);
		return items;
	}

	@Override
	public void close() {
		this.workers.terminateAll();
		try {
			this.workers.awaitEnd(Duration.ofSeconds(30));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.timer.shutdownNow();
	}

	@Override
	public synchronized @Nullable WorkChunk take(WorkerAgent agent, boolean idle) {
		List<WorkItem> items = new ArrayList<>(this.waiting);
		this.waiting.clear();
		if (items.isEmpty() && idle) {
			this.idle.add(agent);
		}
		return items.isEmpty() ? null : new Chunk(new ArrayDeque<>(items));
	}

	@Override
	public void giveBack(List<WorkItem> items, @Nullable WorkChunk chunk) {
		List<WorkerAgent> woken;
		synchronized (this) {
			this.waiting.addAll(items);
			while (chunk != null && chunk.remaining() > 0) {
				this.waiting.add(chunk.next());
			}
			woken = List.copyOf(this.idle);
			this.idle.clear();
		}
		woken.forEach(WorkerAgent::wakeup);
	}

	@Override
	public synchronized void forget(WorkerAgent agent) {
		this.idle.remove(agent);
	}

	@Override
	public void broken(WorkerStartException cause) {
		this.broken = cause;
	}

	private record Chunk(Deque<WorkItem> items) implements WorkChunk {

		@Override
		public long callId() {
			return this.items.isEmpty() ? -1 : this.items.element().call().id();
		}

		@Override
		public @Nullable WorkItem next() {
			return this.items.poll();
		}

		@Override
		public int remaining() {
			return this.items.size();
		}

		@Override
		public boolean isDivisible() {
			return false;
		}

		@Override
		public boolean isBegun() {
			return true;
		}

		@Override
		public WorkChunk splitOff(int count) {
			throw new UnsupportedOperationException();
		}

	}

	/** An item that remembers each of its ends. */
	static final class Work implements WorkItem {

		private final int index;

		private final @Nullable Duration limit;

		private final CompletableFuture<String> end = new CompletableFuture<>();

		private final List<String> ends = new ArrayList<>();

		Work(int index, @Nullable Duration limit) {
			this.index = index;
			this.limit = limit;
		}

		@Override
		public boolean isTied() {
			return false;
		}

		/** Waits for the first end. */
		String end() {
			return this.end.orTimeout(30, TimeUnit.SECONDS).join();
		}

		/** All ends, of which there should be one. */
		synchronized List<String> ends() {
			return List.copyOf(this.ends);
		}

		synchronized void end(String how) {
			this.ends.add(how);
			this.end.complete(how);
		}

		@Override
		public CallSpec call() {
			return new CallSpec(this.index, new CallHeader(TaskShape.CALLABLE, "work", Map.of(), true), Payload.EMPTY,
					this.limit, Duration.ZERO, false);
		}

		@Override
		public int index() {
			return this.index;
		}

		@Override
		public boolean isSettled() {
			return this.end.isDone();
		}

		@Override
		public void encodeArgument(OutputStream out) {
			// It has none
		}

		@Override
		public void started(WorkerIdentity worker) {
			// Of no interest
		}

		@Override
		public void answered(Answer answer, Payload payload, WorkerIdentity worker, long nanos) {
			end("answered");
		}

		@Override
		public void refused(RuntimeException failure) {
			end("refused");
		}

		@Override
		public void timedOut(WorkerIdentity worker, List<StackTraceElement> stack, String note, String threadDump) {
			end("timed out");
		}

		@Override
		public void lost(WorkerIdentity worker, Obituary obituary, BlackBox.Stage stage) {
			end("lost " + obituary.reason());
		}

	}

}
