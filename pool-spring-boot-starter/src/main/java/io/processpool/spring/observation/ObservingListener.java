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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.processpool.PoolListener;
import io.processpool.PoolState;

/**
 * Observes the calls of one pool: one observation for each call, however many items it
 * has. It begins on the caller's thread, where the current observation becomes its
 * parent, and ends on a thread of the pool.
 */
public final class ObservingListener implements PoolListener {

	private static final ProcessPoolCallConvention CONVENTION = new ProcessPoolCallConvention();

	private final String pool;

	private final Supplier<ObservationRegistry> registry;

	/** By the number of the call. Added to by callers, removed from by the pool. */
	private final Map<Long, Observed> open = new ConcurrentHashMap<>();

	/**
	 * Creates a listener.
	 * @param pool the name of the pool's bean
	 * @param registry gives the registry, which is not asked for before the first call
	 */
	public ObservingListener(String pool, Supplier<ObservationRegistry> registry) {
		this.pool = pool;
		this.registry = registry;
	}

	@Override
	public void taskIssued(TaskIssued event) {
		ObservationRegistry registry = this.registry.get();
		if (registry.isNoop()) {
			return;
		}
		ProcessPoolCallContext context = new ProcessPoolCallContext(this.pool, event);
		Observation observation = Observation.createNotStarted(CONVENTION, () -> context, registry);
		this.open.put(event.callId(), new Observed(observation.start(), context));
	}

	@Override
	public void callFinished(CallFinished event) {
		Observed observed = this.open.remove(event.callId());
		if (observed != null) {
			observed.context().setFinished(event);
			observed.observation().stop();
		}
	}

	@Override
	public void stateChanged(StateChanged event) {
		if (event.to() == PoolState.TERMINATED) {
			this.open.keySet().forEach((callId) -> {
				Observed observed = this.open.remove(callId);
				if (observed != null) {
					observed.observation().stop();
				}
			});
		}
	}

	private record Observed(Observation observation, ProcessPoolCallContext context) {

	}

}
