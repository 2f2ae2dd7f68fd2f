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
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What happens to a worker. It strikes in the worker's own process.
 */
enum Fault {

	/** {@code kill -9}. */
	KILL {

		@Override
		void strike() {
			Processes.signal("KILL", ProcessHandle.current().pid());
		}

	},

	/** It is stopped, and does nothing any more, not even to end. */
	FREEZE {

		@Override
		void strike() {
			Processes.signal("STOP", ProcessHandle.current().pid());
		}

	},

	/** Something writes into its rings, or its data socket, what is no message. */
	NOISE_ON_DATA {

		@Override
		void strike() throws IOException {
			OwnSockets.data().write(noise());
		}

	},

	/** Something writes into its control socket what is no message. */
	NOISE_ON_CONTROL {

		@Override
		void strike() throws IOException {
			OwnSockets.control().write(noise());
		}

	},

	/** Its data socket is closed, and it lives on. */
	HANG_UP {

		@Override
		void strike() throws IOException {
			OwnSockets.dataSocket().shutdownOutput();
		}

	},

	/** Nothing can be written to its disk. */
	FULL_DISK {

		@Override
		void strike() throws IOException {
			Files.write(Path.of("/dev/full"), new byte[1]);
		}

	};

	/** Called in workers. */
	abstract void strike() throws IOException;

	/** As {@link #strike}, and what survives it does nothing more. */
	final void hit() throws IOException {
		strike();
		while (true) {
			try {
				Thread.sleep(Long.MAX_VALUE);
			}
			catch (InterruptedException ex) {
				// Only its end ends it
			}
		}
	}

	private static ByteBuffer noise() {
		byte[] bytes = new byte[64];
		Arrays.fill(bytes, (byte) 0xa5);
		return ByteBuffer.wrap(bytes);
	}

}
