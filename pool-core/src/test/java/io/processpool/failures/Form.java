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

package io.processpool.failures;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.processpool.Args;
import io.processpool.Args2;
import io.processpool.AsyncResult;
import io.processpool.ResultIterator;
import io.processpool.TaskFunction;
import io.processpool.TaskSubmitter;

/**
 * The ways in which many items can be issued. Each runs a function over the numbers from
 * 0 on.
 */
enum Form {

	MAP {

		@Override
		Collected run(TaskSubmitter pool, TaskFunction<Integer, Integer> task, int items) throws Exception {
			return collect(pool.mapAsync(task, numbers(items)));
		}

	},

	MAP_IN_CHUNKS {

		@Override
		Collected run(TaskSubmitter pool, TaskFunction<Integer, Integer> task, int items) throws Exception {
			return collect(pool.mapAsync(task, numbers(items), 10));
		}

	},

	STARMAP {

		@Override
		Collected run(TaskSubmitter pool, TaskFunction<Integer, Integer> task, int items) throws Exception {
			List<Args2<Integer, Integer>> pairs = numbers(items).stream().map((item) -> Args.of(item, 0)).toList();
			return collect(pool.starmapAsync((item, zero) -> task.apply(item + zero), pairs, 7));
		}

	},

	IMAP {

		@Override
		Collected run(TaskSubmitter pool, TaskFunction<Integer, Integer> task, int items) {
			return collect(pool.imap(task, numbers(items), 5));
		}

	},

	IMAP_UNORDERED {

		@Override
		Collected run(TaskSubmitter pool, TaskFunction<Integer, Integer> task, int items) {
			return collect(pool.imapUnordered(task, numbers(items)));
		}

	},

	APPLY_ASYNC {

		@Override
		Collected run(TaskSubmitter pool, TaskFunction<Integer, Integer> task, int items) throws Exception {
			List<AsyncResult<Integer>> results = numbers(items).stream()
				.map((item) -> pool.applyAsync(task, item))
				.toList();
			Collected all = new Collected();
			for (int i = 0; i < items; i++) {
				try {
					all.values.put(i, results.get(i).get());
				}
				catch (ExecutionException ex) {
					all.failures.put(i, ex.getCause());
				}
			}
			return all;
		}

	};

	/** Waits for all of them. */
	abstract Collected run(TaskSubmitter pool, TaskFunction<Integer, Integer> task, int items) throws Exception;

	static Collected collect(AsyncResult<List<Integer>> result) throws InterruptedException {
		Collected all = new Collected();
		try {
			for (Integer value : result.get()) {
				all.values.put(all.values.size(), value);
			}
		}
		catch (ExecutionException ex) {
			all.add(ex.getCause());
			Arrays.stream(ex.getCause().getSuppressed()).forEach(all::add);
		}
		return all;
	}

	static Collected collect(ResultIterator<Integer> iterator) {
		Collected all = new Collected();
		try (ResultIterator<Integer> results = iterator) {
			results.outcomes().forEach((outcome) -> {
				if (outcome.succeeded()) {
					all.values.put(outcome.index(), outcome.value());
				}
				else {
					all.failures.put(outcome.index(), outcome.failure());
				}
			});
		}
		return all;
	}

	private static List<Integer> numbers(int count) {
		return IntStream.range(0, count).boxed().toList();
	}

	/**
	 * What came of them.
	 *
	 * @param values the values by index; none if a whole map has failed
	 * @param failures the failures by index
	 */
	record Collected(Map<Integer, Integer> values, Map<Integer, Throwable> failures) {

		private static final Pattern ITEM = Pattern.compile("item (\\d+)\\)");

		Collected() {
			this(new HashMap<>(), new HashMap<>());
		}

		/** A failure that itself tells which item it is about. */
		void add(Throwable failure) {
			MatchResult item = ITEM.matcher(String.valueOf(failure.getMessage())).results().findFirst().orElseThrow();
			if (this.failures.put(Integer.valueOf(item.group(1)), failure) != null) {
				throw new IllegalStateException("Item " + item.group(1) + " failed twice");
			}
		}

	}

}
