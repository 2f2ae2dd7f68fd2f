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

package io.processpool;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link WorkerContext}.
 */
class WorkerContextTests {

	private final WorkerContext context = new TestContext();

	@AfterEach
	void unbind() {
		WorkerContext.bindThread(null);
	}

	@Test
	void outsideAWorkerThereIsNoContext() {
		assertThat(WorkerContext.find()).isEmpty();
		assertThatIllegalStateException().isThrownBy(WorkerContext::current)
			.withMessageContainingAll(Thread.currentThread().getName(), "not in a worker");
	}

	@Test
	void aThreadThatIsBoundHasItsContext() {
		WorkerContext.bindThread(this.context);
		assertThat(WorkerContext.current()).isSameAs(this.context);
		WorkerContext.bindThread(null);
		assertThat(WorkerContext.find()).isEmpty();
	}

	@Test
	void aThreadThatATaskStartsHasTheContextOfTheTask() throws Exception {
		WorkerContext.bindThread(this.context);
		assertThat(inNewThread()).containsSame(this.context);
	}

	@Test
	void anotherThreadDoesNotHaveTheContext() throws Exception {
		FutureTask<Optional<WorkerContext>> other = new FutureTask<>(WorkerContext::find);
		Thread thread = new Thread(other, "other");
		WorkerContext.bindThread(this.context);
		thread.start();
		assertThat(other.get()).isEmpty();
	}

	private static Optional<WorkerContext> inNewThread() throws Exception {
		FutureTask<Optional<WorkerContext>> task = new FutureTask<>(WorkerContext::find);
		new Thread(task, "started by a task").start();
		return task.get();
	}

	private static final class TestContext extends WorkerContext {

		private final ConcurrentMap<String, Object> attributes = new ConcurrentHashMap<>();

		@Override
		public String poolName() {
			return "test";
		}

		@Override
		public int workerId() {
			return 1;
		}

		@Override
		public long pid() {
			return ProcessHandle.current().pid();
		}

		@Override
		public ConcurrentMap<String, Object> attributes() {
			return this.attributes;
		}

		@Override
		public Map<String, String> headers() {
			return Map.of();
		}

	}

}
