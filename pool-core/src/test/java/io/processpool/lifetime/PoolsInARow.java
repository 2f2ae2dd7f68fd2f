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

package io.processpool.lifetime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;

import io.processpool.AsyncResult;
import io.processpool.ProcessPool;
import io.processpool.ProcessPoolBuilder;
import io.processpool.testing.Footprint;
import io.processpool.testing.LeakCheck;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Makes pools and ends them, one after the other, in different ways.
 */
public final class PoolsInARow {

	/** How often it is seen whether something is left. */
	private static final int STEP = 20;

	private PoolsInARow() {
	}

	/**
	 * Makes pools and ends them, and fails if something is left.
	 * @param count how many
	 * @param seed decides what is done with each
	 */
	public static void run(int count, long seed) throws Exception {
		SplittableRandom random = new SplittableRandom(seed);
		Footprint before = Footprint.look(Path.of(System.getProperty("java.io.tmpdir")).toRealPath());
		for (int i = 1; i <= count; i++) {
			one(random.nextInt(8));
			if (i % STEP == 0 || i == count) {
				LeakCheck.assertNoLeaks(before);
			}
		}
	}

	private static void one(int how) throws Exception {
		ProcessPoolBuilder builder = ProcessPool.builder().processes(1).maxHeap("32m");
		ProcessPool pool = ((how % 2 == 0) ? builder.startLazily() : builder).build();
		switch (how / 2) {
			case 0 -> pool.terminate();
			case 1 -> {
				assertThat((int) pool.apply(Math::abs, -1)).isOne();
				pool.terminate();
			}
			case 2 -> {
				AsyncResult<Integer> result = pool.applyAsync(Math::abs, -1);
				pool.close();
				assertThat(pool.join(Duration.ofMinutes(2))).isTrue();
				assertThat(result.get()).isOne();
			}
			default -> {
				pool.close();
				assertThat(pool.join(Duration.ofMinutes(2))).isTrue();
			}
		}
		assertThat(pool.workers()).isEmpty();
	}

}
