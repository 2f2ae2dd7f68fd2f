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

package io.processpool.spring.health;

import java.util.Map;

import io.processpool.ExitReason;
import io.processpool.PoolState;
import io.processpool.spring.FakePool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link ProcessPoolHealthIndicator}.
 */
class ProcessPoolHealthIndicatorTests {

	private final FakePool pool = new FakePool("renderer");

	private final ProcessPoolHealthIndicator indicator = new ProcessPoolHealthIndicator(this.pool.pool());

	@Test
	void isUpWithTheNumbersOfAPoolThatRuns() {
		this.pool.withStarted(true).withWorkers(1, 2, 3).withExits(ExitReason.OUT_OF_MEMORY, 2);
		Health health = health();
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsOnly(entry("pool", "renderer"), entry("state", "running"),
				entry("started", true), entry("context", "spawn"), entry("processes", 1),
				entry("workers", Map.of("starting", 1, "idle", 2, "busy", 3, "exiting", 0)), entry("queued", 7L),
				entry("running", 3L), entry("exits", Map.of("out_of_memory", 2L)));
	}

	@Test
	void isUpBeforeALazyPoolIsStarted() {
		Health health = health();
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).contains(entry("started", false));
	}

	@Test
	void isOutOfServiceUntilTheFirstWorkerIsReady() {
		this.pool.withStarted(true).withWorkers(2, 0, 0);
		assertThat(health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		this.pool.withStartedWorkers(3).withExits(ExitReason.START_FAILED, 1);
		assertThat(health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		this.pool.withStartedWorkers(4).withExits(ExitReason.KILLED, 1);
		assertThat(health().getStatus()).as("when a worker was killed while it started")
			.isEqualTo(Status.OUT_OF_SERVICE);
		this.pool.withWorkers(1, 1, 0);
		assertThat(health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void staysUpWhileItsOnlyWorkerIsReplaced() {
		this.pool.withStarted(true).tellReady();
		this.pool.withWorkers(1, 0, 0).withStartedWorkers(2).withExits(ExitReason.KILLED, 1);
		assertThat(health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void isUpWhenAWorkerWasReadyBeforeAnybodyListened() {
		this.pool.withStarted(true).withWorkers(1, 0, 0).withCompletedTasks(1);
		assertThat(new ProcessPoolHealthIndicator(this.pool.pool()).health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void isOutOfServiceAgainUntilAPoolThatHasRestedHasAWorker() {
		this.pool.withStarted(true).tellReady();
		this.pool.tellSuspended();
		assertThat(health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		this.pool.withState(PoolState.RUNNING).withStarted(true).withWorkers(1, 0, 0);
		assertThat(health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		this.pool.tellReady();
		this.pool.withWorkers(1, 0, 0);
		assertThat(health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void isDownWithTheCauseWhenThePoolIsBroken() {
		this.pool.withStarted(true).broken(new IllegalStateException("no model"));
		Health health = health();
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).contains(entry("error", "java.lang.IllegalStateException: no model"),
				entry("state", "broken"), entry("nextStartAttempt", FakePool.NEXT_START_ATTEMPT));
	}

	@ParameterizedTest
	@EnumSource(names = { "SUSPENDED", "CLOSED", "TERMINATED" })
	void isOutOfServiceWhenThePoolTakesNoTasks(PoolState state) {
		this.pool.withState(state);
		assertThat(health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
	}

	private Health health() {
		return this.indicator.health();
	}

}
