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

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Lets the dead workers of a pool share the search for what they have left: when two
 * hundred die at once, the list of processes is read twice or three times and not two
 * hundred times. The thread that comes first searches for all that come meanwhile.
 */
final class RemainsCollector {

	private final Consumer<Set<WorkerMarker>> search;

	private final Queue<Request> requests = new ConcurrentLinkedQueue<>();

	/**
	 * Counts the requests that are not done with; whoever raises it from 0 searches. It
	 * is below 0 while a request is done with that has not been counted yet.
	 */
	private final AtomicInteger pending = new AtomicInteger();

	RemainsCollector(Consumer<Set<WorkerMarker>> search) {
		this.search = search;
	}

	/**
	 * Clears away what a worker has left, and returns when that is done.
	 * @param worker the marker of a worker that is dead
	 */
	void collect(WorkerMarker worker) {
		Request request = new Request(worker, new CompletableFuture<>());
		this.requests.add(request);
		if (this.pending.getAndIncrement() == 0) {
			searchForAll();
		}
		request.done().join();
	}

	private void searchForAll() {
		int done;
		do {
			List<Request> batch = new ArrayList<>();
			for (Request each; (each = this.requests.poll()) != null;) {
				batch.add(each);
			}
			try {
				this.search.accept(batch.stream().map(Request::worker).collect(Collectors.toSet()));
			}
			catch (RuntimeException | Error ex) {
				// Something may be left, but nobody must wait for ever
			}
			batch.forEach((each) -> each.done().complete(null));
			done = batch.size();
		}
		while (this.pending.addAndGet(-done) > 0);
	}

	private record Request(WorkerMarker worker, CompletableFuture<Void> done) {
	}

}
