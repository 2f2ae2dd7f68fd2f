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

import java.util.ArrayList;
import java.util.List;

import io.processpool.AsyncResult;
import io.processpool.TaskCallable;
import io.processpool.testing.Gate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code apply}, {@code applyAsync}, {@code run} and {@code runAsync}.
 */
public abstract class ApplyContract extends PoolContract {

	@Test
	void applyTakesNoneToThreeArguments() {
		assertThat((int) pool().apply(() -> 7)).isEqualTo(7);
		assertThat((int) pool().apply(Tasks::square, 5)).isEqualTo(25);
		assertThat((int) pool().apply(Tasks::add, 1, 2)).isEqualTo(3);
		assertThat((int) pool().apply(Tasks::addThree, 1, 2, 3)).isEqualTo(6);
	}

	@Test
	void applyAsyncTakesNoneToThreeArguments() throws Exception {
		AsyncResult<Integer> none = pool().applyAsync(() -> 7);
		AsyncResult<Integer> one = pool().applyAsync(Tasks::square, 5);
		AsyncResult<Integer> two = pool().applyAsync(Tasks::add, 1, 2);
		AsyncResult<Integer> three = pool().applyAsync(Tasks::addThree, 1, 2, 3);
		assertThat(List.of(none.get(), one.get(), two.get(), three.get())).containsExactly(7, 25, 3, 6);
	}

	@Test
	void aLambdaTakesWhatItCapturesAlong() {
		List<String> captured = List.of("a", "b");
		int times = 3;
		assertThat(pool().apply(() -> String.join("-", captured).repeat(times))).isEqualTo("a-ba-ba-b");
	}

	@Test
	void aTaskMayBeAnObject() {
		assertThat(pool().apply(new Greeting("hello"))).isEqualTo("hello, world");
	}

	@Test
	void argumentsAndResultsMayBeNull() throws Exception {
		assertThat((Object) pool().<String, String>apply(Tasks::same, null)).isNull();
		assertThat(pool().applyAsync((value) -> null, "argument").get()).isNull();
	}

	@Test
	void argumentsAreCopies() {
		List<String> argument = new ArrayList<>(List.of("a"));
		List<String> result = pool().apply((list) -> {
			list.add("b");
			return list;
		}, argument);
		assertThat(result).containsExactly("a", "b");
		assertThat(argument).containsExactly("a");
	}

	@Test
	void argumentsAreEncodedWhenApplyAsyncIsCalled() throws Exception {
		Gate gate = newGate();
		List<AsyncResult<Integer>> ahead = occupyAllWorkers(gate);
		List<String> argument = new ArrayList<>(List.of("a"));
		AsyncResult<String> result = pool().applyAsync(Tasks::text, argument);
		argument.add("too late");
		gate.open();
		assertThat(result.get()).isEqualTo("[a]");
		for (AsyncResult<Integer> each : ahead) {
			each.get();
		}
	}

	@Test
	void runHasNoResult() throws Exception {
		Gate gate = newGate();
		pool().run(() -> gate.arrive("run"));
		assertThat(gate.arrived()).containsExactly("run");
		assertThat(pool().runAsync(() -> gate.arrive("runAsync")).get()).isNull();
		assertThat(gate.arrived()).containsExactlyInAnyOrder("run", "runAsync");
	}

	@Test
	void tasksRunInAsManyWorkersAsThereAreAtOnce() throws Exception {
		Gate gate = newGate();
		List<AsyncResult<Integer>> results = occupyAllWorkers(gate);
		assertThat(pool().stats().busyWorkers()).isEqualTo(WORKERS);
		gate.open();
		for (int i = 0; i < WORKERS; i++) {
			assertThat(results.get(i).get()).isEqualTo(i);
		}
	}

	@Test
	void manySmallTasksComeBackToTheirCallers() throws Exception {
		List<AsyncResult<Integer>> results = new ArrayList<>();
		for (int i = 0; i < 1_000; i++) {
			results.add(pool().applyAsync(Tasks::square, i));
		}
		for (int i = 0; i < results.size(); i++) {
			assertThat(results.get(i).get()).isEqualTo(i * i);
		}
	}

	private List<AsyncResult<Integer>> occupyAllWorkers(Gate gate) {
		List<AsyncResult<Integer>> results = new ArrayList<>();
		for (int i = 0; i < WORKERS; i++) {
			results.add(pool().applyAsync(Tasks::passAll, gate, i));
		}
		gate.awaitArrivals(WORKERS);
		return results;
	}

	/** A task that is an object of a class with a name. */
	record Greeting(String word) implements TaskCallable<String> {

		@Override
		public String call() {
			return this.word + ", world";
		}

	}

}
