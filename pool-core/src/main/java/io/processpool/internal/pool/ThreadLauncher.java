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

package io.processpool.internal.pool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.processpool.internal.channel.Bootstrap;
import io.processpool.internal.child.Host;
import io.processpool.internal.child.WorkerSession;
import io.processpool.internal.launch.OutputSink;
import io.processpool.internal.launch.WorkerLauncher;
import io.processpool.internal.launch.WorkerProcess;
import io.processpool.internal.launch.WorkerSpec;
import org.jspecify.annotations.Nullable;

/**
 * Launches workers that are threads of this JVM, for unit tests: they speak to their
 * agents through the same sockets and the same codec as processes do, so that a test
 * finds what cannot travel. They cannot be killed; a worker that should be is interrupted
 * and abandoned.
 */
final class ThreadLauncher implements WorkerLauncher {

	private final ClassLoader loader;

	ThreadLauncher(ClassLoader loader) {
		this.loader = loader;
	}

	@Override
	public WorkerProcess launch(WorkerSpec spec, OutputSink output) throws IOException {
		Bootstrap bootstrap = Bootstrap.read(spec.bootFile());
		ThreadWorker worker = new ThreadWorker();
		Thread connector = new Thread(null, () -> worker.connect(bootstrap, this.loader),
				spec.poolName() + "-worker-" + spec.workerId() + "-start", 0, false);
		connector.setDaemon(true);
		connector.start();
		return worker;
	}

	/**
	 * A worker that is a pair of threads.
	 */
	private static final class ThreadWorker implements WorkerProcess, Host {

		/** What a killed process exits with. */
		private static final int KILLED = 137;

		private static final int CANNOT_BEGIN = 70;

		private final CompletableFuture<Integer> exit = new CompletableFuture<>();

		private final CompletableFuture<WorkerSession> session = new CompletableFuture<>();

		void connect(Bootstrap bootstrap, ClassLoader loader) {
			try {
				WorkerSession session = WorkerSession.open(bootstrap, loader, this);
				this.session.complete(session);
				session.start();
			}
			catch (IOException | RuntimeException ex) {
				end(CANNOT_BEGIN);
			}
		}

		private void end(int status) {
			this.exit.complete(status);
			this.session.thenAccept(WorkerSession::abandon);
		}

		@Override
		public boolean isProcess() {
			return false;
		}

		@Override
		public void leave() {
			end(0);
		}

		@Override
		public void halt(int status) {
			end(status);
		}

		@Override
		public long pid() {
			return ProcessHandle.current().pid();
		}

		@Override
		public boolean isAlive() {
			return !this.exit.isDone();
		}

		@Override
		public CompletableFuture<Integer> exit() {
			return this.exit;
		}

		@Override
		public void kill() {
			end(KILLED);
		}

		@Override
		public String stderrTail() {
			return "";
		}

		@Override
		public void awaitOutput(Duration timeout) {
			// It prints to this JVM's own streams
		}

		@Override
		public @Nullable Path crashLog() {
			return null;
		}

	}

}
