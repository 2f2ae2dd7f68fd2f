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

package io.processpool.readme;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.processpool.Args;
import io.processpool.AsyncResult;
import io.processpool.ProcessPool;
import io.processpool.StartContext;

import static io.processpool.ProcessPool.builder;

/**
 * The calls in the README's table of Python's names, word for word. Only compiled.
 */
final class PythonTable {

	private PythonTable() {
	}

	static List<?> pools(int a1, int a2) {
		return List.of(ProcessPool.create(), ProcessPool.create(8), ProcessPool.builder().processes(8).build(),
				builder().initializer(() -> init(a1, a2)), builder().maxTasksPerChild(10), StartContext.of("spawn"),
				builder().context(StartContext.SPAWN), builder().inThreads());
	}

	static List<Integer> scope(List<Integer> items) {
		try (var pool = ProcessPool.create().terminateOnExit()) {
			return pool.map(Tasks::task, items);
		}
	}

	static void calls(ProcessPool pool, int a1, int a2, List<Integer> items, Consumer<Object> handler)
			throws Exception {
		pool.apply(Tasks::task, a1, a2);
		pool.apply(() -> task(a1, a2));
		pool.map(Tasks::task, items);
		pool.map(Tasks::task, items, 5);
		for (var v : pool.imap(Tasks::task, items)) {
			handler.accept(v);
		}
		handler.accept(pool.imapUnordered(Tasks::task, items));
		pool.starmap(Tasks::task, List.of(Args.of(1, 2), Args.of(3, 4)));
		List<AsyncResult<?>> results = List.of(pool.applyAsync(Tasks::task, a1, a2), pool.mapAsync(Tasks::task, items),
				pool.starmapAsync(Tasks::task, List.of(Args.of(1, 2), Args.of(3, 4))));
		for (AsyncResult<?> ar : results) {
			handler.accept(ar.get());
			handler.accept(ar.get(Duration.ofSeconds(5)));
			ar.await();
			ar.await(Duration.ofSeconds(5));
			handler.accept(ar.ready() && ar.successful());
			ar.callback(handler);
			ar.errorCallback(handler);
		}
		pool.close();
		pool.terminate();
		pool.join();
		pool.join(Duration.ofSeconds(5));
	}

	private static void init(int a1, int a2) {
		task(a1, a2);
	}

	private static int task(int a1, int a2) {
		return Tasks.task(a1, a2);
	}

	private static final class Tasks {

		private static int task(int item) {
			return item;
		}

		private static int task(int a1, int a2) {
			return a1 + a2;
		}

	}

}
