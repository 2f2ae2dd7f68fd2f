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

import java.util.LinkedHashMap;
import java.util.Map;

import io.processpool.PoolState;
import io.processpool.ProcessPool;
import io.processpool.spring.FakePool;
import org.junit.jupiter.api.Test;

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
		assertThatNoException().isThrownBy(() -> check(Map.of("processPool", pool(6, 1)), "pool.max-heap=1g"));
	}

	@Test
	void refusesHeapsThatDoNotFitAndTellsTheSum() {
		assertThatExceptionOfType(PoolConfigurationException.class)
			.isThrownBy(() -> check(Map.of("processPool", pool(7, 1)), "pool.max-heap=1GB", "pool.processes=7"))
			.withMessage("The heaps do not fit into the memory: 7 workers of 1024 MiB each and 2048 MiB of the"
					+ " application itself make 9216 MiB, but the machine or container has 8192 MiB.")
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo("pool.max-heap"))
			.satisfies((ex) -> assertThat(ex.action())
				.isEqualTo("Lower pool.max-heap or pool.processes (now 7), or the heap of the application (-Xmx)."));
	}

	@Test
	void tellsWhereTheNumberOfProcessesComesFrom() {
		assertThatExceptionOfType(PoolConfigurationException.class)
			.isThrownBy(() -> check(Map.of("processPool", pool(2, 7)), "pool.max-heap=7g"))
			.satisfies((ex) -> assertThat(ex.action()).contains("(by default the number of processors)"));
	}

	@Test
	void addsUpAllPoolsAndNamesThem() {
		Map<String, ProcessPool> pools = new LinkedHashMap<>();
		pools.put("processPool", pool(4, 1));
		pools.put("reports", pool(1, 2));
		assertThatNoException().isThrownBy(() -> check(pools, "pool.max-heap=1g"));
		pools.put("mail", pool(1, 1));
		assertThatExceptionOfType(PoolConfigurationException.class).isThrownBy(() -> check(pools, "pool.max-heap=1g"))
			.withMessage("The heaps do not fit into the memory: 4 workers of 1024 MiB each (bean 'processPool'),"
					+ " 1 worker of 2048 MiB (bean 'reports'), 1 worker of 1024 MiB (bean 'mail') and 2048 MiB of the"
					+ " application itself make 9216 MiB, but the machine or container has 8192 MiB.")
			.satisfies((ex) -> assertThat(ex.action()).isEqualTo("Lower pool.max-heap or pool.processes, or what single"
					+ " pools set by maxHeap(\u2026) or processes(\u2026) in the code of the application, or the heap of"
					+ " the application (-Xmx)."));
	}

	@Test
	void blamesNoPropertyForWhatTheCodeHasSet() {
		assertThatExceptionOfType(PoolConfigurationException.class)
			.isThrownBy(() -> check(Map.of("reports", pool(1, 7)), "pool.max-heap=1g"))
			.satisfies((ex) -> assertThat(ex.property()).isNull())
			.satisfies(
					(ex) -> assertThat(ex.action()).isEqualTo("Lower maxHeap(\u2026) or processes(\u2026) in the code"
							+ " of the application, or the heap of the application (-Xmx)."));
	}

	@Test
	void blamesTheArgumentsOfTheJvmWhereTheyWin() {
		assertThatExceptionOfType(PoolConfigurationException.class)
			.isThrownBy(() -> check(Map.of("processPool", pool(4, 2)), "pool.max-heap=64m",
					"pool.jvm-arguments[0]=-Xmx1g", "pool.jvm-arguments[1]=-XX:MaxHeapSize=2g", "pool.processes=4"))
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo("pool.jvm-arguments"))
			.satisfies((ex) -> assertThat(ex.action()).startsWith("Lower -Xmx in pool.jvm-arguments or"));
	}

	@Test
	void doesNotCountHeapsThatNobodyHasSetNorPoolsThatAreOver() {
		ProcessPool over = new FakePool("over").withHeaps(9, 9 * GIBIBYTE).withState(PoolState.TERMINATED).pool();
		assertThatNoException()
			.isThrownBy(() -> check(Map.of("a", pool(6, 1), "b", new FakePool("b").pool(), "c", over)));
	}

	@Test
	void knowsThisMachine() {
		assertThat(HeapDemand.here().memory()).isGreaterThan(HeapDemand.here().ownHeap()).isPositive();
	}

	private static ProcessPool pool(int processes, long gibibytes) {
		return new FakePool("pool").withHeaps(processes, gibibytes * GIBIBYTE).pool();
	}

	private void check(Map<String, ProcessPool> pools, String... pairs) {
		MapConfigurationPropertySource source = new MapConfigurationPropertySource();
		for (String pair : pairs) {
			source.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
		}
		this.demand.check(pools, new Binder(source).bindOrCreate("pool", ProcessPoolProperties.class));
	}

}
