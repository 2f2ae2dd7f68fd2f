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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.processpool.CallProgress;
import io.processpool.Outcome;
import io.processpool.ProcessPool;
import io.processpool.ResultIterator;
import io.processpool.TaskCallable;
import io.processpool.TaskFunction;
import io.processpool.TaskOptions;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Renders in the worker processes of the pool, several pages at once.
 */
@Component
@ConditionalOnProperty(name = "sample.renderer", havingValue = "pool", matchIfMissing = true)
class PoolRenderer implements Renderer {

	private final ProcessPool pool;

	private final Set<ResultIterator<?>> running = ConcurrentHashMap.newKeySet();

	private volatile boolean stopped;

	PoolRenderer(ProcessPool pool) {
		this.pool = pool;
	}

	@Override
	public <R> R run(String name, TaskCallable<R> task) {
		return this.pool.with(TaskOptions.defaults().name(name)).apply(task);
	}

	@Override
	public <R> void forEach(String name, TaskFunction<Integer, R> task, List<Integer> pages,
			Consumer<? super CallProgress> onProgress, Consumer<Outcome<R>> outcomes) {
		TaskOptions options = TaskOptions.defaults().name(name).onProgress(onProgress);
		try (ResultIterator<R> results = this.pool.with(options).imapUnordered(task, pages)) {
			this.running.add(results);
			try {
				if (!this.stopped) {
					results.outcomes().forEach(outcomes);
				}
			}
			finally {
				this.running.remove(results);
			}
		}
	}

	/**
	 * Lets go of pages that have not started: nobody would see them.
	 */
	@EventListener(ContextClosedEvent.class)
	void stop() {
		this.stopped = true;
		this.running.forEach(ResultIterator::close);
	}

}
