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

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Lets the kernel wake a worker when its parent dies. A worker ends by itself when its
 * sockets are closed, but a stopped one (SIGSTOP, a terminal, a debugger) cannot. Where
 * {@code setpriv} of util-linux is there, Linux is told to send SIGCONT to the worker
 * when the thread that started it ends; the worker then goes on, finds that its parent is
 * gone, and takes what its tasks have started with it. SIGKILL would be no good: nobody
 * would be left to look for those. And if that thread ended early, SIGCONT would do no
 * harm.
 */
final class ParentDeath {

	private static final List<String> PLACES = List.of("/usr/bin/setpriv", "/bin/setpriv");

	/** A busy machine may take its time, and what is found is found for good. */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private ParentDeath() {
	}

	/**
	 * Puts in front of a command what is needed.
	 * @param command the command of a worker
	 * @return the command to run instead
	 */
	static List<String> watchedBy(List<String> command) {
		String setpriv = Setpriv.path;
		// What is not there is better reported by the one who looks for it
		if (setpriv == null || !isThere(command.get(0))) {
			return command;
		}
		List<String> watched = new ArrayList<>(List.of(setpriv, "--pdeathsig", "CONT"));
		watched.addAll(command);
		return watched;
	}

	/** Whether workers are woken when their parent dies. */
	static boolean isWatched() {
		return Setpriv.path != null;
	}

	private static boolean isThere(String command) {
		if (command.indexOf(File.separatorChar) >= 0) {
			return Files.isExecutable(Path.of(command));
		}
		return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
			.anyMatch((directory) -> !directory.isEmpty() && Files.isExecutable(Path.of(directory, command)));
	}

	/** Looked for once, by the first launch. */
	static final class Setpriv {

		private static final @Nullable String path = PLACES.stream().filter(Setpriv::works).findFirst().orElse(null);

		/** There are others of that name, which know no such option. */
		static boolean works(String setpriv) {
			if (!Files.isExecutable(Path.of(setpriv))) {
				return false;
			}
			try {
				Process process = new ProcessBuilder(setpriv, "--pdeathsig", "CONT", setpriv, "--version")
					.redirectErrorStream(true)
					.redirectOutput(ProcessBuilder.Redirect.DISCARD)
					.start();
				process.getOutputStream().close();
				boolean ended = awaitEnd(process);
				process.destroyForcibly();
				return ended && process.exitValue() == 0;
			}
			catch (IOException ex) {
				return false;
			}
		}

		/** Whoever interrupts this thread wants nothing of all later launches. */
		private static boolean awaitEnd(Process process) {
			long deadline = System.nanoTime() + PATIENCE.toNanos();
			boolean interrupted = false;
			try {
				while (true) {
					try {
						return process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
					}
					catch (InterruptedException ex) {
						interrupted = true;
					}
				}
			}
			finally {
				if (interrupted) {
					Thread.currentThread().interrupt();
				}
			}
		}

	}

}
