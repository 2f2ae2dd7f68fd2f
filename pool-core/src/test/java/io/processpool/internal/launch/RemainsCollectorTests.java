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

package io.processpool.internal.launch;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.processpool.testing.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RemainsCollector}.
 */
class RemainsCollectorTests {

	private final List<Set<WorkerMarker>> searches = new CopyOnWriteArrayList<>();

	private final CountDownLatch firstMayEnd = new CountDownLatch(1);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@AfterEach
	void shutDown() {
		this.threads.shutdownNow();
	}

	@Test
	void requestsThatComeDuringASearchShareTheNext() {
		RemainsCollector collector = new RemainsCollector(this::search);
		CompletableFuture<?> first = collect(collector, 0);
		Patience.await().until(() -> this.searches.size() == 1);
		List<CompletableFuture<?>> others = IntStream.rangeClosed(1, 20)
			.<CompletableFuture<?>>mapToObj((i) -> collect(collector, i))
			.toList();
		assertThat(first).isNotDone();
		assertThat(others).noneMatch(CompletableFuture::isDone);
		this.firstMayEnd.countDown();
		CompletableFuture.allOf(others.toArray(CompletableFuture[]::new)).join();
		first.join();
		assertThat(this.searches.get(0)).containsExactly(marker(0));
		assertThat(this.searches.stream().skip(1).flatMap(Set::stream)).containsExactlyInAnyOrderElementsOf(
				IntStream.rangeClosed(1, 20).mapToObj(RemainsCollectorTests::marker).toList());
	}

	@Test
	void aRequestAfterASearchIsSearchedForAnew() {
		this.firstMayEnd.countDown();
		RemainsCollector collector = new RemainsCollector(this::search);
		collector.collect(marker(1));
		collector.collect(marker(2));
		assertThat(this.searches).containsExactly(Set.of(marker(1)), Set.of(marker(2)));
	}

	private void search(Set<WorkerMarker> workers) {
		this.searches.add(workers);
		try {
			this.firstMayEnd.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private CompletableFuture<?> collect(RemainsCollector collector, int worker) {
		return CompletableFuture.runAsync(() -> collector.collect(marker(worker)), this.threads);
	}

	private static WorkerMarker marker(int worker) {
		return new WorkerMarker("pool:" + worker + ":1");
	}

}
