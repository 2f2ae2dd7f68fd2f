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

import java.time.Instant;
import java.util.Optional;

import io.processpool.PoolState;
import io.processpool.ProcessPool;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static io.processpool.testing.Patience.await;

class LateRevivalTests {

	@Test
	void newsOfARevivalThatComeLateDoNotOpenAPoolThatHasNoWorkersAnyMore() {
		try (var scope = ProcessPool.builder().inThreads().processes(1).initializer(() -> {
			throw new IllegalStateException("it never works");
		}).build().terminateOnExit()) {
			DefaultProcessPool pool = (DefaultProcessPool) scope.pool();
			await().untilAsserted(() -> {
				Optional<Instant> attempt = pool.stats().nextStartAttempt();
				assertThat(attempt).isPresent();
				pool.revived();
				PoolState state = pool.state();
				// Else the next attempt began meanwhile, and there was a worker
				assertThat(pool.stats().nextStartAttempt()).isEqualTo(attempt);
				assertThat(state).isEqualTo(PoolState.BROKEN);
			});
		}
	}

}
