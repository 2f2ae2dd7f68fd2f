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

package io.processpool.sample.live;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells each open page once a second what goes on.
 * <p>
 * A stream is a request that never ends by itself, and the web server's graceful shutdown
 * would wait for it until its time is up. So the streams end here, in a phase that is
 * stopped before.
 */
@Component
final class ActivityStreams implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(ActivityStreams.class);

	private final ActivitySampler sampler;

	private final Set<ActivityStream> streams = ConcurrentHashMap.newKeySet();

	private volatile @Nullable Threads threads;

	ActivityStreams(ActivitySampler sampler) {
		this.sampler = sampler;
	}

	/**
	 * Opens a stream.
	 * @return the stream, which is over at once if the application is shutting down
	 */
	SseEmitter open() {
		ActivityStream stream = new ActivityStream(this.streams::remove);
		this.streams.add(stream);
		// First into the set, then the look: whoever stops in between completes it
		Threads current = this.threads;
		if (current == null) {
			stream.complete();
		}
		else {
			current.send(stream, "history", this.sampler.history());
		}
		return stream.emitter();
	}

	@Override
	public void start() {
		Threads started = new Threads();
		this.threads = started;
		started.sampling.scheduleAtFixedRate(() -> tell(started), 0, 1, TimeUnit.SECONDS);
	}

	private void tell(Threads current) {
		try {
			Activity activity = this.sampler.sample();
			for (ActivityStream stream : this.streams) {
				// A client that reads slowly misses some, and holds up nobody
				if (stream.idle()) {
					current.send(stream, "activity", activity);
				}
			}
		}
		catch (RuntimeException ex) {
			logger.warn("What goes on cannot be told", ex);
		}
	}

	@Override
	public void stop() {
		Threads last = this.threads;
		this.threads = null;
		if (last != null) {
			last.sampling.shutdownNow();
			this.streams.forEach(ActivityStream::complete);
			last.senders.shutdown();
		}
	}

	@Override
	public boolean isRunning() {
		return this.threads != null;
	}

	/**
	 * One thread that looks, and as many as there are clients that are being told.
	 */
	private static final class Threads {

		private static final ThreadFactory factory = factory();

		private final ScheduledExecutorService sampling = Executors.newSingleThreadScheduledExecutor(factory);

		private final ExecutorService senders = Executors.newCachedThreadPool(factory);

		void send(ActivityStream stream, String event, Object data) {
			try {
				this.senders.execute(() -> stream.send(event, data));
			}
			catch (RejectedExecutionException ex) {
				stream.complete();
			}
		}

		private static ThreadFactory factory() {
			CustomizableThreadFactory factory = new CustomizableThreadFactory("activity-");
			factory.setDaemon(true);
			return factory;
		}

	}

}
