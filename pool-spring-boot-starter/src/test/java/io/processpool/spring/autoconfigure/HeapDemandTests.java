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

package io.processpool.spring.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link HeapDemand}.
 */
class HeapDemandTests {

	private static final long GIBIBYTE = 1024L * 1024 * 1024;

	private final HeapDemand demand = new HeapDemand(8 * GIBIBYTE, 2 * GIBIBYTE);

	@Test
	void acceptsHeapsThatFit() {
		assertThatNoException().isThrownBy(() -> check("pool.max-heap=1g", "pool.processes=6"));
	}

	@Test
	void refusesHeapsThatDoNotFitAndTellsTheSum() {
		assertThatExceptionOfType(PoolConfigurationException.class)
			.isThrownBy(() -> check("pool.max-heap=1GB", "pool.processes=7"))
			.withMessage("The heaps do not fit into the memory: 7 workers of 1024 MiB each and 2048 MiB of the"
					+ " application itself make 9216 MiB, but the machine or container has 8192 MiB.")
			.satisfies((ex) -> assertThat(ex.action())
				.isEqualTo("Lower pool.max-heap or pool.processes (now 7), or the heap of the application (-Xmx)."));
	}

	@Test
	void countsTheProcessorsWhenTheNumberOfProcessesIsNotSet() {
		assertThatExceptionOfType(PoolConfigurationException.class).isThrownBy(() -> check("pool.max-heap=7g"))
			.withMessageContaining(": " + Runtime.getRuntime().availableProcessors() + " workers of 7168 MiB");
	}

	@Test
	void countsTheHeapThatTheArgumentsOfTheJvmSetSinceItWins() {
		assertThatExceptionOfType(PoolConfigurationException.class)
			.isThrownBy(() -> check("pool.max-heap=64m", "pool.jvm-arguments[0]=-Xmx1g",
					"pool.jvm-arguments[1]=-XX:MaxHeapSize=2g", "pool.processes=4"))
			.withMessageContaining("4 workers of 2048 MiB each")
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo("pool.jvm-arguments"));
		assertThatNoException()
			.isThrownBy(() -> check("pool.max-heap=4g", "pool.jvm-arguments[0]=-Xmx1g", "pool.processes=4"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "pool.processes=100", "pool.max-heap=huge", "pool.max-heap=9g,pool.in-threads=true",
			"pool.max-heap=1m,pool.processes=0" })
	void leavesTheRestToOthers(String pairs) {
		assertThatNoException().isThrownBy(() -> check(pairs.split(",")));
	}

	@Test
	void knowsThisMachine() {
		assertThat(HeapDemand.here().memory()).isGreaterThan(HeapDemand.here().ownHeap()).isPositive();
	}

	private void check(String... pairs) {
		MapConfigurationPropertySource source = new MapConfigurationPropertySource();
		for (String pair : pairs) {
			source.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
		}
		this.demand.check(new Binder(source).bindOrCreate("pool", ProcessPoolProperties.class));
	}

}
