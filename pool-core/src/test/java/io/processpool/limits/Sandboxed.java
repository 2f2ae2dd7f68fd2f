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

package io.processpool.limits;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.processpool.TaskCallable;
import io.processpool.WorkerContext;

/**
 * What a worker in a sandbox can see and do. In a class of its own, since the libraries
 * that tests need may be out of its sight.
 */
enum Sandboxed implements TaskCallable<String> {

	/** The names of the network interfaces. */
	NETWORK {

		@Override
		public String call() throws Exception {
			return NetworkInterface.networkInterfaces().map(NetworkInterface::getName).collect(Collectors.joining(" "));
		}

	},

	/** What is in the home directory. */
	HOME {

		@Override
		public String call() throws Exception {
			try (Stream<Path> files = Files.list(Path.of(System.getProperty("user.home")))) {
				return files.map(Path::toString).sorted().collect(Collectors.joining(" "));
			}
		}

	},

	/** Tries to write where programs are. */
	WRITE {

		@Override
		public String call() {
			try {
				Files.delete(Files.createTempFile(Path.of("/usr"), "processpool", ".txt"));
				return "allowed";
			}
			catch (IOException ex) {
				return "refused";
			}
		}

	},

	PID {

		@Override
		public String call() {
			return Long.toString(WorkerContext.current().pid());
		}

	},

	SLEEP_FOR_HOURS {

		@Override
		public String call() throws InterruptedException {
			return sleepForHours();
		}

	},

	HOARD_FOR_HOURS {

		@Override
		public String call() throws InterruptedException {
			byte[][] memory = new byte[280][1024 * 1024];
			return sleepForHours() + memory.length;
		}

	},

	EXIT {

		@Override
		public String call() {
			System.exit(42);
			return "";
		}

	},

	CRASH {

		@Override
		public String call() throws ReflectiveOperationException {
			Class<?> type = Class.forName("sun.misc.Unsafe");
			Field field = type.getDeclaredField("theUnsafe");
			field.setAccessible(true);
			type.getMethod("putAddress", long.class, long.class).invoke(field.get(null), 0L, 0L);
			return "";
		}

	},

	/** A process whose own parent is gone. */
	START_ORPHAN {

		@Override
		public String call() throws Exception {
			new ProcessBuilder("sh", "-c", "setsid sleep 1000 > /dev/null 2>&1 &").start().waitFor();
			return "";
		}

	};

	private static String sleepForHours() throws InterruptedException {
		Thread.sleep(Duration.ofHours(1).toMillis());
		return "";
	}

}
