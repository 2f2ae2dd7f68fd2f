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

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.processpool.PoolListener.CallFinished;
import org.jspecify.annotations.Nullable;

/**
 * Names the observation of a call and its keys: of low cardinality {@code pool} and
 * {@code outcome}, of high cardinality {@code task}, {@code items} and {@code failed}.
 */
final class ProcessPoolCallConvention implements ObservationConvention<ProcessPoolCallContext> {

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof ProcessPoolCallContext;
	}

	@Override
	public String getName() {
		return "processpool.task";
	}

	@Override
	public String getContextualName(ProcessPoolCallContext context) {
		return "processpool " + context.getIssued().task();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(ProcessPoolCallContext context) {
		return KeyValues.of("pool", context.getPool(), "outcome", outcome(context.getFinished()));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(ProcessPoolCallContext context) {
		CallFinished finished = context.getFinished();
		int items = (finished != null) ? finished.items() : context.getIssued().items();
		return KeyValues.of("task", context.getIssued().task(), "items",
				(items >= 0) ? String.valueOf(items) : "unknown", "failed",
				(finished != null) ? String.valueOf(finished.failed()) : "unknown");
	}

	private static String outcome(@Nullable CallFinished finished) {
		if (finished == null) {
			return "unknown";
		}
		return (finished.failed() == 0) ? "succeeded" : "failed";
	}

}
