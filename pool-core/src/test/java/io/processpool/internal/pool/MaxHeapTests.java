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

package io.processpool.internal.pool;

import java.util.OptionalLong;

import io.processpool.ProcessPool;
import io.processpool.ProcessPoolBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a pool tells of the heaps that its workers may have.
 */
class MaxHeapTests {

	private static final long MEBIBYTE = 1024 * 1024;

	@Test
	void itIsWhatWasSet() {
		assertThat(maxHeap(ProcessPool.builder().maxHeap("300MB"))).hasValue(300 * MEBIBYTE);
	}

	@Test
	void theArgumentsOfTheJvmWin() {
		assertThat(maxHeap(ProcessPool.builder().maxHeap("300m").jvmArguments("-Xss1m", "-Xmx1g")))
			.hasValue(1024 * MEBIBYTE);
	}

	@Test
	void itIsUnknownWhereNobodyHasSetIt() {
		assertThat(maxHeap(ProcessPool.builder())).isEmpty();
		assertThat(maxHeap(ProcessPool.builder().jvmArguments("-Xss1m"))).isEmpty();
	}

	@Test
	void threadsHaveNoHeapOfTheirOwn() {
		assertThat(maxHeap(ProcessPool.builder().maxHeap("300m").inThreads())).isEmpty();
	}

	private static OptionalLong maxHeap(ProcessPoolBuilder builder) {
		ProcessPool pool = builder.processes(1).startLazily().build();
		try {
			return pool.stats().maxHeap();
		}
		finally {
			pool.terminate();
		}
	}

}
