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
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;

import io.processpool.Args;
import io.processpool.AsyncResult;
import io.processpool.contract.Tasks.Spot;
import io.processpool.testing.Gate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * {@code map}, {@code starmap}, {@code forEach} and those of them that do not wait.
 */
public abstract class MapContract extends PoolContract {

	@Test
	void resultsComeInTheOrderOfTheItems() {
		assertThat(pool().map(Tasks::square, numbers(1_000)))
			.containsExactlyElementsOf(numbers(1_000).stream().map(Tasks::square).toList());
	}

	@Test
	void resultsComeInTheOrderOfTheItemsAlsoWhenTheFirstFinishesLast() throws Exception {
		Gate gate = newGate();
		AsyncResult<List<Integer>> results = pool().mapAsync((number) -> Tasks.passFirst(gate, number), numbers(5), 1);
		gate.awaitArrivals(5);
		assertThat(results.ready()).isFalse();
		gate.open();
		assertThat(results.get()).containsExactly(0, 1, 2, 3, 4);
	}

	@Test
	void starmapSpreadsPairsAndTriples() throws Exception {
		assertThat(pool().starmap(Tasks::add, List.of(Args.of(1, 2), Args.of(3, 4)))).containsExactly(3, 7);
		assertThat(pool().starmap(Tasks::add, List.of(Args.of(1, 2), Args.of(3, 4)), 2)).containsExactly(3, 7);
		assertThat(pool().starmap(Tasks::addThree, List.of(Args.of(1, 2, 3), Args.of(4, 5, 6)))).containsExactly(6, 15);
		assertThat(pool().starmap(Tasks::addThree, List.of(Args.of(1, 2, 3), Args.of(4, 5, 6)), 1)).containsExactly(6,
				15);
		assertThat(pool().starmapAsync(Tasks::add, List.of(Args.of(1, 2), Args.of(3, 4))).get()).containsExactly(3, 7);
		assertThat(pool().starmapAsync(Tasks::addThree, List.of(Args.of(1, 2, 3)), 5).get()).containsExactly(6);
	}

	@Test
	void starmapKeepsTheOrderOfTheItems() {
		assertThat(pool().starmap(Tasks::add, numbers(500).stream().map((i) -> Args.of(i, i)).toList(), 7))
			.containsExactlyElementsOf(numbers(500).stream().map((i) -> 2 * i).toList());
	}

	@Test
	void forEachRunsForEachItemAndHasNoResult() throws Exception {
		Gate gate = newGate();
		pool().forEach(gate::arrive, List.of("a", "b"));
		pool().forEach(gate::arrive, List.of("c"), 1);
		assertThat(pool().forEachAsync(gate::arrive, List.of("d", "e")).get()).isNull();
		assertThat(pool().forEachAsync(gate::arrive, List.of("f"), 3).get()).isNull();
		assertThat(gate.arrived()).containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f");
	}

	@Test
	void itemsAndResultsMayBeNull() {
		List<Integer> items = new ArrayList<>();
		items.add(null);
		items.add(1);
		items.add(null);
		assertThat(pool().<Integer, Integer>map(Tasks::same, items)).containsExactly(null, 1, null);
	}

	@Test
	void noItemsGiveNoResultsAtOnceAlsoWhenAllWorkersAreBusy() throws Exception {
		Gate gate = newGate();
		AsyncResult<List<Integer>> busy = pool().mapAsync((i) -> Tasks.passAll(gate, i), numbers(WORKERS), 1);
		gate.awaitArrivals(WORKERS);
		assertThat(pool().map(Tasks::square, List.<Integer>of())).isEmpty();
		assertThat(pool().map(Tasks::square, List.<Integer>of(), 1)).isEmpty();
		assertThat(pool().starmap(Tasks::add, List.of())).isEmpty();
		assertThat(pool().starmap(Tasks::add, List.of(), 1)).isEmpty();
		pool().forEach(gate::arrive, List.of());
		pool().forEach(gate::arrive, List.of(), 1);
		assertThat(pool().mapAsync(Tasks::square, List.<Integer>of()).ready()).isTrue();
		assertThat(pool().mapAsync(Tasks::square, List.<Integer>of(), 1).successful()).isTrue();
		assertThat(busy.ready()).isFalse();
		gate.open();
		assertThat(busy.get()).containsExactlyElementsOf(numbers(WORKERS));
	}

