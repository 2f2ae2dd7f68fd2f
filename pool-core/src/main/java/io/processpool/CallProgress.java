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

package io.processpool;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How far a call has come: what {@link TaskOptions#onProgress} reports. Immutable.
 *
 * @param task the name of the task
 * @param done how many items have an outcome, failed ones included
 * @param failed how many of them failed
 * @param total how many items there are, or empty while {@code imap} has not reached the
 * end of its input
 * @param elapsed the time since the call was issued
 * @param finished whether this is the last report
 */
public record CallProgress(String task, int done, int failed, OptionalInt total, Duration elapsed, boolean finished) {

	private static final double NANOS_PER_SECOND = 1e9;

	/**
	 * Returns how many items have come to their outcome per second, on average since the
	 * call was issued.
	 * @return the rate, 0 as long as nothing is done
	 */
	public double itemsPerSecond() {
		long nanos = this.elapsed.toNanos();
		return (nanos > 0) ? this.done * NANOS_PER_SECOND / nanos : 0;
	}

	/**
	 * Returns how long the rest will take, if it goes on at the average rate.
	 * @return the time, or empty while nothing is done or the total is not known
	 */
	public Optional<Duration> remaining() {
		double rate = itemsPerSecond();
		if (this.total.isEmpty() || rate == 0) {
			return Optional.empty();
		}
		int left = Math.max(0, this.total.getAsInt() - this.done);
		return Optional.of(Duration.ofNanos((long) (left / rate * NANOS_PER_SECOND)));
	}

}
