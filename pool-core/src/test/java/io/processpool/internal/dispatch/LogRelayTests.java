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

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

import io.processpool.PoolListener;
import io.processpool.WorkerLogEvent;
import io.processpool.internal.worker.PoolEvents;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LogRelayTests {

	private final List<PoolListener> listeners = new ArrayList<>();

	/** What the relay wants to be run. */
	private final Queue<Runnable> tasks = new ArrayDeque<>();

	@Test
	void eventsThatNeverEndButNeverPileUpAreAllPassedOn() {
		int many = 50_000;
		AtomicInteger arrived = new AtomicInteger();
		LogRelay[] relay = new LogRelay[1];
		this.listeners.add(new PoolListener() {

			@Override
			public void workerLogged(WorkerLogged event) {
				// There is another one before this one is done with
				if (arrived.incrementAndGet() < many) {
					relay[0].accept(event("next"));
				}
			}

		});
		relay[0] = relay();
		relay[0].accept(event("first"));
		runAll();
		assertThat(arrived).hasValue(many);
	}

	@Test
	void whatWaitsIsBoundedByItsLengthToo() {
		AtomicInteger arrived = new AtomicInteger();
		this.listeners.add(new PoolListener() {

			@Override
			public void workerLogged(WorkerLogged event) {
				arrived.incrementAndGet();
			}

		});
		LogRelay relay = relay();
		String text = "x".repeat(1024 * 1024);
		for (int i = 0; i < 100; i++) {
			relay.accept(event(text));
		}
		runAll();
		assertThat(arrived).hasValue(16);
		relay.accept(event(text));
		runAll();
		assertThat(arrived).hasValue(17);
	}

	@Test
	void aListenerThatThrowsAnErrorDoesNotStopTheRest() {
		AtomicInteger arrived = new AtomicInteger();
		this.listeners.add(new PoolListener() {

			@Override
			public void workerLogged(WorkerLogged event) {
				arrived.incrementAndGet();
				throw new Error("thrown by a test");
			}

		});
		LogRelay relay = relay();
		relay.accept(event("first"));
		relay.accept(event("second"));
		runAll();
		assertThat(arrived).hasValue(2);
	}

	private LogRelay relay() {
		return new LogRelay(new PoolEvents("relay", this.listeners), this.tasks::add);
	}

	private void runAll() {
		for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
			task.run();
		}
	}

	private static PoolListener.WorkerLogged event(String message) {
		return new PoolListener.WorkerLogged("relay", 1, 1,
				new WorkerLogEvent(Instant.EPOCH, System.Logger.Level.INFO, "", "", message, Map.of(), ""));
	}

}
