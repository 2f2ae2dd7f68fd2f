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

package io.processpool.spring.observation;

import java.util.Map;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import io.processpool.PoolListener.CallFinished;
import io.processpool.PoolListener.TaskIssued;
import org.jspecify.annotations.Nullable;

/**
 * What is known about an observed call. Its carrier are the headers that travel to the
 * workers, so that tracing puts the trace into them.
 */
public final class ProcessPoolCallContext extends SenderContext<Map<String, String>> {

	private final String pool;

	private final TaskIssued issued;

	/** Set by the thread that finishes the call, before the observation is stopped. */
	private volatile @Nullable CallFinished finished;

	ProcessPoolCallContext(String pool, TaskIssued issued) {
		super((carrier, key, value) -> {
			if (carrier != null) {
				carrier.put(key, value);
			}
		}, Kind.PRODUCER);
		this.pool = pool;
		this.issued = issued;
		setCarrier(issued.headers());
	}

	/**
	 * Returns the pool's name.
	 * @return the name of its bean
	 */
	public String getPool() {
		return this.pool;
	}

	/**
	 * Returns the event that began the call.
	 * @return the event
	 */
	public TaskIssued getIssued() {
		return this.issued;
	}

	/**
	 * Returns the event that finished the call.
	 * @return the event, or {@code null} before it has come
	 */
	public @Nullable CallFinished getFinished() {
		return this.finished;
	}

	void setFinished(CallFinished finished) {
		this.finished = finished;
	}

}
