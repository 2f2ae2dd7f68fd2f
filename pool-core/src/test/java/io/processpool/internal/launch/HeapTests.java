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

package io.processpool.internal.launch;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HeapBudget} and {@link HeapOption}.
 */
class HeapTests {

	private static final long MB = 1024 * 1024;

	private static final long GB = 1024 * MB;

	@Test
	void workersAndParentShareFourFifthsOfTheMemory() {
		assertThat(new HeapBudget(10 * GB, 4 * GB, 4).share()).isEqualTo(GB);
	}

	@Test
	void oneWorkerGetsNoMoreThanAJvmWouldTakeByItself() {
		assertThat(new HeapBudget(16 * GB, 4 * GB, 1).share()).isEqualTo(4 * GB);
	}

	@Test
	void noWorkerGetsSoLittleThatItIsOfNoUse() {
		assertThat(new HeapBudget(GB, GB, 4).share()).isEqualTo(64 * MB);
	}

	@Test
	void heapsThatFitAreNothingToComplainAbout() {
		HeapBudget budget = new HeapBudget(10 * GB, 4 * GB, 4);
		assertThat(budget.complaint(budget.share())).isNull();
	}

	@Test
	void heapsThatDoNotFitAreNamedWithTheirSum() {
		assertThat(new HeapBudget(10 * GB, 4 * GB, 4).complaint(2 * GB)).contains("4 workers")
			.contains("2048 MiB")
			.contains("4096 MiB")
			.contains("12288 MiB")
			.contains("10240 MiB")
			.contains("maxHeap");
	}

	@Test
	void thisMachineHasMemory() {
		assertThat(HeapBudget.of(2).total()).isGreaterThan(64 * MB);
	}

	@Test
	void theLastSizeAmongOptionsCounts() {
		assertThat(HeapOption.LIMIT.in(List.of("-Xmx1g", "-ea", "-Xmx300M", "-Xms2g"))).isEqualTo(300 * MB);
		assertThat(HeapOption.LIMIT.in(List.of("-Xmx1g", "-XX:MaxHeapSize=2048k"))).isEqualTo(2 * MB);
		assertThat(HeapOption.INITIAL.in(List.of("-Xmx1g", "-Xms1048576"))).isEqualTo(MB);
	}

	@Test
	void aSizeThatIsNotGivenIsZero() {
		assertThat(HeapOption.LIMIT.in(List.of("-Xms1g", "-Xss1m"))).isZero();
	}

	@Test
	void classesAndDirectMemoryAreBoundedInProportionToTheHeap() {
		assertThat(DefaultOptions.besides(64 * MB)).containsExactly("-XX:MaxMetaspaceSize=262144k",
				"-XX:MaxDirectMemorySize=65536k");
		assertThat(DefaultOptions.besides(8 * GB)).containsExactly("-XX:MaxMetaspaceSize=2097152k",
				"-XX:MaxDirectMemorySize=4194304k");
	}

}
