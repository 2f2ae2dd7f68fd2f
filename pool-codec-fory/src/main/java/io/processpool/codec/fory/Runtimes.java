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
package io.processpool.codec.fory;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * Instances of Fory for one purpose, which are not thread-safe: each is used by one
 * thread at a time, and nobody waits for one, so that virtual threads never block a
 * carrier here.
 * <p>
 * Fory can interpret classes or generate code for them. To generate and compile code
 * takes longer than to encode thousands of records, so that is done when as much has been
 * encoded; the format is the same.
 */
final class Runtimes {

	/** From how many bytes on code is generated. */
	static final long WARM = 4L * 1024 * 1024;

	private static final int MOST_IDLE = Math.max(2, java.lang.Runtime.getRuntime().availableProcessors());

	private final ClassLoader loader;

	private final boolean decode;

	private final AtomicLong bytes = new AtomicLong();

	private final ConcurrentLinkedDeque<Runtime> idle = new ConcurrentLinkedDeque<>();

	private final AtomicInteger idleCount = new AtomicInteger();

	Runtimes(ClassLoader loader, boolean decode) {
		this.loader = loader;
		this.decode = decode;
	}

	<T> T use(Use<T> use) throws Exception {
		boolean generate = this.bytes.get() >= WARM;
		Runtime runtime = take(generate);
		if (runtime == null) {
			runtime = new Runtime(this.loader, this.decode, generate);
		}
		// One that has failed may be in any state: it is not used again
		T result = use.with(runtime);
		this.bytes.addAndGet(runtime.latestBytes());
		give(runtime);
		return result;
	}

	private @Nullable Runtime take(boolean generate) {
		while (true) {
			Runtime runtime = this.idle.pollFirst();
			if (runtime == null) {
				return null;
			}
			this.idleCount.decrementAndGet();
			if (runtime.generates() == generate) {
				return runtime;
			}
		}
	}

	private void give(Runtime runtime) {
		if (this.idleCount.incrementAndGet() <= MOST_IDLE) {
			this.idle.addFirst(runtime);
		}
		else {
			this.idleCount.decrementAndGet();
		}
	}

	/**
	 * Something to do with an instance.
	 *
	 * @param <T> what comes out
	 */
	@FunctionalInterface
	interface Use<T> {

		T with(Runtime runtime) throws Exception;

	}

}
