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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * What the heaps of all workers of this JVM may grow to, whichever pool they belong to. A
 * pool counts while a worker of its lives: a suspended one needs nothing.
 */
final class HeapLedger {

	/** The one of this JVM. */
	static final HeapLedger JVM = new HeapLedger();

	/** By what launches the workers; safe for any number of threads. */
	private final Map<Object, Account> accounts = new ConcurrentHashMap<>();

	/** A worker is about to be started. */
	void enter(Object launcher, Demand demand) {
		this.accounts.merge(launcher, new Account(demand, 1), (old, one) -> new Account(demand, old.workers() + 1));
	}

	/** A worker has ended, or did not start. */
	void leave(Object launcher) {
		this.accounts.computeIfPresent(launcher, (key, account) -> account.withoutOne());
	}

	/** What the other pools may want. */
	List<Demand> besides(Object launcher) {
		return this.accounts.entrySet()
			.stream()
			.filter((entry) -> !entry.getKey().equals(launcher))
			.map((entry) -> entry.getValue().demand())
			.toList();
	}

	/**
	 * What the heaps of a pool may grow to.
	 *
	 * @param pool its name
	 * @param processes the number of workers
	 * @param heap the limit of each worker's heap in bytes
	 */
	record Demand(String pool, int processes, long heap) {
	}

	private record Account(Demand demand, int workers) {

		private @Nullable Account withoutOne() {
			return (this.workers > 1) ? new Account(this.demand, this.workers - 1) : null;
		}

	}

}
