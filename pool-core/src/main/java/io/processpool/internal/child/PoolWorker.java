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

package io.processpool.internal.child;

import java.io.IOException;
import java.nio.file.Path;

import io.processpool.internal.channel.Bootstrap;

/**
 * The main class of a worker JVM. Its first argument is the bootstrap file; whatever
 * follows only serves people who look at a list of processes.
 */
public final class PoolWorker {

	/** What the process exits with when it cannot begin. */
	private static final int CANNOT_BEGIN = 70;

	private PoolWorker() {
	}

	/**
	 * Runs a worker until its parent dismisses it or is gone.
	 * @param args the bootstrap file first
	 */
	public static void main(String[] args) {
		Signals.ignoreTermination();
		try {
			Bootstrap bootstrap = Bootstrap.read(Path.of(args[0]));
			WorkerSession.open(bootstrap, PoolWorker.class.getClassLoader(), new ProcessHost()).start();
		}
		catch (IOException | RuntimeException ex) {
			Runtime.getRuntime().exit(explain(ex));
		}
	}

	/** Standard error is where the parent looks when a worker does not come up. */
	private static int explain(Exception reason) {
		System.err.println("The worker cannot begin: " + reason);
		return CANNOT_BEGIN;
	}

}
