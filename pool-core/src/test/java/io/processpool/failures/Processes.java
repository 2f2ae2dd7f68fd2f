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

package io.processpool.failures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What tests and tasks do to processes.
 */
public final class Processes {

	private Processes() {
	}

	/**
	 * Sends a signal.
	 * @param signal its name, such as {@code KILL}
	 * @param pid who gets it; negative for a whole process group
	 */
	public static void signal(String signal, long pid) {
		try {
			int status = new ProcessBuilder("kill", "-s", signal, "--", Long.toString(pid)).start().waitFor();
			if (status != 0) {
				throw new IllegalStateException("kill -s " + signal + " " + pid + " exits with " + status);
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Whether a process runs; one that nobody has waited for yet does not. */
	public static boolean isAlive(long pid) {
		char state = state(pid);
		return state != 'Z' && state != 'X';
	}

	/** Whether a process was stopped by a signal. */
	static boolean isStopped(long pid) {
		return state(pid) == 'T';
	}

	/** The letter that the kernel gives it. */
	private static char state(long pid) {
		try {
			String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
			return stat.charAt(stat.lastIndexOf(')') + 2);
		}
		catch (IOException ex) {
			return 'X';
		}
	}

}
