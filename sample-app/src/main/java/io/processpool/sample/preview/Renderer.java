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

package io.processpool.sample.preview;

import java.util.List;
import java.util.function.Consumer;

import io.processpool.CallProgress;
import io.processpool.Outcome;
import io.processpool.TaskCallable;
import io.processpool.TaskFunction;

/**
 * Where documents are opened and rendered: in worker processes, or, for comparison, in
 * the web server itself. {@code sample.renderer} tells which.
 */
public interface Renderer {

	/**
	 * Runs one task and returns its result.
	 * @param <R> the type of the result
	 * @param name what to call the task
	 * @param task the task
	 * @return its result
	 */
	<R> R run(String name, TaskCallable<R> task);

	/**
	 * Runs a task for each of some pages, and returns when each has its outcome, or when
	 * the application shuts down.
	 * @param <R> the type of the results
	 * @param name what to call the task
	 * @param task the task
	 * @param pages the numbers of the pages
	 * @param onProgress is told how far this has come
	 * @param outcomes takes the outcomes as they arrive; an index is that of the page in
	 * the list
	 */
	<R> void forEach(String name, TaskFunction<Integer, R> task, List<Integer> pages,
			Consumer<? super CallProgress> onProgress, Consumer<Outcome<R>> outcomes);

}
