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

package io.processpool.failures;

import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import io.processpool.AsyncResult;
import io.processpool.ExitReason;
import io.processpool.PoolScope;
import io.processpool.PoolState;
import io.processpool.ProcessPool;
import io.processpool.TaskCallable;
import io.processpool.WorkerContext;
import io.processpool.WorkerLostException;
import io.processpool.testing.LeakCheck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Whatever memory runs out, the worker goes and says which it was. A stack that is too
 * deep is a failure of the task alone.
 */
@ExtendWith(LeakCheck.class)
class OutOfMemoryIntegrationTests {

	private static ProcessPool pool;

	@BeforeAll
	static void createPool() {
		pool = ProcessPool.builder()
			.processes(1)
			.maxHeap("48m")
			.jvmArguments("-XX:MaxDirectMemorySize=1m", "-XX:MaxMetaspaceSize=24m")
			.build();
	}

	@AfterAll
	static void terminatePool() {
		pool.terminate();
	}

	@ParameterizedTest
	@EnumSource
	void theWorkerEndsAndTheObituaryNamesTheArea(Area area) {
		WorkerLostException lost = catchThrowableOfType(WorkerLostException.class, () -> pool.apply(area));
		assertThat(lost.reason()).isEqualTo(ExitReason.OUT_OF_MEMORY);
		assertThat(lost).hasMessageContaining(area.name);
		assertThat(lost.signal()).isZero();
		assertThat(pool.apply(() -> "the next one")).isEqualTo("the next one");
		assertThat(pool.state()).isEqualTo(PoolState.RUNNING);
		assertThat(Processes.isAlive(lost.pid())).isFalse();
	}

	@Test
	void anArgumentForWhichNoWorkerHasRoomIsTheEndOfItsOwnCallOnly() throws Exception {
		byte[] argument = new byte[64 * 1024 * 1024];
		try (PoolScope small = ProcessPool.builder().processes(1).maxHeap("32m").build().terminateOnExit()) {
			AsyncResult<Integer> large = small.applyAsync((bytes) -> bytes.length, argument);
			AsyncResult<Integer> next = small.applyAsync((item) -> item, 1);
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> large.get(Duration.ofSeconds(60)))
				.havingCause()
				.isInstanceOf(WorkerLostException.class)
				.withMessageContaining("ran out of memory: Java heap space while it received it");
			assertThat((int) next.get(Duration.ofSeconds(60))).isOne();
			assertThat(small.pool().stats().exits()).containsExactly(Map.entry(ExitReason.OUT_OF_MEMORY, 1L));
		}
	}

	@Test
	void aStackOverflowIsAFailureOfTheTaskAlone() throws Exception {
		assertThat(pool.awaitReady(Duration.ofSeconds(30))).isTrue();
		long pid = pool.apply(() -> WorkerContext.current().pid());
		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> pool.apply(() -> recurse(0)));
		assertThat(pool.<Long>apply(() -> WorkerContext.current().pid())).isEqualTo(pid);
	}

	@Test
	void anErrorThatIsNoneOfThemIsAFailureOfTheTaskAlone() throws Exception {
		long pid = pool.apply(() -> WorkerContext.current().pid());
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> pool.apply(() -> {
			throw new AssertionError("wrong");
		})).withMessage("wrong");
		assertThatExceptionOfType(LinkageError.class).isThrownBy(() -> pool.apply(() -> {
			throw new NoClassDefFoundError("gone");
		}));
		assertThat(pool.<Long>apply(() -> WorkerContext.current().pid())).isEqualTo(pid);
	}

	@SuppressWarnings("InfiniteRecursion") // On purpose
	private static int recurse(int depth) {
		return recurse(depth + 1) + 1;
	}

	/** The areas that can run out, as tasks that make it happen. */
	enum Area implements TaskCallable<Integer> {

		HEAP("Java heap space") {

			@Override
			public Integer call() {
				List<long[]> all = new ArrayList<>();
				while (true) {
					all.add(new long[100_000]);
				}
			}

		},

		ARRAY_LIMIT("Requested array size exceeds VM limit") {

			@Override
			public Integer call() {
				return new long[Integer.MAX_VALUE].length;
			}

		},

		DIRECT_MEMORY("direct buffer memory") {

			@Override
			public Integer call() {
				return ByteBuffer.allocateDirect(16 * 1024 * 1024).capacity();
			}

		},

		METASPACE("space") {

			@Override
			public Integer call() throws Exception {
				byte[] code;
				try (InputStream in = Area.class.getResourceAsStream("Processes.class")) {
					code = in.readAllBytes();
				}
				List<MethodHandles.Lookup> kept = new ArrayList<>();
				while (true) {
					kept.add(MethodHandles.lookup().defineHiddenClass(code, false));
				}
			}

		},

		THREADS("native thread") {

			@Override
			public Integer call() {
				// No machine has so much room for a stack
				new Thread(null, () -> {
				}, "too large", 1L << 46).start();
				return 0;
			}

		},

		BY_HAND("the task's own area") {

			@Override
			public Integer call() {
				throw new OutOfMemoryError("the task's own area");
			}

		};

		private final String name;

		Area(String name) {
			this.name = name;
		}

	}

}
