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
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

import io.processpool.AsyncResult;
import io.processpool.ResultIterator;
import io.processpool.TaskOptions;
import io.processpool.TaskSerializationException;
import io.processpool.internal.channel.Payload;
import io.processpool.internal.channel.TaskShape;
import io.processpool.internal.codec.FunctionCache;
import io.processpool.internal.codec.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * Where the journey begins: encodes the function, makes the call, passes the gate, and
 * hands the call to the dispatcher. Safe for any number of threads.
 */
public final class Issuer {

	/** How many failures a failed {@code map} carries beside the first one. */
	private static final int MAX_SUPPRESSED = 100;

	private static final int MIN_BUFFER = 64;

	private static final int MAX_BUFFER = 1024;

	private final Engine engine;

	private final int processes;

	private final @Nullable ClassLoader loader;

	private final @Nullable Duration defaultTimeout;

	/** What a ring has room for when all before has been read, by far. */
	private static final int SMALL = 16 * 1024;

	private final Supplier<RuntimeException> refusal;

	private final Runnable beforeFirst;

	private final AtomicLong lastCallId = new AtomicLong();

	/**
	 * An issuer.
	 * @param engine the engine
	 * @param processes how many workers there are
	 * @param loader resolves the classes of results, or {@code null} for the loader of
	 * each task's class
	 * @param defaultTimeout the time limit of tasks that have none of their own
	 * @param refusal makes the exception when the pool takes no tasks
	 * @param beforeFirst starts the workers if they are not started yet
	 */
	public Issuer(Engine engine, int processes, @Nullable ClassLoader loader, @Nullable Duration defaultTimeout,
			Supplier<RuntimeException> refusal, Runnable beforeFirst) {
		this.engine = engine;
		this.processes = processes;
		this.loader = loader;
		this.defaultTimeout = defaultTimeout;
		this.refusal = refusal;
		this.beforeFirst = beforeFirst;
	}

	/**
	 * One task, and its value.
	 * @param task the function
	 * @param shape how it is called
	 * @param argument the argument, a pair or a triple
	 * @param options the options
	 * @return the value
	 */
	public @Nullable Object apply(Serializable task, TaskShape shape, @Nullable Object argument, TaskOptions options) {
		return one(task, shape, argument, options, false).join();
	}

	/**
	 * One task, and its result to come.
	 * @param task the function
	 * @param shape how it is called
	 * @param argument the argument, a pair or a triple
	 * @param options the options
	 * @return the result
	 */
	public AsyncResult<@Nullable Object> applyAsync(Serializable task, TaskShape shape, @Nullable Object argument,
			TaskOptions options) {
		return one(task, shape, argument, options, true);
	}

	private CallResult<@Nullable Object> one(Serializable task, TaskShape shape, @Nullable Object argument,
			TaskOptions options, boolean async) {
		@Nullable Object[] arguments = new @Nullable Object[1];
		return issue(task, shape, options, true, async, arguments, 1, this::single, () -> {
			boolean none = shape == TaskShape.CALLABLE || shape == TaskShape.RUNNABLE;
			arguments[0] = none ? Payload.EMPTY : capture(argument, async);
		});
	}

	/**
	 * A task for each item, and all values.
	 * @param task the function
	 * @param shape how it is called
	 * @param items the items, which are all read before anything else is done
	 * @param chunksize how many items go to a worker together, 0 to let the pool decide
	 * @param options the options
	 * @return a list of the values, in the order of the items; nothing for a consumer
	 */
	public @Nullable Object map(Serializable task, TaskShape shape, Iterable<?> items, int chunksize,
			TaskOptions options) {
		return all(task, shape, items, chunksize, options, false).join();
	}

	/**
	 * A task for each item, and the result to come.
	 * @param task the function
	 * @param shape how it is called
	 * @param items the items, which are all read before anything else is done
	 * @param chunksize how many items go to a worker together, 0 to let the pool decide
	 * @param options the options
	 * @return the result, a list in the order of the items
	 */
	public AsyncResult<@Nullable Object> mapAsync(Serializable task, TaskShape shape, Iterable<?> items, int chunksize,
			TaskOptions options) {
		return all(task, shape, items, chunksize, options, true);
	}

