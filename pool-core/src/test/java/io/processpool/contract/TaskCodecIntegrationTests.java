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

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.processpool.InvalidSettingException;
import io.processpool.PoolScope;
import io.processpool.ProcessPool;
import io.processpool.ProcessPoolBuilder;
import io.processpool.TaskSerializationException;
import io.processpool.WorkerStartException;
import io.processpool.internal.codec.TinyCodec;
import io.processpool.internal.codec.TinyCodec.Point;
import io.processpool.internal.codec.TinyCodec.Sick;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A codec of others, between an application and its workers.
 */
class TaskCodecIntegrationTests {

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void argumentsAndResultsGoThroughTheCodecOnBothSides(boolean threads) {
		try (PoolScope pool = pool("tiny", threads).build().terminateOnExit()) {
			int before = TinyCodec.DECODED.get();
			List<Point> points = List.of(new Point(1), new Point(2), new Point(-3));
			List<Point> moved = pool.map(TaskCodecIntegrationTests::move, points);
			assertThat(moved).extracting(Point::x).containsExactly(11, 12, 7);
			int here = TinyCodec.DECODED.get() - before;
			// In a thread, the arguments as well; but for the one that it leaves alone
			assertThat(here).isEqualTo(threads ? 5 : 3);
			if (!threads) {
				assertThat(pool.apply(TaskCodecIntegrationTests::decoded)).isEqualTo(2);
			}
			assertThatExceptionOfType(TaskSerializationException.class)
				.isThrownBy(() -> pool.apply(TaskCodecIntegrationTests::sick))
				.withMessageContaining("the codec 'tiny' threw java.lang.IllegalStateException");
			assertThatExceptionOfType(ArithmeticException.class)
				.isThrownBy(() -> pool.apply((x) -> 1 / x.x(), new Point(0)))
				.satisfies((ex) -> assertThat(ex.getStackTrace()[0].getClassName())
					.isEqualTo(TaskCodecIntegrationTests.class.getName()));
		}
	}

	@Test
	void anUnknownCodecIsRefusedWhenThePoolIsBuilt() {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> pool("kryo", false).build())
			.withMessage("codec is 'kryo', allowed is 'tiny', which is on the class path")
			.satisfies((ex) -> assertThat(ex.setting()).isEqualTo("codec"))
			.satisfies((ex) -> assertThat(ex.value()).isEqualTo("kryo"));
	}

	@Test
	void aCodecThatTheWorkersDoNotHaveIsToldAtTheirStart() throws InterruptedException {
		ProcessPoolBuilder builder = pool("tiny", false).classPath(List.of(Path.of("no-such-directory")));
		try (PoolScope scope = builder.build().terminateOnExit()) {
			assertThatExceptionOfType(WorkerStartException.class)
				.isThrownBy(() -> scope.pool().awaitReady(Duration.ofSeconds(60)))
				.withStackTraceContaining(
						"The pool's codec is 'tiny', allowed in this worker is none, since no codec is on the class path");
		}
	}

	private static ProcessPoolBuilder pool(String codec, boolean threads) {
		ProcessPoolBuilder builder = ProcessPool.builder().processes(1).codec(codec);
		return threads ? builder.inThreads() : builder;
	}

	private static Point move(Point point) {
		return new Point(point.x() + 10);
	}

	private static int decoded() {
		return TinyCodec.DECODED.get();
	}

	private static Object sick() {
		return Sick.THROWS;
	}

}
