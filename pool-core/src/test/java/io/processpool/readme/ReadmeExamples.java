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

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

import io.processpool.Args;
import io.processpool.AsyncResult;
import io.processpool.PoolStats;
import io.processpool.ProcessPool;
import io.processpool.ResultIterator;
import io.processpool.TaskOptions;

/**
 * The examples of the README, word for word.
 */
final class ReadmeExamples {

	private ReadmeExamples() {
	}

	static void aCrash(ProcessPool pool) {
		List<String> files = List.of("letter.pdf", "bomb.pdf", "photo.png");
		pool.imap(Texts::parse, files)
			.outcomes()
			.map((outcome) -> outcome.succeeded() ? outcome.value() : outcome.failure().getMessage())
			.forEach(System.out::println);
	}

	static int oneTask(ProcessPool pool) throws InterruptedException, ExecutionException {
		int words = pool.apply(Texts::countWords, "to be or not to be");

		AsyncResult<Integer> result = pool.applyAsync(Texts::countWords, "that is the question");
		result.callback((count) -> System.out.println(count + " words"))
			.errorCallback((failure) -> System.out.println("not counted: " + failure));
		if (result.await(Duration.ofSeconds(5)) && result.successful()) {
			words += result.get();
		}
		return words;
	}

	static List<?> manyTasks(ProcessPool pool, List<String> texts) {
		List<Integer> counts = pool.map(Texts::countWords, texts);
		List<Integer> inChunks = pool.map(Texts::countWords, texts, 100);
		List<String> echoes = pool.starmap(Texts::repeat, List.of(Args.of("ho", 3), Args.of("hurra", 2)));
		pool.forEach(Texts::index, texts);
		return List.of(counts, inChunks, echoes);
	}

	static void streams(ProcessPool pool, List<String> texts) {
		try (ResultIterator<Integer> results = pool.imapUnordered(Texts::countWords, texts)) {
			while (results.hasNext()) {
				int count = results.next();
				System.out.println(texts.get(results.lastIndex()) + ": " + count);
			}
		}
	}

	static List<Integer> options(ProcessPool pool, List<String> texts) {
		TaskOptions careful = TaskOptions.defaults()
			.timeout(Duration.ofSeconds(5))
			.interruptGrace(Duration.ofSeconds(1))
			.retries(2)
			.name("count-words");
		List<Integer> counted = pool.with(careful).map(Texts::countWords, texts);
		return counted;
	}

	static void progress(ProcessPool pool, List<String> texts) {
		TaskOptions watched = TaskOptions.defaults()
			.onProgress((progress) -> System.out.println(progress.done() + " done, " + progress.failed() + " failed"));
		pool.with(watched).forEach(Texts::index, texts);
	}

	static ProcessPool initializer() {
		var pool = ProcessPool.builder().processes(2).initializer(Texts::load).build();
		return pool;
	}

	static void end(ProcessPool pool) throws InterruptedException {
		pool.close(); // no further tasks
		if (!pool.join(Duration.ofMinutes(1))) { // the ones that were issued finish
			pool.terminate(); // kill what is left
		}
	}

	static void watching(ProcessPool pool) {
		PoolStats stats = pool.stats();
		System.out
			.println(stats.busyWorkers() + " of " + stats.processes() + " busy, " + stats.queuedTasks() + " waiting");
		pool.workers().forEach((worker) -> System.out.println(worker.pid() + " " + worker.currentTask()));
		System.out.println(pool.threadDump(1));
	}

	static Future<Integer> executorService(ProcessPool pool) {
		ExecutorService executor = pool.asExecutorService();
		Future<Integer> counted = executor.submit((Callable<Integer> & Serializable) () -> Texts.countWords("to be"));
		return counted;
	}

	static ProcessPool inTests() {
		var pool = ProcessPool.builder().inThreads().build();
		return pool;
	}

	static int idOf(Order order) {
		return order.id();
	}

	static final class Connection {

	}

	record Order(int id, Connection connection) implements Serializable {
	}

}