	private CallResult<@Nullable Object> all(Serializable task, TaskShape shape, Iterable<?> items, int chunksize,
			TaskOptions options, boolean async) {
		this.engine.gate().check(this.refusal);
		// Not toArray, nor a size: the input may lie about it
		List<@Nullable Object> list = new ArrayList<>();
		for (Object item : items) {
			list.add(item);
		}
		return issue(task, shape, options, false, async, list.toArray(), chunksize,
				(shape == TaskShape.CONSUMER) ? this::nothing : this::list, () -> {
				});
	}

	private CallResult<@Nullable Object> issue(Serializable task, TaskShape shape, TaskOptions options, boolean single,
			boolean async, @Nullable Object[] arguments, int chunksize, Function<BatchCall, Decoded> collector,
			Encoding encoding) {
		enter();
		Issue issue = new Issue(this.engine, this.lastCallId.incrementAndGet(), TaskNames.of(task, options),
				arguments.length);
		try {
			// Before anybody hears of it: who hears of a call hears of its end, too
			issue.admit();
			issue.tell();
			RuntimeException failure = null;
			Payload function = Payload.EMPTY;
			try {
				function = Payload.of(FunctionCache.encode(this.engine.codec(), task));
				encoding.run();
			}
			catch (TaskSerializationException ex) {
				failure = ex;
			}
			CallResult<@Nullable Object> result = new CallResult<>(
					"the result of '" + issue.name() + "' (call " + issue.id() + ")", collector,
					this.engine.callbacks());
			BatchCall call = new BatchCall(issue.spec(shape, single, function, options, this.defaultTimeout),
					this.engine, decoder(task), options.retries(), async, arguments, chunksize, result::settled);
			result.begin(call);
			options.onProgress().ifPresent(call::reportProgress);
			issue.begin(call);
			this.engine.counters().issued(arguments.length);
			if (failure != null) {
				call.fail(new Settlement.Failed(failure));
			}
			else if (arguments.length == 0) {
				call.endEmpty();
			}
			else {
				if (single && !async && isSmall(issue, function, arguments[0])) {
					this.engine.dispatcher().hurry(call, result::ready);
				}
				else {
					this.engine.dispatcher().offer(call);
				}
				abortIfTerminated(call);
			}
			return result;
		}
		finally {
			issue.end();
		}
	}

	/**
	 * A task for each item, and the values as they are asked for.
	 * @param task the function
	 * @param items the items, of which a bounded number is read ahead
	 * @param chunksize how many items go to a worker together
	 * @param ordered whether the values come in the order of the items
	 * @param options the options
	 * @return the values
	 */
	public ResultIterator<@Nullable Object> stream(Serializable task, Iterable<?> items, int chunksize, boolean ordered,
			TaskOptions options) {
		enter();
		Issue issue = new Issue(this.engine, this.lastCallId.incrementAndGet(), TaskNames.of(task, options), -1);
		try {
			issue.tell();
			RuntimeException failure = null;
			Payload function = Payload.EMPTY;
			try {
				function = Payload.of(FunctionCache.encode(this.engine.codec(), task));
			}
			catch (TaskSerializationException ex) {
				failure = ex;
			}
			StreamCall call = new StreamCall(
					issue.spec(TaskShape.FUNCTION, false, function, options, this.defaultTimeout), this.engine,
					decoder(task), options.retries(), chunksize, options.bufferSize().orElse(buffer(chunksize)),
					ordered);
			options.onProgress().ifPresent(call::reportProgress);
			issue.begin(call);
			StreamResults<@Nullable Object> results = new StreamResults<>(call);
			if (failure != null) {
				call.abort(failure);
			}
			else {
				call.begin(items);
				abortIfTerminated(call);
			}
			return results;
		}
		finally {
			issue.end();
		}
	}

	/**
	 * Whether the caller can send it without having to wait, nor to run code of
	 * listeners, while it acts for an agent. A virtual thread that waits for a lock then
	 * might find no carrier again, if all of them are pinned by others that wait for the
	 * same agent.
	 */
	private boolean isSmall(Issue issue, Payload function, @Nullable Object argument) {
		return this.engine.events().isEmpty() && !Carriers.isVirtual() && argument instanceof Payload encoded
				&& function.size() + encoded.size() + issue.name().length() < SMALL;
	}

