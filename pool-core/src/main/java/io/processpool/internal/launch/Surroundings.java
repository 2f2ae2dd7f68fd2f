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

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A worker as the kernel shows it: which process it really is behind a command prefix,
 * what memory it has, whether the kernel has taken it. Safe for any number of threads.
 */
final class Surroundings {

	private final Path proc;

	private final KernelKills kernelKills;

	private final ProcessHandle started;

	/** The worker itself: the process that was started, until it says otherwise. */
	private volatile ProcessHandle worker;

	/** The counter of the kernel's victims while it lives. */
	private volatile KernelKills.@Nullable Mark mark;

	/**
	 * Looks at a process that was just started, and offers it to the kernel in place of
	 * this JVM.
	 * @param proc where the kernel shows processes
	 * @param kernelKills tells whom the kernel has taken
	 * @param started the process
	 */
	Surroundings(Path proc, KernelKills kernelKills, ProcessHandle started) {
		this.proc = proc;
		this.kernelKills = kernelKills;
		this.started = started;
		this.worker = started;
		look();
	}

	/**
	 * The worker has said who it is. The command prefix, if there was one, has done its
	 * work, and may have moved the worker to another control group or namespace.
	 * @param ownPid its process id as it sees it
	 */
	void identified(long ownPid) {
		this.worker = new ProcessStatus(this.proc).find(this.started, ownPid);
		look();
	}

	private void look() {
		new OomScore(this.proc).raise(this.worker.pid());
		this.mark = this.kernelKills.mark(this.worker.pid());
	}

	OptionalLong residentMemory() {
		return new ProcessStatus(this.proc).residentMemory(this.worker.pid());
	}

	boolean isTakenByKernel() {
		return this.kernelKills.isVictim(this.mark);
	}

	/** The process that was started has ended, which need not be the worker's end. */
	void endWorker(Duration patience) {
		ProcessHandle worker = this.worker;
		if (worker.equals(this.started) || !worker.isAlive()) {
			return;
		}
		worker.destroyForcibly();
		try {
			worker.onExit().get(patience.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException | CancellationException ex) {
			// The kernel will see to it
		}
	}

}
