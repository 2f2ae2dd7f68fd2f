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

package io.processpool.contract;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import io.processpool.AsyncResult;
import io.processpool.ProcessPool;
import io.processpool.RemoteTaskException;
import io.processpool.ResultIterator;
import io.processpool.TaskException;
import io.processpool.TaskFunction;
import io.processpool.TaskSerializationException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What tasks throw, and what cannot travel.
 */
public abstract class FailuresContract extends PoolContract {

	@Test
	void anUncheckedExceptionComesBackAsItselfWithItsFields() {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> pool().apply(FailuresContract::refuse, 42))
			.satisfies((ex) -> assertThat(ex.code).isEqualTo(42))
			.withMessage("refused: 42");
	}

	@Test
	void theTasksStackComesFirstAndTheCallersBehindIt() {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> pool().apply(FailuresContract::refuse, 1))
			.satisfies((ex) -> {
				List<String> methods = Arrays.stream(ex.getStackTrace()).map(StackTraceElement::getMethodName).toList();
				assertThat(methods.get(0)).isEqualTo("refuse");
				assertThat(methods.indexOf("theTasksStackComesFirstAndTheCallersBehindIt")).isGreaterThan(0);
			});
	}

	@Test
	void anErrorComesBackAsItself() {
		assertThatExceptionOfType(StackOverflowError.class)
			.isThrownBy(() -> pool().apply(FailuresContract::recurse, 1));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> pool().run(() -> {
			throw new AssertionError("in the task");
		})).withMessage("in the task");
	}

	@Test
	void aCheckedExceptionIsTheCauseOfATaskException() {
		assertThatExceptionOfType(TaskException.class).isThrownBy(() -> pool().run(() -> {
			throw new IOException("checked");
		})).withCauseInstanceOf(IOException.class).havingCause().withMessage("checked");
	}

	@Test
	void getHasTheTasksExceptionAsItsCause() {
		AsyncResult<Integer> unchecked = pool().applyAsync(FailuresContract::refuse, 3);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(unchecked::get)
			.withCauseInstanceOf(Refusal.class);
		AsyncResult<?> checked = pool().runAsync(() -> {
			throw new IOException("checked");
		});
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(checked::get)
			.withCauseInstanceOf(IOException.class);
	}

	@Test
	void anExceptionThatCannotTravelIsDescribed() {
		assertThatExceptionOfType(RemoteTaskException.class).isThrownBy(() -> pool().run(() -> {
			throw new Untransferable();
		})).satisfies((ex) -> {
			assertThat(ex.remoteClassName()).isEqualTo(Untransferable.class.getName());
			assertThat(ex.remoteStackTrace()).contains("anExceptionThatCannotTravelIsDescribed");
		}).withMessageContaining("stuck here");
	}

	@Test
	void whatCannotTravelIsNamedTwentyTimesInARowWithoutLosingAWorker() {
		ProcessPool pool = newPool(1);
		int worker = pool.apply(() -> Tasks.workerId());
		Object stuck = new Object();
		Holder argument = new Holder("a", List.of("fine", stuck));
		for (int round = 0; round < 20; round++) {
			refusesArgument(pool, argument);
			refusesResult(pool);
			assertThatExceptionOfType(TaskSerializationException.class)
				.isThrownBy(() -> pool.apply(() -> stuck.toString()))
				.withMessageContaining("java.lang.Object");
			assertThatExceptionOfType(RemoteTaskException.class).isThrownBy(() -> pool.run(() -> {
				throw new Untransferable();
			}));
		}
		assertThat((int) pool.apply(() -> Tasks.workerId())).isEqualTo(worker);
		assertThat(pool.stats().startedWorkers()).isEqualTo(1);
	}

	private static void refusesArgument(ProcessPool pool, Holder argument) {
		for (var call : List.<Runnable>of(() -> pool.apply(Tasks::text, argument),
				() -> pool.map(Tasks::text, List.of(argument)),
				() -> pool.imap(Tasks::text, List.of(argument)).next())) {
			assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(call::run).satisfies((ex) -> {
				assertThat(ex.typeName()).contains("java.lang.Object");
				assertThat(ex.path().orElse("")).contains("parts").contains("1");
				assertThat(ex).hasMessageContaining("java.lang.Object").hasMessageContaining("parts");
			});
		}
		AsyncResult<String> async = pool.applyAsync(Tasks::text, argument);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(async::get)
			.withCauseInstanceOf(TaskSerializationException.class);
	}

	private static void refusesResult(ProcessPool pool) {
		assertThatExceptionOfType(TaskSerializationException.class)
			.isThrownBy(() -> pool.apply(() -> new Holder("b", List.of(new Object()))))
			.withMessageContaining("java.lang.Object")
			.withMessageContaining("parts");
	}

	@Test
	void oneArgumentThatCannotTravelFailsItsOwnItemOnly() {
		List<Object> items = new ArrayList<>(List.of("a", new Object(), "c"));
		// Not Tasks::text: javac 17 lets references to one method, but of different
		// types, be
		// deserialized as the same
		var results = pool().imap((item) -> Tasks.text(item), items);
		assertThat(results.next()).isEqualTo("a");
		assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(results::next);
		assertThat(results.lastIndex()).isEqualTo(1);
		assertThat(results.next()).isEqualTo("c");
		assertThat(results.hasNext()).isFalse();
	}

	@Test
	void anArgumentWhoseReadingThrowsFailsItsOwnTaskOnly() {
		assertThatExceptionOfType(TaskSerializationException.class)
			.isThrownBy(() -> pool().apply(Tasks::text, new Unreadable()))
			.withMessageContaining(Unreadable.class.getName());
		assertThat((int) pool().apply(Tasks::square, 2)).isEqualTo(4);
	}

	@Test
	void aTaskThatCannotBeDecodedFailsItsCallOnceAndNotOnceForEachItem() {
		TaskFunction<Integer, Integer> task = new UnreadableTask();
		assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(() -> pool().map(task, numbers(500)))
			.withMessageContaining(UnreadableTask.class.getName())
			.satisfies((ex) -> assertThat(ex.getSuppressed()).as("one for each worker").hasSizeLessThan(WORKERS));
		ResultIterator<Integer> results = pool().imap(task, Stream.iterate(1, (item) -> item + 1)::iterator);
		assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(() -> {
			while (results.hasNext()) {
				results.next();
			}
		});
		assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(() -> pool().apply(task, 1));
		assertThat((int) pool().apply(Tasks::square, 2)).isEqualTo(4);
	}

	@Test
	void twoExceptionsOfAMegabyteDoNotBlockJoin() throws Exception {
		ProcessPool pool = newPool(2);
		List<AsyncResult<Object>> results = List.of(pool.applyAsync(FailuresContract::failLoudly, 1 << 20),
				pool.applyAsync(FailuresContract::failLoudly, 1 << 20));
		pool.close();
		assertThat(pool.join(PATIENCE)).isTrue();
		for (AsyncResult<Object> result : results) {
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(result::get)
				.havingCause()
				.satisfies((ex) -> assertThat(ex.getMessage()).hasSize(1 << 20));
		}
	}

	static int refuse(int code) {
		throw new Refusal(code);
	}

	@SuppressWarnings("InfiniteRecursion") // On purpose
	static int recurse(int depth) {
		return 1 + recurse(depth + 1);
	}

	static Object failLoudly(int length) {
		throw new IllegalStateException("x".repeat(length));
	}

	static final class Refusal extends RuntimeException {

		private static final long serialVersionUID = 1L;

		final int code;

		Refusal(int code) {
			super("refused: " + code);
			this.code = code;
		}

	}

	static final class Untransferable extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Untransferable() {
			super("stuck here");
		}

		private void writeObject(ObjectOutputStream out) throws IOException {
			throw new NotSerializableException(Untransferable.class.getName());
		}

	}

	record Holder(String name, List<Object> parts) implements Serializable {
	}

	static final class Unreadable implements Serializable {

		private static final long serialVersionUID = 1L;

		private void readObject(ObjectInputStream in) {
			throw new IllegalStateException("cannot be read");
		}

	}

	/** Can be sent, but not received. */
	static final class UnreadableTask implements TaskFunction<Integer, Integer> {

		private static final long serialVersionUID = 1L;

		@Override
		public Integer apply(Integer argument) {
			return argument;
		}

		private void readObject(ObjectInputStream in) {
			throw new IllegalStateException("not in a worker");
		}

	}

}
