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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

	private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(2);

	private final Process process;

	private final MarkedProcesses remains;

	private final CrashLog crashLog;

	private final OutputTail stderrTail = new OutputTail();

	private final CompletableFuture<Integer> exit = new CompletableFuture<>();

	/** Counts the streams that are not yet at their end. */
	private final CountDownLatch drained = new CountDownLatch(2);

	/** Open until nothing of the worker is left. */
	private final CountDownLatch cleared = new CountDownLatch(1);

	LaunchedWorker(Process process, MarkedProcesses remains, CrashLog crashLog) {
		this.process = process;
		this.remains = remains;
		this.crashLog = crashLog;
	}

	/**
	 * Starts the threads.
	 * @param name what their names begin with
	 * @param output where the lines go
	 */
	void watch(String name, OutputSink output) {
		closeStdin();
		Charset charset = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
		OutputDrain out = new OutputDrain(this.process.getInputStream(), charset, (line) -> output.line(false, line));
		OutputDrain err = new OutputDrain(this.process.getErrorStream(), charset, (line) -> {
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

	private void closeStdin() {
		try {
			this.process.getOutputStream().close();
		}
		catch (IOException ex) {
			// It has ended already
		}
	}

	private void drain(OutputDrain stream) {
		try {
			stream.run();
		}
		finally {
			this.drained.countDown();
		}
	}

	private int waitForExit() {
		while (true) {
			try {
				return this.process.waitFor();
			}
			catch (InterruptedException ex) {
				// Nobody has a reason to interrupt this thread; the process matters more
			}
		}
	}

	private void clear(List<OutputDrain> streams) {
		try {
			this.remains.kill();
			// A process that hides from us may keep a stream open for ever
			if (!await(this.drained, DRAIN_PATIENCE)) {
				streams.forEach(OutputDrain::abandon);
			}
		}
		finally {
			this.cleared.countDown();
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
		List<ProcessHandle> descendants = this.process.descendants().toList();
		// Through the handle, as Process.destroyForcibly() closes the streams with the
		// last words in them
		this.process.toHandle().destroyForcibly();
		descendants.forEach(ProcessHandle::destroyForcibly);
	}

	@Override
	public String stderrTail() {
		return this.stderrTail.text();
	}

	@Override
	public void awaitOutput(Duration timeout) {
		await(this.cleared, timeout);
	}

	@Override
	public @Nullable Path crashLog() {
		return this.crashLog.find(pid());
	}

	private static boolean await(CountDownLatch latch, Duration timeout) {
		try {
			return latch.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private static void start(String name, Runnable action) {
		Thread thread = new Thread(null, action, name, STACK_SIZE, false);
		thread.setDaemon(true);
		// Not the caller's: a class loader of the application must not live on with us
		thread.setContextClassLoader(LaunchedWorker.class.getClassLoader());
		thread.start();
	}

}
