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
import io.processpool.TaskException;
import io.processpool.TaskFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Renders in the web server's own JVM, on the thread that asks, as applications without a
 * pool do. For comparison only: one hostile document ends or paralyses the application.
 */
@Component
@ConditionalOnProperty(name = "sample.renderer", havingValue = "in-process")
class InProcessRenderer implements Renderer {

	private static final Logger logger = LoggerFactory.getLogger(InProcessRenderer.class);

	InProcessRenderer() {
		logger.warn("Documents are rendered in this JVM (sample.renderer=in-process): one hostile document can end it."
				+ " For comparison only, never for strangers");
	}

	@Override
	public <R> R run(String name, TaskCallable<R> task) {
		try {
			return task.call();
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new TaskException(name + " has failed", ex);
		}
	}

	@Override
	public <R> void forEach(String name, TaskFunction<Integer, R> task, List<Integer> pages,
			Consumer<? super CallProgress> onProgress, Consumer<Outcome<R>> outcomes) {
		for (int i = 0; i < pages.size(); i++) {
			outcomes.accept(outcome(i, task, pages.get(i)));
		}
	}

	private static <R> Outcome<R> outcome(int index, TaskFunction<Integer, R> task, Integer page) {
		try {
			return Outcome.success(index, task.apply(page));
		}
		catch (Exception | OutOfMemoryError ex) {
			return Outcome.failure(index, ex);
		}
	}

}
