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

package io.processpool.sample.live;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import io.processpool.ExitReason;
import io.processpool.PoolListener;

/**
 * Remembers how the last workers have ended. Safe for use by several threads.
 */
final class WorkerEnds implements PoolListener {

	private static final int KEPT = 8;

	// Guarded by itself; the latest first
	private final Deque<Activity.End> ends = new ArrayDeque<>();

	@Override
	public void workerExited(WorkerExited event) {
		if (event.reason() == ExitReason.CLOSED) {
			return;
		}
		synchronized (this.ends) {
			this.ends.addFirst(Activity.End.of(event, Instant.now()));
			if (this.ends.size() > KEPT) {
				this.ends.removeLast();
			}
		}
	}

	List<Activity.End> latest() {
		synchronized (this.ends) {
			return List.copyOf(this.ends);
		}
	}

}
