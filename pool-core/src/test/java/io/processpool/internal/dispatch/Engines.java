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

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.processpool.DeserializationPolicy;
import io.processpool.SaturationPolicy;
import io.processpool.internal.channel.CallHeader;
import io.processpool.internal.channel.Payload;
import io.processpool.internal.channel.TaskShape;
import io.processpool.internal.codec.ClassRules;
import io.processpool.internal.codec.DecodeLimits;
import io.processpool.internal.codec.ObjectCodec;
import io.processpool.internal.codec.ThrowableCodec;
import io.processpool.internal.worker.CallSpec;
import io.processpool.internal.worker.NoWork;
import io.processpool.internal.worker.PoolEvents;
import io.processpool.internal.worker.WorkChunk;
import io.processpool.internal.worker.WorkSource;
import io.processpool.internal.worker.WorkerAgent;
import io.processpool.internal.worker.WorkerResources;
import io.processpool.internal.worker.WorkerSet;

/**
 * Engines without workers, and calls for them. The stress tests use them too.
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
		WorkerSet workers = new WorkerSet(1, resources(), events, timer, worksFor(dispatcher));
		return new Engine(dispatcher, workers, events, CODEC, THROWABLES, gate, keepAlive,
				new Callbacks("engine", timer, keepAlive));
	}

	private static WorkerResources resources() {
		return NoWork.resources(Path.of("none"), (spec, output) -> {
			throw new IOException("no worker is to be started");
		}, Duration.ofMinutes(1));
	}

	/** A set whose worker is never born, but has an agent. */
	static WorkerSet workers(WorkSource source, ScheduledExecutorService timer) {
		return new WorkerSet(1, resources(), new PoolEvents("engine", List.of()), timer, worksFor(source));
	}

	private static NoWork worksFor(WorkSource source) {
		return new NoWork() {

			@Override
			public WorkSource work() {
				return source;
			}

		};
	}

	/** Where agents go whose workers are never born. */
	static WorkSource unborn(CompletableFuture<WorkerAgent> agents, BiConsumer<WorkerAgent, WorkChunk> declined) {
		return new NoWork() {

			@Override
			public void forget(WorkerAgent agent) {
				agents.complete(agent);
			}

			@Override
			public void decline(WorkerAgent agent, WorkChunk chunk) {
				declined.accept(agent, chunk);
			}

		};
	}

	/** A call that has come in, and that the engine knows. */
	static BatchCall batch(Engine engine, long id, int items) {
		return begun(engine, batch(engine, id, items, false));
	}

	/** The same, with these items; tells when all are settled. */
	static BatchCall batch(Engine engine, long id, Consumer<BatchCall> whenSettled, Object... items) {
		return begun(engine, batch(engine, id, items, false, whenSettled));
	}

	/** A call that keeps the JVM alive. */
	static BatchCall async(Engine engine, long id) {
		return batch(engine, id, 0, true);
	}

	private static BatchCall batch(Engine engine, long id, int items, boolean keepsJvmAlive) {
		return batch(engine, id, new Object[items], keepsJvmAlive, (settled) -> {
		});
	}

	private static BatchCall batch(Engine engine, long id, Object[] items, boolean keepsJvmAlive,
			Consumer<BatchCall> whenSettled) {
		return new BatchCall(spec(id), engine, decoder(engine), 0, keepsJvmAlive, items, 1, whenSettled);
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

}
