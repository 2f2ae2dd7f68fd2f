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

package io.processpool.contract;

import java.lang.ref.Reference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import io.processpool.ProcessPool;
import io.processpool.ProcessPoolBuilder;
import io.processpool.testing.Gate;
import io.processpool.testing.LeakCheck;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import io.processpool.testing.Patience;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What all contracts have in common: a pool of two workers that the tests of a class
 * share, and pools of their own for tests that change something.
 */
@ExtendWith(LeakCheck.class)
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
public abstract class PoolContract {

	/** The workers of the shared pool. */
	static final int WORKERS = 2;

	/** How long a test waits for what is bound to happen. */
	static final Duration PATIENCE = Duration.ofSeconds(60);

	@TempDir
	private @Nullable Path directory;

	private final List<Gate> gates = new ArrayList<>();

	private final List<ProcessPool> pools = new ArrayList<>();

	private @Nullable PoolFixture fixture;

	private @Nullable ProcessPool shared;

	/** Names the backend; called before each test. */
	final void use(PoolFixture fixture) {
		this.fixture = fixture;
	}

	private PoolFixture fixture() {
		return Objects.requireNonNull(this.fixture);
	}

	/** The pool that all tests of the class use. */
	final ProcessPool pool() {
		ProcessPool pool = this.shared;
		if (pool == null) {
			pool = fixture().newBuilder().processes(WORKERS).name("shared").build();
			this.shared = pool;
		}
		return pool;
	}

	final ProcessPoolBuilder builder() {
		return fixture().newBuilder();
	}

	/** A pool of a test's own, terminated after it. */
	final ProcessPool newPool(int processes) {
		return own(builder().processes(processes));
	}

	/** A pool of a test's own, terminated after it. */
	final ProcessPool own(ProcessPoolBuilder builder) {
		ProcessPool pool = builder.build();
		this.pools.add(pool);
		return pool;
	}

	/** A gate that is opened after the test. */
	final Gate newGate() {
		Gate gate = Gate.in(directory());
		this.gates.add(gate);
		return gate;
	}

	final Path directory() {
		return Objects.requireNonNull(this.directory);
	}

	@AfterEach
	final void endPoolsOfTest() {
		this.gates.forEach(Gate::open);
		this.gates.clear();
		this.pools.forEach(ProcessPool::terminate);
		this.pools.clear();
	}

	@AfterAll
	final void endSharedPool() {
		if (this.shared != null) {
			this.shared.terminate();
		}
	}

	static List<Integer> numbers(int count) {
		return IntStream.range(0, count).boxed().toList();
	}

	static ConditionFactory await() {
		return Patience.await();
	}

	static void awaitCollected(Reference<?> reference) {
		await().until(() -> {
			System.gc();
			return reference.get() == null;
		});
	}

}