	/**
	 * Whether the current thread reads the input of an {@code imap} of this pool.
	 * @return whether it does
	 */
	public boolean isReaderThread() {
		return ReaderThread.current() == this.engine;
	}

	private int buffer(int chunksize) {
		long twoChunksEach = 2L * chunksize * this.processes;
		return (int) Math.min(MAX_BUFFER, Math.max(Math.max(MIN_BUFFER, 8L * this.processes), twoChunksEach));
	}

	private void enter() {
		this.engine.gate().enter(this.refusal);
		try {
			this.beforeFirst.run();
		}
		catch (RuntimeException | Error ex) {
			// The pool was closed just now, or has no threads to start its workers with
			this.engine.gate().leave();
			throw ex;
		}
	}

	/** The pool may have been terminated between the gate and the queue. */
	private void abortIfTerminated(Call call) {
		switch (this.engine.gate().state()) {
			case TERMINATED, BROKEN -> call.fail(new Settlement.Failed(this.refusal.get()));
			case SUSPENDED -> {
				if (this.engine.gate().isAbandoned()) {
					call.fail(new Settlement.Failed(this.refusal.get()));
				}
			}
			default -> {
			}
		}
	}

	private SettlementDecoder decoder(Object task) {
		if (this.loader != null) {
			return this.engine.decoder(task, this.loader);
		}
		ClassLoader own = task.getClass().getClassLoader();
		return this.engine.decoder(task, (own != null) ? own : ClassLoader.getSystemClassLoader());
	}

	/**
	 * The argument as it is now. Who waits for the result of a large array leaves the
	 * array alone meanwhile, so nothing need be copied.
	 */
	private @Nullable Object capture(@Nullable Object argument, boolean async) {
		if (!async && argument instanceof ByteBuffer buffer && buffer.remaining() >= SMALL) {
			return buffer;
		}
		if (argument == null || !Snapshot.suits(argument, SMALL)) {
			return encode(argument, "argument");
		}
		return async ? Snapshot.copy(argument) : argument;
	}

	private Payload encode(@Nullable Object value, String what) {
		Payload.Collector out = new Payload.Collector(Long.MAX_VALUE);
		try {
			this.engine.codec().encode(value, out, what);
		}
		catch (IOException ex) {
			throw new TaskSerializationException("The " + what + " cannot be encoded", null, null, ex);
		}
		return out.toPayload();
	}

	private Decoded single(BatchCall call) {
		return call.decoder().decode(call.takeSettlements().get(0));
	}

	private Decoded list(BatchCall call) {
		List<Settlement> settlements = call.takeSettlements();
		@Nullable Object[] values = new @Nullable Object[settlements.size()];
		// Items of a call that failed as a whole share a settlement, and so a failure
		Set<Settlement> failed = Collections.newSetFromMap(new IdentityHashMap<>());
		Decoded first = null;
		for (int i = 0; i < values.length && failed.size() <= MAX_SUPPRESSED; i++) {
			Settlement settlement = settlements.get(i);
			if (!settlement.isSuccess() && !failed.add(settlement)) {
				continue;
			}
			Decoded decoded = call.decoder().decode(settlement);
			values[i] = decoded.value();
			if (decoded.failure() == null) {
				continue;
			}
			failed.add(settlement);
			if (first == null) {
				first = decoded;
			}
			else {
				suppress(decoded.failure(), first.failure());
			}
		}
		return (first != null) ? first : Decoded.value(new ArrayList<>(Arrays.asList(values)));
	}

	@SuppressWarnings("ReferenceEquality") // A throwable must not be suppressed in itself
	private static void suppress(Throwable failure, @Nullable Throwable first) {
		if (first != null && failure != first) {
			first.addSuppressed(failure);
		}
	}

	private Decoded nothing(BatchCall call) {
		Decoded decoded = list(call);
		return (decoded.failure() != null) ? decoded : Decoded.value(null);
	}

	/** Encodes what must be encoded before a call is issued. */
	private interface Encoding {

		void run();

	}

}