	@Test
	void theResultIsAListThatMayBeChanged() {
		List<Integer> results = pool().map(Tasks::square, numbers(2));
		results.add(9);
		assertThat(results).containsExactly(0, 1, 9);
	}

	@Test
	void aChunkRunsInOneWorkerWithoutAnythingInBetween() {
		assertChunks(pool().map(Tasks::spot, numbers(42), 5), 5);
	}

	@Test
	void aChunkIsNotDividedWhenAnotherWorkerHasNothingToDo() throws Exception {
		Gate gate = newGate();
		// Tiny items make the pool send many ahead, which it then has to take back
		pool().map(Tasks::square, numbers(5_000));
		AsyncResult<List<Spot>> spots = pool().mapAsync((number) -> {
			if (number == 10) {
				gate.pass(number);
			}
			return Tasks.spot(number);
		}, numbers(20), 10);
		gate.awaitArrivals(1);
		// The other worker finishes the first chunk, and this
		assertThat((int) pool().apply(Tasks::square, 3)).isEqualTo(9);
		gate.open();
		assertChunks(spots.get(), 10);
	}

	@Test
	void aChunkThatWasSentAheadGoesToAWorkerThatHasNothingToDo() throws Exception {
		for (int i = 0; i < 10; i++) {
			Gate gate = newGate();
			pool().map(Tasks::square, numbers(2_000));
			AsyncResult<List<Spot>> spots = pool().mapAsync((number) -> {
				if (number % 4 == 0) {
					gate.pass(number);
				}
				return Tasks.spot(number);
			}, numbers(8), 4);
			gate.awaitArrivals(2);
			gate.open();
			assertChunks(spots.get(), 4);
		}
	}

	@Test
	void aChunkMayBeLargerThanTheInput() {
		List<Spot> spots = pool().map(Tasks::spot, numbers(3), 1_000);
		assertThat(spots).extracting(Spot::number).containsExactly(0, 1, 2);
		assertChunks(spots, 1_000);
	}

	static void assertChunks(List<Spot> spots, int chunksize) {
		for (int i = 0; i < spots.size(); i++) {
			assertThat(spots.get(i).number()).isEqualTo(i);
			if (i % chunksize != 0) {
				assertThat(spots.get(i).workerId()).as("worker of item %d of %s", i, spots)
					.isEqualTo(spots.get(i - 1).workerId());
				assertThat(spots.get(i).ordinal()).as("ordinal of item %d of %s", i, spots)
					.isEqualTo(spots.get(i - 1).ordinal() + 1);
			}
		}
	}

	@Test
	void longItemsAreSpreadOverAllWorkersWhenNoChunkIsAskedFor() throws Exception {
		Gate gate = newGate();
		AsyncResult<List<Integer>> results = pool().mapAsync((number) -> Tasks.passAll(gate, number), numbers(WORKERS));
		gate.awaitArrivals(WORKERS);
		gate.open();
		assertThat(results.get()).hasSize(WORKERS);
	}

	@Test
	void chunksizesOfZeroAndLessAreRefused() {
		for (int chunksize : new int[] { 0, -1, Integer.MIN_VALUE }) {
			List<Integer> items = numbers(3);
			assertRefused(chunksize, () -> pool().map(Tasks::square, items, chunksize));
			assertRefused(chunksize, () -> pool().mapAsync(Tasks::square, items, chunksize));
			assertRefused(chunksize, () -> pool().imap(Tasks::square, items, chunksize));
			assertRefused(chunksize, () -> pool().imapUnordered(Tasks::square, items, chunksize));
			assertRefused(chunksize, () -> pool().starmap(Tasks::add, List.of(Args.of(1, 2)), chunksize));
			assertRefused(chunksize, () -> pool().starmapAsync(Tasks::add, List.of(Args.of(1, 2)), chunksize));
			assertRefused(chunksize, () -> pool().starmap(Tasks::addThree, List.of(Args.of(1, 2, 3)), chunksize));
			assertRefused(chunksize, () -> pool().starmapAsync(Tasks::addThree, List.of(Args.of(1, 2, 3)), chunksize));
			assertRefused(chunksize, () -> pool().forEach(Tasks::square, items, chunksize));
			assertRefused(chunksize, () -> pool().forEachAsync(Tasks::square, items, chunksize));
		}
	}

