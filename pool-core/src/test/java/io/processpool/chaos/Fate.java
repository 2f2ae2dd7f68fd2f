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

package io.processpool.chaos;

import io.processpool.failures.Death;
import org.jspecify.annotations.Nullable;

/**
 * How a task is to end.
 */
enum Fate {

	/** With its answer. */
	ANSWER(null),

	/** With an exception. */
	THROW(null),

	/** Not by itself. */
	ENDLESS(null),

	/** By {@code System.exit}. */
	EXIT(Death.EXIT),

	/** By {@code Runtime.halt}. */
	HALT(Death.HALT),

	/** By a segmentation fault. */
	CRASH(Death.CRASH),

	/** By killing its own process. */
	KILL(Death.KILL);

	private final @Nullable Death death;

	Fate(@Nullable Death death) {
		this.death = death;
	}

	boolean isDeadly() {
		return this.death != null;
	}

	/** Called in tasks. */
	void meet(long key) throws Exception {
		if (this.death != null) {
			this.death.die("a task that dies on purpose");
		}
		else if (this == THROW) {
			throw new Job.Failure(key);
		}
		else if (this == ENDLESS) {
			endless();
		}
	}

	static void endless() {
		while (true) {
			Thread.onSpinWait();
		}
	}

}
