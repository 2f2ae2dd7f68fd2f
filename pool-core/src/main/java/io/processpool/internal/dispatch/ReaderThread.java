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

package io.processpool.internal.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * The thread that reads the input of an {@code imap}, which is code of users: it must not
 * wait for the end of the pool, which waits for the end of the input.
 */
final class ReaderThread extends Thread {

	private final Engine engine;

	ReaderThread(Engine engine, Runnable reading, long callId) {
		super(null, reading, engine.poolName() + "-imap-" + callId, 0, false);
		this.engine = engine;
		setDaemon(true);
	}

	/** The engine for which the current thread reads, or {@code null} if it does not. */
	static @Nullable Engine current() {
		return (Thread.currentThread() instanceof ReaderThread thread) ? thread.engine : null;
	}

}
