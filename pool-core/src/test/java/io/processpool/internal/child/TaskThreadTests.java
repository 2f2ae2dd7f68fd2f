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

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Interrupts reach the task that they are meant for, and none reaches the thread when it
 * runs none: it would close the channel.
 */
class TaskThreadTests {

	private final BlockingQueue<Runnable> steps = new LinkedBlockingQueue<>();

	private final BlockingQueue<Boolean> done = new LinkedBlockingQueue<>();

	private TaskThread thread;

	@BeforeEach
	void startThread() {
		this.thread = new TaskThread(this::loop, "task");
		this.thread.setDaemon(true);
		this.thread.start();
	}

	@AfterEach
	void endThread() throws InterruptedException {
		this.steps.add(() -> {
			throw new End();
		});
		this.thread.join();
	}

	private void loop() {
		try {
			while (true) {
				Runnable step = null;
				while (step == null) {
					step = this.steps.poll();
					Thread.onSpinWait();
				}
				step.run();
				this.done.add(true);
			}
		}
		catch (End ex) {
			// The end
		}
	}

	@Test
	void onlyTheItemThatRunsIsInterrupted() throws InterruptedException {
		step(() -> this.thread.begin(5));
		this.thread.interruptTask(4);
		assertThat(this.thread.isInterrupted()).isFalse();
		this.thread.interruptTask(5);
		assertThat(this.thread.isInterrupted()).isTrue();
		step(this.thread::end);
		assertThat(this.thread.isInterrupted()).isFalse();
		this.thread.interruptTask(5);
		assertThat(this.thread.isInterrupted()).isFalse();
	}

	@Test
	void whoInterruptsTheThreadItselfReachesATaskOnly() throws InterruptedException {
		this.thread.interrupt();
		assertThat(this.thread.isInterrupted()).isFalse();
		step(() -> this.thread.begin(1));
		this.thread.interrupt();
		assertThat(this.thread.isInterrupted()).isTrue();
		step(this.thread::end);
		assertThat(this.thread.isInterrupted()).isFalse();
	}

	private void step(Runnable step) throws InterruptedException {
		this.steps.add(step);
		assertThat(this.done.take()).isTrue();
	}

	private static final class End extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
