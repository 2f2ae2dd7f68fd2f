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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;

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
import io.processpool.internal.worker.WorkChunk;
import io.processpool.internal.worker.WorkItem;
import io.processpool.internal.worker.WorkSource;
import io.processpool.internal.worker.WorkerAgent;
import io.processpool.internal.worker.WorkerResources;
import io.processpool.internal.worker.WorkerSet;
import org.jspecify.annotations.Nullable;

/**
 * Engines without workers, and calls for them.
 */
final class Engines {

	static final int CAPACITY = 10;

	private static final ObjectCodec CODEC = new ObjectCodec(DecodeLimits.defaults(),
			ClassRules.of(DeserializationPolicy.standard()));

	private static final ThrowableCodec THROWABLES = new ThrowableCodec(DecodeLimits.defaults());

	private Engines() {
	}

	static Engine engine() {
		return engine(new PoolGate(() -> {
		}), new KeepAlive("engine"));
	}

	static Engine engine(PoolGate gate, KeepAlive keepAlive) {
		ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor((task) -> {
			throw new AssertionError("nothing is to be done later");
		});
		Dispatcher dispatcher = new Dispatcher("engine", 1, CAPACITY, SaturationPolicy.FAIL);
		PoolEvents events = new PoolEvents("engine", List.of());
		WorkerSet workers = new WorkerSet(1, resources(), events, timer, new NoOwner(dispatcher));
		return new Engine(dispatcher, workers, events, CODEC, THROWABLES, gate, keepAlive,
				new Callbacks("engine", timer, keepAlive));
	}

	private static WorkerResources resources() {
		return new WorkerResources("engine", () -> Path.of("none"), () -> null, (spec, output) -> {
			throw new AssertionError("no worker is to be started");
		}, Payload.EMPTY, Duration.ZERO, 1, 1, 1, false, Engines.class.getClassLoader(), THROWABLES, (event) -> {
		});
	}

	/** A set whose worker is never born, for want of a directory, but has an agent. */
	static WorkerSet workers(WorkSource source, ScheduledExecutorService timer) {
		return new WorkerSet(1, resources(), new PoolEvents("engine", List.of()), timer, new Mourner(source));
	}

	/** Where agents go whose workers are never born. */
	static WorkSource unborn(CompletableFuture<WorkerAgent> agents, BiConsumer<WorkerAgent, WorkChunk> declined) {
		return new WorkSource() {

			@Override
			public @Nullable WorkChunk take(WorkerAgent agent, boolean idle) {
				throw new AssertionError("it was never born");
			}

			@Override
			public void giveBack(List<WorkItem> items, @Nullable WorkChunk chunk) {
				// It was given nothing
			}

			@Override
			public boolean hasIdle() {
				return false;
			}

			@Override
			public void forget(WorkerAgent agent) {
				agents.complete(agent);
			}

			@Override
			public void decline(WorkerAgent agent, WorkChunk chunk) {
				declined.accept(agent, chunk);
			}

			@Override
			public void release(WorkerAgent agent) {
				// It was given nothing
			}

		};
	}

	/** A call that has come in, and that the engine knows. */
	static BatchCall batch(Engine engine, long id, int items) {
		return begun(engine, batch(engine, id, items, false));
	}

	/** A call that keeps the JVM alive. */
	static BatchCall async(Engine engine, long id) {
		return batch(engine, id, 0, true);
	}

	private static BatchCall batch(Engine engine, long id, int items, boolean keepsJvmAlive) {
		return new BatchCall(spec(id), engine, decoder(engine), 0, keepsJvmAlive, new Object[items], 1, (settled) -> {
		});
	}

	/** A call that has come in, and that the engine knows. */
	static StreamCall stream(Engine engine, long id) {
		return begun(engine, new StreamCall(spec(id), engine, decoder(engine), 0, 1, CAPACITY, true));
	}

	private static <C extends Call> C begun(Engine engine, C call) {
		engine.gate().enter(IllegalStateException::new);
		engine.begun(call);
		return call;
	}

	private static SettlementDecoder decoder(Engine engine) {
		return engine.decoder("", Engines.class.getClassLoader());
	}

	private static CallSpec spec(long id) {
		return new CallSpec(id, new CallHeader(TaskShape.FUNCTION, "task", Map.of(), false), Payload.EMPTY, null,
				Duration.ZERO, false);
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

	/** Takes it that workers are not born. */
	private record Mourner(WorkSource work) implements WorkerSet.Owner {

		@Override
		public void broken(WorkerStartException cause) {
			// As was to be expected
		}

		@Override
		public boolean wantsRevival() {
			return false;
		}

		@Override
		public void revived() {
			throw new AssertionError("nothing was to be revived");
		}

		@Override
		public void workerEnded() {
			// As was to be expected
		}

	}

}
