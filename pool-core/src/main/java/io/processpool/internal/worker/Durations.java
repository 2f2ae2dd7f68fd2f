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

package io.processpool.internal.worker;

import java.time.Duration;

/**
 * Durations as nanoseconds, where "for ever" is a long time and not an overflow.
 */
public final class Durations {

	/** About a hundred years. */
	private static final Duration LONGEST = Duration.ofDays(36_500);

	private Durations() {
	}

	/**
	 * The duration in nanoseconds.
	 * @param duration the duration
	 * @return its nanoseconds, at most those of a hundred years
	 */
	public static long nanos(Duration duration) {
		if (duration.compareTo(LONGEST) > 0) {
			return LONGEST.toNanos();
		}
		return duration.isNegative() ? 0 : duration.toNanos();
	}

	/**
	 * The later one of two times, which may be negative and may have overflown.
	 * @param one a time, in {@link System#nanoTime}
	 * @param other another one
	 * @return the later one
	 */
	public static long later(long one, long other) {
		return (one - other > 0) ? one : other;
	}

}
