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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * Starts each worker as a JVM of its own.
 */
public final class ProcessLauncher implements WorkerLauncher {

	private static final Logger logger = System.getLogger(ProcessLauncher.class.getName());

	private static final String WORKER_CLASS = "io.processpool.internal.child.PoolWorker";

	private static final String ARGUMENT_FILE = "jvm.args";

	private static final Path ROOT = Path.of("/");

	private static final Path PROC = ROOT.resolve("proc");

	private final LaunchSettings settings;

	private final String workerClass;

	private final JavaExecutable java;

	private final ApplicationLayout layout;

	private final WorkerOptions options;

	private final WorkerMarker.Source markers = new WorkerMarker.Source();

	private final RemainsCollector remains = new RemainsCollector(new MarkedProcesses(PROC)::kill);

	private final KernelKills kernelKills = new KernelKills(ROOT);

	private final HeapDumps heapDumps;

	/** Set by the first launch, which gives the warning with the name of the pool. */
	private final AtomicBoolean warned = new AtomicBoolean();

	/**
	 * Creates a launcher and decides what its workers have in common: their class path,
	 * flags and share of memory are those of this moment, for all of them.
	 * @param settings what the workers have in common
	 */
	public ProcessLauncher(LaunchSettings settings) {
		this(settings, WORKER_CLASS);
	}

	ProcessLauncher(LaunchSettings settings, String workerClass) {
		this(settings, workerClass, ApplicationLayout.of(settings));
	}

	ProcessLauncher(LaunchSettings settings, String workerClass, ApplicationLayout layout) {
		this.settings = settings;
		this.workerClass = workerClass;
		this.java = JavaExecutable.of(settings.javaHome());
		this.layout = layout;
		this.heapDumps = new HeapDumps(settings.heapDumps());
		this.options = new WorkerOptions(settings, this.java.isRunning(), layout);
	}

	@Override
	public WorkerProcess launch(WorkerSpec spec, OutputSink output) throws IOException {
		HeapLedger.JVM.enter(this,
				new HeapLedger.Demand(spec.poolName(), this.settings.processes(), this.options.heap()));
		boolean started = false;
		try {
			warn(spec.poolName());
			LaunchedWorker worker = launchCounted(spec, output);
			worker.exit().thenRun(() -> HeapLedger.JVM.leave(this));
			started = true;
			return worker;
		}
		finally {
			if (!started) {
				HeapLedger.JVM.leave(this);
			}
		}
	}

	private LaunchedWorker launchCounted(WorkerSpec spec, OutputSink output) throws IOException {
		WorkerMarker marker = this.markers.next(spec.workerId());
		CrashLog crashLog = CrashLog.of(spec);
		Path heapDump = this.heapDumps.fileFor(spec);
		Process process = start(spec, marker, crashLog, heapDump);
		LaunchedWorker worker = new LaunchedWorker(process, () -> this.remains.collect(marker),
				new Traces(crashLog, heapDump, new Surroundings(PROC, this.kernelKills, process.toHandle())));
		try {
			worker.watch(spec.poolName() + "-worker-" + spec.workerId(), PROC, output);
			return worker;
		}
		catch (OutOfMemoryError ex) {
			worker.kill();
			throw new IOException("Worker " + spec.workerId() + " of pool '" + spec.poolName()
					+ "' was started, but there are no threads to watch it; lower the number of processes or raise "
					+ "the system's limit of threads", ex);
		}
	}

	private void warn(String poolName) {
		if (!this.warned.compareAndSet(false, true)) {
			return;
		}
		String warning = this.options.warning(HeapLedger.JVM.besides(this));
		if (warning != null) {
			logger.log(Level.WARNING, "Pool ''{0}'': {1}", poolName, warning);
		}
		if (!this.settings.memoryLimited() && new ControlGroups(ROOT).diesAsOne()) {
			logger.log(Level.WARNING,
					"Pool ''{0}'': memory.oom.group is 1, so when memory runs out the kernel kills the whole container "
							+ "and not one worker. Set maxMemoryPerChild, which lets the pool end a worker before "
							+ "that",
					poolName);
		}
	}

	private Process start(WorkerSpec spec, WorkerMarker marker, CrashLog crashLog, @Nullable Path heapDump)
			throws IOException {
		try {
			this.java.check();
			Path directory = spec.directory().toAbsolutePath();
			Path argumentFile = directory.resolve(ARGUMENT_FILE);
			ArgumentFile.ensure(argumentFile, () -> this.options.arguments(this.workerClass, directory));
			ProcessBuilder builder = new ProcessBuilder(
					ParentDeath.watchedBy(command(spec, argumentFile, crashLog, heapDump)));
			WorkerEnvironment.apply(builder.environment(), this.settings.environment(), marker);
			if (this.settings.workingDirectory() != null) {
				builder.directory(this.settings.workingDirectory().toFile());
			}
			return builder.start();
		}
		catch (IOException ex) {
			throw new IOException("Worker " + spec.workerId() + " of pool '" + spec.poolName()
					+ "' cannot be started with " + this.java.path() + ": " + ex.getMessage(), ex);
		}
	}

	private List<String> command(WorkerSpec spec, Path argumentFile, CrashLog crashLog, @Nullable Path heapDump) {
		List<String> command = new ArrayList<>(this.settings.commandPrefix());
		command.add(this.java.path().toString());
		command.add("@" + argumentFile);
		command.add(crashLog.jvmOption());
		command.addAll(HeapDumps.jvmOptions(heapDump));
		command.add(this.layout.mainClass(this.workerClass));
		command.add(spec.bootFile().toAbsolutePath().toString());
		// For those who look at ps or jps
		command.add("pool=" + spec.poolName());
		command.add("worker=" + spec.workerId());
		return command;
	}

}
