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

package io.processpool.internal.launch;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A worker's process, with three threads of its own: two drain its standard streams and
 * one waits for its end. (The future of {@link Process#onExit()} would need the common
 * pool, whose threads may all be waiting for this very worker.)
 */
final class LaunchedWorker implements WorkerProcess {

	/** Enough for a logging framework behind the sink. */
	private static final long STACK_SIZE = 256 * 1024;

	/** How long a stream may stay open after the worker's end. */
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final Process process;

	private final Runnable clearRemains;

	private final Traces traces;

	private final OutputTail stderrTail = new OutputTail();

	private final CompletableFuture<Integer> exit = new CompletableFuture<>();

	/** Counts the streams that are not yet at their end. */
	private final CountDownLatch draining = new CountDownLatch(2);

	/** Counts down when nothing of the worker is left. */
	private final CountDownLatch clearing = new CountDownLatch(1);

	/**
	 * Creates the handle of a worker; nothing is watched yet.
	 * @param process the process
	 * @param clearRemains kills what the process has left when it has ended
	 * @param traces where to look for what the process has met with
	 */
	LaunchedWorker(Process process, Runnable clearRemains, Traces traces) {
		this.process = process;
		this.clearRemains = clearRemains;
		this.traces = traces;
	}

	/**
	 * Starts the threads.
	 * @param name what their names begin with
	 * @param proc where the kernel shows processes
	 * @param output where the lines go
	 */
	void watch(String name, Path proc, OutputSink output) {
		closeStdin();
		Charset charset = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
		OutputDrain out = new OutputDrain(this.process.getInputStream(), charset,
				WorkerPipe.of(proc, pid(), WorkerPipe.STDOUT), (line) -> output.line(false, line));
		OutputDrain err = new OutputDrain(this.process.getErrorStream(), charset,
				WorkerPipe.of(proc, pid(), WorkerPipe.STDERR), (line) -> {
					this.stderrTail.add(line);
					output.line(true, line);
				});
		start(name + "-stdout", () -> drain(out));
		start(name + "-stderr", () -> drain(err));
		start(name + "-exit", () -> {
			this.exit.complete(waitForExit());
			clear(List.of(out, err));
		});
	}

	/** The task's standard input is empty. */
	private void closeStdin() {
		try {
			this.process.getOutputStream().close();
		}
		catch (IOException ex) {
			// The process has ended already
		}
	}

	private void drain(OutputDrain stream) {
		try {
			stream.run();
		}
		finally {
			this.draining.countDown();
		}
	}

	private int waitForExit() {
		while (true) {
			try {
				return this.process.waitFor();
			}
			catch (InterruptedException ex) {
				// Nobody has a reason to interrupt this thread
			}
		}
	}

	private void clear(List<OutputDrain> streams) {
		try {
			this.clearRemains.run();
			this.traces.surroundings().endWorker(PATIENCE);
			if (!await(this.draining, PATIENCE)) {
				streams.forEach(OutputDrain::abandon);
				await(this.draining, PATIENCE);
			}
		}
		finally {
			this.clearing.countDown();
		}
	}

	@Override
	public long pid() {
		return this.process.pid();
	}

	@Override
	public boolean isAlive() {
		return this.process.isAlive();
	}

	@Override
	public CompletableFuture<Integer> exit() {
		return this.exit.copy();
	}

	@Override
	public void kill() {
		// Before the process dies: its children become somebody else's with its death
		List<ProcessHandle> descendants = descendants();
		// By its handle, as Process.destroyForcibly() closes the streams with its last
		// words in them
		this.process.toHandle().destroyForcibly();
		descendants.forEach(ProcessHandle::destroyForcibly);
	}

	/** None where they cannot be found out, as when no more files can be opened. */
	private List<ProcessHandle> descendants() {
		try {
			return this.process.descendants().toList();
		}
		catch (RuntimeException ex) {
			return List.of();
		}
	}

	@Override
	public String stderrTail() {
		return this.stderrTail.text();
	}

	@Override
	public void awaitOutput(Duration timeout) {
		await(this.clearing, timeout);
	}

	@Override
	public @Nullable Path crashLog() {
		return this.traces.crashLog().find(pid());
	}

	@Override
	public @Nullable Path heapDump() {
		Path heapDump = this.traces.heapDump();
		return (heapDump != null && Files.exists(heapDump)) ? heapDump : null;
	}

	@Override
	public boolean isTakenByKernel() {
		return this.traces.surroundings().isTakenByKernel();
	}

	@Override
	public void identified(long ownPid) {
		this.traces.surroundings().identified(ownPid);
	}

	@Override
	public OptionalLong residentMemory() {
		return this.traces.surroundings().residentMemory();
	}

	private static boolean await(CountDownLatch latch, Duration timeout) {
		try {
			return latch.await(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private static void start(String name, Runnable action) {
		Thread thread = new Thread(null, action, name, STACK_SIZE, false);
		thread.setDaemon(true);
		// Not the caller's: a class loader of the application must not live on in it
		thread.setContextClassLoader(LaunchedWorker.class.getClassLoader());
		thread.start();
	}

}