	private static void assertRefused(int chunksize, Runnable call) {
		assertThatIllegalArgumentException().isThrownBy(call::run)
			.withMessageContaining("chunksize")
			.withMessageContaining(String.valueOf(chunksize))
			.withMessageContaining("1 or more");
	}

	@Test
	void allItemsRunAndTheFailureWithTheLowestIndexIsThrownTheOthersSuppressedInIt() {
		Gate gate = newGate();
		IllegalStateException failure = catchThrowableOfType(IllegalStateException.class, () -> pool().map((number) -> {
			gate.arrive(number);
			return Tasks.failOdd(number);
		}, numbers(6), 2));
		assertThat(failure).hasMessage("odd: 1");
		assertThat(failure.getSuppressed()).extracting(Throwable::getMessage).containsExactly("odd: 3", "odd: 5");
		assertThat(gate.arrived()).containsExactlyInAnyOrder("0", "1", "2", "3", "4", "5");
	}

	@Test
	void theFailureWithTheLowestIndexIsThrownAlsoWhenAnotherComesFirst() throws Exception {
		Gate gate = newGate();
		AsyncResult<List<Integer>> results = pool().mapAsync((number) -> {
			Tasks.passFirst(gate, number);
			throw new IllegalStateException("item " + number);
		}, numbers(3), 1);
		gate.awaitArrivals(3);
		assertThat(results.ready()).isFalse();
		gate.open();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(results::get)
			.havingCause()
			.isInstanceOf(IllegalStateException.class)
			.withMessage("item 0")
			.satisfies((failure) -> assertThat(failure.getSuppressed()).extracting(Throwable::getMessage)
				.containsExactly("item 1", "item 2"));
	}

	@Test
	void starmapAndForEachThrowTheFailureWithTheLowestIndexToo() {
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> pool().starmap((a, b) -> Tasks.failOdd(a + b),
					List.of(Args.of(1, 1), Args.of(1, 2), Args.of(2, 3))))
			.withMessage("odd: 3");
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> pool().forEach(Tasks::failOdd, List.of(2, 7, 9), 1))
			.withMessage("odd: 7");
	}

	@Test
	void anInputThatFailsAtOnceReachesTheCallerAsItIs() {
		Inputs.Failure failure = new Inputs.Failure();
		assertThatExceptionOfType(Inputs.Failure.class)
			.isThrownBy(() -> pool().map(Tasks::square, Inputs.withoutIterator(failure)))
			.isSameAs(failure);
		assertThatExceptionOfType(Inputs.Failure.class)
			.isThrownBy(() -> pool().mapAsync(Tasks::square, Inputs.failingAfter(0, failure)))
			.isSameAs(failure);
	}

	@Test
	void anInputThatFailsInTheMiddleReachesTheCallerAsItIsAndNothingRuns() {
		Inputs.Failure failure = new Inputs.Failure();
		Gate gate = newGate();
		long issued = pool().stats().issuedTasks();
		assertThatExceptionOfType(Inputs.Failure.class)
			.isThrownBy(() -> pool().forEach(gate::arrive, Inputs.failingAfter(3, failure)))
			.isSameAs(failure);
		assertThatExceptionOfType(Inputs.Failure.class)
			.isThrownBy(() -> pool().mapAsync(Tasks::square, Inputs.failingAfter(100, failure), 1))
			.isSameAs(failure);
		assertThat(pool().stats().issuedTasks()).isEqualTo(issued);
		assertThat(gate.arrived()).isEmpty();
	}

	@Test
	void anInputMayLieAboutItsSize() {
		for (int lie : new int[] { -1, 0, 2, Integer.MAX_VALUE }) {
			Collection<Integer> liar = Inputs.ofSize(lie, numbers(5));
			assertThat(pool().map(Tasks::square, liar)).as("size %d", lie).containsExactly(0, 1, 4, 9, 16);
			assertThat(pool().map(Tasks::square, liar, 2)).as("size %d", lie).containsExactly(0, 1, 4, 9, 16);
		}
	}

}
