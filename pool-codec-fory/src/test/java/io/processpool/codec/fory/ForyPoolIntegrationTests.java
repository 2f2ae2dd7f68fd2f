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
package io.processpool.codec.fory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.processpool.DeserializationPolicy;
import io.processpool.ProcessPool;
import io.processpool.ProcessPoolBuilder;
import io.processpool.TaskSerializationException;
import io.processpool.codec.fory.HostileCodec.Attack;
import io.processpool.codec.fory.Shop.Box;
import io.processpool.codec.fory.Shop.Careful;
import io.processpool.codec.fory.Shop.Connection;
import io.processpool.codec.fory.Shop.Ledger;
import io.processpool.codec.fory.Shop.Order;
import io.processpool.codec.fory.Shop.State;
import io.processpool.elsewhere.Letter;
import clojure.Gadget;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The codec between an application and its workers, processes and threads, under a name
 * that lets workers be hostile.
 */
@ParameterizedClass
@EnumSource
class ForyPoolIntegrationTests {

	/** Made once for each kind of workers: most of the time here is their start. */
	private static final Map<Workers, ProcessPool> POOLS = new LinkedHashMap<>();

	private final ProcessPool pool;

	private final boolean processes;

	ForyPoolIntegrationTests(Workers workers) {
		this.pool = POOLS.computeIfAbsent(workers, Workers::pool);
		this.processes = workers != Workers.THREADS;
	}

	@AfterAll
	static void terminate() {
		POOLS.values().forEach(ProcessPool::terminate);
		POOLS.clear();
	}

	@Test
	void recordsTravelThroughForyBothWays() {
		assertThat(this.pool.map(ForyPoolIntegrationTests::pay, Shop.orders(20))).allMatch(Order::paid).hasSize(20);
		if (this.processes) {
			assertThat(this.pool.apply(ForyPoolIntegrationTests::hasLoadedFory)).isTrue();
		}
	}

	@Test
	void recordsInListsInMapsComeBackGrouped() {
		Ledger ledger = this.pool.apply(ForyPoolIntegrationTests::group, "name", new ArrayList<>(Shop.orders(10)));
		assertThat(ledger.name()).isEqualTo("name");
		assertThat(ledger.ordersByState()).containsOnlyKeys(State.OPEN, State.PAID);
		assertThat(ledger.ordersByState().get(State.PAID)).hasSize(5).allMatch(Order::paid);
		assertThat(ledger.best()).isSameAs(ledger.ordersByState().get(State.OPEN).get(0));
	}

	@Test
	void nullsComeThrough() {
		assertThat(this.pool.<Box, Object>apply((box) -> box, new Box(null))).isEqualTo(new Box(null));
		assertThat(this.pool.<Box, Object>apply(Box::content, new Box(null))).isNull();
	}

	@Test
	void whatForyIsNotForTravelsInJdkSerialization() {
		Box box = this.pool.apply((content) -> new Box(content), new Careful());
		assertThat(box.content()).isInstanceOfSatisfying(Careful.class, (careful) -> assertThat(careful.read).isTrue());
		IllegalStateException failure = new IllegalStateException("in a record");
		assertThat(this.pool.<Box, Box>apply((content) -> content, new Box(failure)).content())
			.isInstanceOf(IllegalStateException.class);
	}

	@Test
	void whatNeitherCanSendIsExplainedWithItsPath() {
		assertThatExceptionOfType(TaskSerializationException.class)
			.isThrownBy(() -> this.pool.apply((box) -> 1, new Box(new Connection())))
			.withMessageContaining(Connection.class.getName() + " at argument.content is not serializable");
	}

	@Test
	void whatATaskThrowsStillHasItsStackTrace() {
		assertThatExceptionOfType(ArithmeticException.class)
			.isThrownBy(() -> this.pool.apply(ForyPoolIntegrationTests::fail, Shop.order(0)))
			.satisfies((ex) -> assertThat(ex.getStackTrace()[0].getMethodName()).isEqualTo("fail"));
	}

	@ParameterizedTest
	@CsvSource({ "GADGET, is refused, because it is known from attacks",
			"GADGET_CLASS, is refused, because it is known from attacks", "LAMBDA, the codec 'hostile' threw",
			"GARBAGE, the codec 'hostile' threw", "HALF, the codec 'hostile' threw" })
	void aHostileAnswerFailsItsCallAndHarmsNobody(Attack attack, String problem) {
		int made = Gadget.MADE.get();
		assertThatExceptionOfType(TaskSerializationException.class)
			.isThrownBy(() -> this.pool.<String, Object>apply(Attack::valueOf, attack.name()))
			.withMessageStartingWith("Cannot decode the result: ")
			.withMessageContaining(problem);
		if (this.processes) {
			assertThat(Gadget.MADE).hasValue(made);
		}
		assertThat(this.pool.map(ForyPoolIntegrationTests::pay, Shop.orders(2))).hasSize(2);
	}

	@Test
	void aClassOutsideOfTheListIsRefusedAlsoAfterItWasSent() {
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(TaskSerializationException.class)
				.isThrownBy(() -> this.pool.apply((letter) -> new Box(letter), new Letter("x")))
				.withMessageContaining("class " + Letter.class.getName()
						+ " is refused, because this pool's list of classes that workers may send does not have it");
		}
	}

	private static Order pay(Order order) {
		return new Order(order.id(), order.account(), order.customer(), order.amount(), order.tax(), true, order.due(),
				order.lines());
	}

	private static Ledger group(String name, List<Order> orders) {
		Map<State, List<Order>> byState = new LinkedHashMap<>();
		orders.forEach(
				(order) -> byState.computeIfAbsent(order.paid() ? State.PAID : State.OPEN, (state) -> new ArrayList<>())
					.add(order));
		return new Ledger(name, byState, byState.get(State.OPEN).get(0));
	}

	private static int fail(Order order) {
		return 1 / order.id();
	}

	private static boolean hasLoadedFory() {
		return Stream.of(Thread.currentThread().getContextClassLoader().getDefinedPackages())
			.anyMatch((each) -> each.getName().equals("org.apache.fory"));
	}

	/**
	 * What the workers are.
	 */
	enum Workers {

		SPAWNED, THREADS;

		ProcessPool pool() {
			ProcessPoolBuilder builder = ProcessPool.builder()
				.processes(1)
				.codec("hostile")
				.deserialization(DeserializationPolicy.strict());
			return ((this == THREADS) ? builder.inThreads() : builder).build();
		}

	}

}
