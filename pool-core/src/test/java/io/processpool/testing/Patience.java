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

package io.processpool.testing;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * How long tests wait for what must happen: much longer than it takes, also on a machine
 * that is busy with other things, and no longer than it takes.
 */
public final class Patience {

	/** After that it will never happen. */
	public static final Duration LIMIT = Duration.ofSeconds(60);

	private static final Duration INTERVAL = Duration.ofMillis(10);

	private Patience() {
	}

	/**
	 * Waits for a condition.
	 * @return where to say for which
	 */
	public static ConditionFactory await() {
		return Awaitility.await().pollDelay(Duration.ZERO).pollInterval(INTERVAL).atMost(LIMIT);
	}

}
