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

package io.processpool.internal.dispatch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

import io.processpool.DeserializationPolicy;
import io.processpool.SaturationPolicy;
import io.processpool.WorkerStartException;
import io.processpool.internal.channel.CallHeader;
import io.processpool.internal.channel.Payload;
import io.processpool.internal.channel.TaskShape;
import io.processpool.internal.codec.ClassRules;
import io.processpool.internal.codec.DecodeLimits;
import io.processpool.internal.codec.ObjectCodec;
import io.processpool.internal.codec.ThrowableCodec;
import io.processpool.internal.worker.CallSpec;
import io.processpool.internal.worker.PoolEvents;
import io.processpool.internal.worker.WorkSource;
import io.processpool.internal.worker.WorkerResources;
import io.processpool.internal.worker.WorkerSet;

/**
 * An engine that has no workers, for calls whose items are settled by hand.
 */
final class StressEngine {

	private static final Engine ENGINE = engine();

	private static final CallSpec SPEC = new CallSpec(1, new CallHeader(TaskShape.FUNCTION, "task", Map.of(), true),
			Payload.EMPTY, null, Duration.ZERO, false);

	private StressEngine() {
	}

	/** A call that is under way. */
	static BatchCall call(Consumer<BatchCall> whenSettled, Object... arguments) {
		BatchCall call = new BatchCall(SPEC, ENGINE, ENGINE.decoder("", StressEngine.class.getClassLoader()), 0, false,
				arguments, 1, whenSettled);
		ENGINE.gate().enter(IllegalStateException::new);
		ENGINE.begun(call);
		return call;
	}

	private static Engine engine() {
		ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor((task) -> {
			throw new AssertionError("nothing is to be done later");
		});
		ObjectCodec codec = new ObjectCodec(DecodeLimits.defaults(), ClassRules.of(DeserializationPolicy.standard()));
		ThrowableCodec throwables = new ThrowableCodec(DecodeLimits.defaults());
		Dispatcher dispatcher = new Dispatcher("stress", 1, 1, SaturationPolicy.FAIL);
		PoolEvents events = new PoolEvents("stress", List.of());
		WorkerResources resources = new WorkerResources("stress", () -> Path.of("none"), () -> null, (spec, output) -> {
			throw new AssertionError("no worker is to be started");
		}, Payload.EMPTY, Duration.ZERO, 1, 1, 1, false, StressEngine.class.getClassLoader(), throwables, (event) -> {
		});
		WorkerSet workers = new WorkerSet(1, resources, events, timer, new NoOwner(dispatcher));
		KeepAlive keepAlive = new KeepAlive("stress");
		return new Engine(dispatcher, workers, events, codec, throwables, new PoolGate(() -> {
		}), keepAlive, new Callbacks("stress", timer, keepAlive));
	}

	/** Has no pool. */
	private record NoOwner(WorkSource work) implements WorkerSet.Owner {

		@Override
		public void broken(WorkerStartException cause) {
			throw new AssertionError("there are no workers", cause);
		}

		@Override
		public boolean wantsRevival() {
			return false;
		}

		@Override
		public void revived() {
			throw new AssertionError("there are no workers");
		}

		@Override
		public void workerEnded() {
			throw new AssertionError("there are no workers");
		}

	}

}
