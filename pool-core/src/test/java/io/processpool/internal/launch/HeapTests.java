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
		assertThat(budget.complaint(budget.share(), List.of())).isNull();
	}

	@Test
	void heapsThatDoNotFitAreNamedWithTheirSum() {
		assertThat(new HeapBudget(10 * GB, 4 * GB, 4).complaint(2 * GB, List.of())).contains("4 workers")
			.contains("2048 MiB")
			.contains("4096 MiB")
			.contains("12288 MiB")
			.contains("10240 MiB")
			.contains("maxHeap");
	}

	@Test
	void theHeapsOfOtherPoolsCountAndTheirPoolsAreNamed() {
		HeapBudget budget = new HeapBudget(10 * GB, 4 * GB, 2);
		assertThat(budget.complaint(GB, List.of(new HeapLedger.Demand("small", 2, GB)))).isNull();
		assertThat(budget.complaint(GB,
				List.of(new HeapLedger.Demand("reports", 1, 2 * GB), new HeapLedger.Demand("mail", 2, GB))))
			.startsWith("the heaps of 2 workers of 1024 MiB each, of 1 worker of 2048 MiB in pool 'reports', of"
					+ " 2 workers of 1024 MiB each in pool 'mail' and of this JVM (4096 MiB) may grow to 10240 MiB,");
	}

	@Test
	void aPoolCountsWhileAWorkerOfItsLives() {
		HeapLedger ledger = new HeapLedger();
		HeapLedger.Demand demand = new HeapLedger.Demand("reports", 2, GB);
		ledger.enter("one", demand);
		ledger.enter("one", demand);
		assertThat(ledger.besides("one")).isEmpty();
		assertThat(ledger.besides("two")).containsExactly(demand);
		ledger.leave("one");
		assertThat(ledger.besides("two")).containsExactly(demand);
		ledger.leave("one");
		assertThat(ledger.besides("two")).isEmpty();
		ledger.leave("one");
		assertThat(ledger.besides("two")).isEmpty();
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
