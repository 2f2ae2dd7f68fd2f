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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts each worker as a JVM of its own.
 */
public final class ProcessLauncher implements WorkerLauncher {

	private static final String WORKER_CLASS = "io.processpool.internal.child.PoolWorker";

	private static final String ARGUMENT_FILE = "jvm.args";

	private static final Path PROC = Path.of("/proc");

	private final LaunchSettings settings;

	private final JavaExecutable java;

	private final ApplicationLayout layout;

	private final ArgumentFile arguments;

	private final WorkerMarker.Source markers = new WorkerMarker.Source();

	/**
	 * Creates a launcher and decides what its workers have in common: their class path,
	 * flags and share of memory are those of this moment, for all of them.
	 * @param settings what the workers have in common
	 */
	public ProcessLauncher(LaunchSettings settings) {
		this(settings, WORKER_CLASS);
	}

	ProcessLauncher(LaunchSettings settings, String mainClass) {
		this.settings = settings;
		this.java = JavaExecutable.of(settings.javaHome());
		this.layout = ApplicationLayout.of(settings, mainClass);
		this.arguments = new ArgumentFile(JvmOptions.of(settings, this.java, this.layout));
	}

	@Override
	public WorkerProcess launch(WorkerSpec spec, OutputSink output) throws IOException {
		WorkerMarker marker = this.markers.next(spec.workerId());
		CrashLog crashLog = CrashLog.of(spec);
		Process process = start(spec, marker, crashLog);
		LaunchedWorker worker = new LaunchedWorker(process, new MarkedProcesses(PROC, marker), crashLog);
		worker.watch(spec.poolName() + "-worker-" + spec.workerId(), output);
		return worker;
	}

	private Process start(WorkerSpec spec, WorkerMarker marker, CrashLog crashLog) throws IOException {
		try {
			this.java.check();
			Path argumentFile = spec.directory().resolve(ARGUMENT_FILE);
			this.arguments.ensure(argumentFile);
			ProcessBuilder builder = new ProcessBuilder(command(spec, argumentFile, crashLog));
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

	private List<String> command(WorkerSpec spec, Path argumentFile, CrashLog crashLog) {
		List<String> command = new ArrayList<>(this.settings.commandPrefix());
		command.add(this.java.path().toString());
		command.add("@" + argumentFile.toAbsolutePath());
		command.add(crashLog.jvmOption());
		command.add(this.layout.mainClass());
		command.add(spec.bootFile().toString());
		// For those who look at ps or jps
		command.add("pool=" + spec.poolName());
		command.add("worker=" + spec.workerId());
		return command;
	}

}
