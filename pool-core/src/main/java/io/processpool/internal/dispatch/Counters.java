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

package io.processpool.internal.dispatch;

import java.util.concurrent.atomic.LongAdder;

/**
 * How many items a pool has seen. Safe for any number of threads.
 */
public final class Counters {

	private final LongAdder issued = new LongAdder();

	private final LongAdder completed = new LongAdder();

	private final LongAdder failed = new LongAdder();

	void issued(int items) {
		this.issued.add(items);
	}

	void settled(boolean failure) {
		this.completed.increment();
		if (failure) {
			this.failed.increment();
		}
	}

	/**
	 * Items that were issued.
	 * @return the number
	 */
	public long issued() {
		return this.issued.sum();
	}

	/**
	 * Items that have an outcome, of whatever kind.
	 * @return the number
	 */
	public long completed() {
		return this.completed.sum();
	}

	/**
	 * Items that have no value as their outcome.
	 * @return the number
	 */
	public long failed() {
		return this.failed.sum();
	}

}
