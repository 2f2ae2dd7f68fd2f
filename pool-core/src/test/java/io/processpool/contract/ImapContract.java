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

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.processpool.AsyncResult;
import io.processpool.Outcome;
import io.processpool.PoolClosedException;
import io.processpool.ProcessPool;
import io.processpool.ResultIterator;
import io.processpool.TaskOptions;
import io.processpool.contract.Tasks.Spot;
import io.processpool.testing.Gate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@code imap} and {@code imapUnordered}.
 */
public abstract class ImapContract extends PoolContract {

	@Test
	void imapGivesResultsInTheOrderOfTheItems() {
		List<Integer> results = new ArrayList<>();
		for (int result : pool().imap(Tasks::square, numbers(500))) {
			results.add(result);
		}
		assertThat(results).containsExactlyElementsOf(numbers(500).stream().map(Tasks::square).toList());
	}

	@Test
	void imapGivesResultsInTheOrderOfTheItemsAlsoWhenTheFirstFinishesLast() throws Exception {
		Gate gate = newGate();
		try (ResultIterator<Integer> results = pool().imap((number) -> Tasks.passFirst(gate, number), numbers(5))) {
			gate.awaitArrivals(5);
			assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> results.next(Duration.ofMillis(10)));
			gate.open();
			assertThat(drain(results)).containsExactly(0, 1, 2, 3, 4);
		}
	}

	@Test
	void imapUnorderedGivesResultsAsTheyComeAndTellsWhichTheyAre() {
		Gate gate = newGate();
		try (ResultIterator<Integer> results = pool().imapUnordered((number) -> 10 * Tasks.passFirst(gate, number),
				numbers(4))) {
			for (int number = 1; number < 4; number++) {
				assertThat(results.next()).isEqualTo(10 * number);
				assertThat(results.lastIndex()).isEqualTo(number);
			}
			gate.open();
			assertThat(results.next()).isZero();
			assertThat(results.lastIndex()).isZero();
			assertThat(results.hasNext()).isFalse();
		}
	}

	@Test
	void imapUnorderedGivesEveryResultOnce() {
		assertThat(drain(pool().imapUnordered(Tasks::square, numbers(1_000), 7)))
			.containsExactlyInAnyOrderElementsOf(numbers(1_000).stream().map(Tasks::square).toList());
	}

	@Test
	void noItemsGiveNoResultsAtOnceAlsoWhenAllWorkersAreBusy() throws Exception {
		Gate gate = newGate();
		AsyncResult<List<Integer>> busy = pool().mapAsync((i) -> Tasks.passAll(gate, i), numbers(WORKERS), 1);
		gate.awaitArrivals(WORKERS);
		List<Integer> none = List.of();
		assertThat(pool().imap(Tasks::square, none).hasNext()).isFalse();
		assertThat(pool().imap(Tasks::square, none, 1).hasNext()).isFalse();
		assertThat(pool().imapUnordered(Tasks::square, none).hasNext()).isFalse();
		assertThat(pool().imapUnordered(Tasks::square, none, 1).hasNext()).isFalse();
		assertThatExceptionOfType(NoSuchElementException.class)
			.isThrownBy(() -> pool().imap(Tasks::square, none).next());
		assertThat(busy.ready()).isFalse();
		gate.open();
		busy.get();
	}

	@Test
	void aChunkRunsInOneWorkerWithoutAnythingInBetween() {
		MapContract.assertChunks(drain(pool().imap(Tasks::spot, numbers(500), 7)), 7);
		List<Spot> spots = new ArrayList<>(drain(pool().imapUnordered(Tasks::spot, numbers(500), 7)));
		spots.sort((one, other) -> Integer.compare(one.number(), other.number()));
		MapContract.assertChunks(spots, 7);
	}

	@Test
	void nextWithATimeLimitLosesNothing() throws Exception {
		Gate gate = newGate();
		try (ResultIterator<Integer> results = pool().imap((number) -> Tasks.passAll(gate, number), numbers(2))) {
			assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> results.next(Duration.ZERO));
			assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> results.next(Duration.ofMillis(-5)));
			assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> results.next(Duration.ofMillis(20)));
			assertThat(results.lastIndex()).isEqualTo(-1);
			gate.open();
			assertThat(results.next(PATIENCE)).isZero();
			assertThat(results.next(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(1);
			assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> results.next(PATIENCE));
		}
	}

	@Test
	void imapGoesOnAfterAFailedItem() {
		try (ResultIterator<Integer> results = pool().imap(Tasks::failOdd, numbers(4))) {
			assertThat(results.lastIndex()).isEqualTo(-1);
			assertThat(results.next()).isZero();
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(results::next).withMessage("odd: 1");
			assertThat(results.lastIndex()).isEqualTo(1);
			assertThat(results.hasNext()).isTrue();
			assertThat(results.next()).isEqualTo(2);
			assertThat(results.lastIndex()).isEqualTo(2);
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(results::next).withMessage("odd: 3");
			assertThat(results.lastIndex()).isEqualTo(3);
			assertThat(results.hasNext()).isFalse();
		}
	}

	@Test
	void imapUnorderedGoesOnAfterAFailedItem() {
		try (ResultIterator<Integer> results = pool().imapUnordered(Tasks::failOdd, numbers(10), 3)) {
			List<Integer> succeeded = new ArrayList<>();
			List<Integer> failed = new ArrayList<>();
			while (results.hasNext()) {
				try {
					succeeded.add(results.next());
				}
				catch (IllegalStateException ex) {
					failed.add(results.lastIndex());
				}
			}
			assertThat(succeeded).containsExactlyInAnyOrder(0, 2, 4, 6, 8);
			assertThat(failed).containsExactlyInAnyOrder(1, 3, 5, 7, 9);
		}
	}

	@Test
	void aStreamThrowsAFailureAndOutcomesShowIt() {
		try (Stream<Integer> stream = pool().imap(Tasks::failOdd, numbers(4)).stream()) {
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(stream::toList).withMessage("odd: 1");
		}
		try (Stream<Outcome<Integer>> stream = pool().imap(Tasks::failOdd, numbers(3)).outcomes()) {
			List<Outcome<Integer>> outcomes = stream.toList();
			assertThat(outcomes).extracting(Outcome::index).containsExactly(0, 1, 2);
			assertThat(outcomes).extracting(Outcome::succeeded).containsExactly(true, false, true);
			assertThat(outcomes).extracting(Outcome::value).containsExactly(0, null, 2);
			assertThat(outcomes.get(1).failure()).isInstanceOf(IllegalStateException.class).hasMessage("odd: 1");
		}
		try (Stream<Integer> stream = pool().imap(Tasks::square, numbers(10)).stream()) {
			assertThat(stream.skip(2).limit(3)).containsExactly(4, 9, 16);
		}
	}

	@Test
	void closingAStreamClosesTheIterator() {
		ResultIterator<Integer> results = pool().imap(Tasks::square, new Inputs.Endless());
		try (Stream<Integer> stream = results.stream()) {
			assertThat(stream.limit(3)).containsExactly(0, 1, 4);
		}
		assertThat(results.hasNext()).isFalse();
	}

	@Test
	void anEndlessInputIsReadOnlyABoundedDistanceAhead() {
		for (int chunksize : new int[] { 1, 7, 1_000 }) {
			Inputs.Endless input = new Inputs.Endless();
			try (ResultIterator<Integer> results = pool().with(TaskOptions.defaults().bufferSize(10))
				.imap(Tasks::square, input, chunksize)) {
				for (int i = 0; i < 100; i++) {
					assertThat(input.read()).isLessThanOrEqualTo(i + 10);
					assertThat(results.next()).isEqualTo(i * i);
				}
				await().until(() -> input.read() == 110);
			}
		}
	}

	@Test
	void anEndlessInputIsReadABoundedDistanceAheadAlsoWithoutOptions() {
		Inputs.Endless input = new Inputs.Endless();
		try (ResultIterator<Integer> results = pool().imapUnordered(Tasks::square, input)) {
			for (int i = 0; i < 3_000; i++) {
				results.next();
				assertThat(input.read()).isLessThanOrEqualTo(i + 1 + 1_024);
			}
		}
	}

	@Test
	void aClosedIteratorLetsItsInputGo() {
		Inputs.Endless input = new Inputs.Endless();
		WeakReference<Object> reference = new WeakReference<>(input);
		ResultIterator<Integer> results = pool().imap(Tasks::square, input);
		assertThat(results.next()).isZero();
		results.close();
		results.close();
		input = null;
		awaitCollected(reference);
		assertThat(results.hasNext()).isFalse();
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(results::next);
		assertThat(results.lastIndex()).isZero();
	}

	@Test
	void anIteratorThatNobodyHoldsAnyMoreLetsItsInputGo() {
		Inputs.Endless input = new Inputs.Endless();
		WeakReference<Object> reference = new WeakReference<>(input);
		assertThat(pool().imap(Tasks::square, input).next()).isZero();
		input = null;
		awaitCollected(reference);
	}

	@Test
	void closingAnIteratorDropsWhatHasNotStarted() throws Exception {
		ProcessPool pool = newPool(1);
		Gate gate = newGate();
		ResultIterator<Integer> results = pool.imap((number) -> Tasks.passAll(gate, number), numbers(50));
		gate.awaitArrivals(1);
		await().until(() -> pool.stats().issuedTasks() == 50);
		results.close();
		assertThat(pool.stats().queuedTasks()).isZero();
		assertThat(pool.stats().completedTasks()).isEqualTo(50);
		gate.open();
		assertThat((int) pool.apply(Tasks::square, 3)).isEqualTo(9);
		assertThat(gate.arrived()).containsExactly("0");
		pool.close();
		pool.join();
	}

	@Test
	void closingAnIteratorOfPartlyFilledChunksLeavesNothingInTheQueue() throws Exception {
		ProcessPool pool = own(builder().processes(1).queueCapacity(10));
		BlockingQueue<Integer> source = new LinkedBlockingQueue<>(numbers(5));
		ResultIterator<Integer> results = pool.imap(Tasks::square, live(source), 10);
		await().until(() -> pool.stats().issuedTasks() == 5);
		results.close();
		assertThat(pool.stats().queuedTasks()).isZero();
		assertThat(pool.map(Tasks::square, numbers(10))).hasSize(10);
	}

	@Test
	void aChunkLargerThanTheQueueDoesNotStickInIt() {
		ProcessPool pool = own(builder().processes(1).queueCapacity(10));
		assertThat(drain(pool.imap(Tasks::square, numbers(100), 40))).hasSize(100);
	}

	@Test
	void twoIteratorsWithHalfFilledChunksDoNotStickInTheQueue() {
		ProcessPool pool = own(builder().processes(1).queueCapacity(10));
		try (ResultIterator<Integer> one = pool.imap(Tasks::square, new Inputs.Endless(), 8);
				ResultIterator<Integer> other = pool.imap(Tasks::square, new Inputs.Endless(), 8)) {
			for (int i = 0; i < 200; i++) {
				assertThat(one.next()).isEqualTo(i * i);
				assertThat(other.next()).isEqualTo(i * i);
			}
		}
	}

	@Test
	void resultsOfALiveSourceComeAsItsItemsCome() {
		BlockingQueue<Integer> source = new LinkedBlockingQueue<>();
		try (ResultIterator<Integer> results = pool().imap(Tasks::square, live(source))) {
			for (int i = 0; i < 20; i++) {
				source.add(i);
				assertThat(results.next()).isEqualTo(i * i);
			}
		}
	}

	@Test
	void anImapMayReadFromAnotherImapOfTheSamePool() {
		try (ResultIterator<Integer> inner = pool().imap(Tasks::square, numbers(300));
				ResultIterator<Integer> outer = pool().imap(Tasks::square, inner)) {
			assertThat(drain(outer))
				.containsExactlyElementsOf(numbers(300).stream().map(Tasks::square).map(Tasks::square).toList());
		}
	}

	@Test
	void anInputThatFailsReachesTheConsumerAfterTheResultsBeforeIt() {
		Inputs.Failure failure = new Inputs.Failure();
		for (int items : new int[] { 0, 3, 200 }) {
			try (ResultIterator<Integer> results = pool().imap(Tasks::square, Inputs.failingAfter(items, failure), 2)) {
				for (int i = 0; i < items; i++) {
					assertThat(results.next()).isEqualTo(i * i);
				}
				assertThat(results.hasNext()).isTrue();
				assertThatExceptionOfType(Inputs.Failure.class).isThrownBy(results::next).isSameAs(failure);
				assertThat(results.hasNext()).isFalse();
				assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(results::next);
			}
		}
		try (ResultIterator<Integer> results = pool().imapUnordered(Tasks::square, Inputs.failingAfter(3, failure))) {
			assertThat(List.of(results.next(), results.next(), results.next())).containsExactlyInAnyOrder(0, 1, 4);
			assertThatExceptionOfType(Inputs.Failure.class).isThrownBy(results::next).isSameAs(failure);
		}
		try (ResultIterator<Integer> results = pool().imap(Tasks::square, Inputs.withoutIterator(failure))) {
			assertThatExceptionOfType(Inputs.Failure.class).isThrownBy(results::next).isSameAs(failure);
		}
	}

	@Test
	void anInputMayLieAboutItsSize() {
		for (int lie : new int[] { -1, 0, 2, Integer.MAX_VALUE }) {
			assertThat(drain(pool().imap(Tasks::square, Inputs.ofSize(lie, numbers(5)), 2))).containsExactly(0, 1, 4, 9,
					16);
		}
	}

	@Test
	void aHalfReadImapDoesNotBlockCloseNorTheReadingOfTheRest() throws Exception {
		ProcessPool pool = newPool(1);
		ResultIterator<Integer> results = pool.imap(Tasks::square, numbers(300));
		assertThat(results.next()).isZero();
		pool.close();
		assertThatExceptionOfType(PoolClosedException.class).isThrownBy(() -> pool.apply(Tasks::square, 1));
		assertThat(pool.join(Duration.ZERO)).isFalse();
		assertThat(drain(results)).hasSize(299).last().isEqualTo(299 * 299);
		pool.join();
	}

	@Test
	void aHalfReadImapThatIsClosedLetsAClosedPoolEnd() throws Exception {
		ProcessPool pool = newPool(1);
		ResultIterator<Integer> results = pool.imap(Tasks::square, new Inputs.Endless());
		assertThat(results.next()).isZero();
		pool.close();
		results.close();
		pool.join();
	}

	@Test
	void aHalfReadImapThatNobodyHoldsAnyMoreLetsAClosedPoolEnd() throws Exception {
		ProcessPool pool = newPool(1);
		assertThat(pool.imap(Tasks::square, new Inputs.Endless()).next()).isZero();
		pool.close();
		await().until(() -> {
			System.gc();
			return pool.join(Duration.ofMillis(50));
		});
	}

	@Test
	void anImapOverAnEndlessInputEndsWhenThePoolIsTerminated() {
		for (int i = 0; i < 5; i++) {
			ProcessPool pool = newPool(1);
			ResultIterator<Integer> results = pool.imap(Tasks::square, new Inputs.Endless());
			assertThat(results.next()).isZero();
			pool.terminate();
			int failures = 0;
			int count = 0;
			while (results.hasNext()) {
				assertThat(count++).isLessThan(2_000);
				try {
					results.next();
				}
				catch (PoolClosedException ex) {
					failures++;
				}
			}
			assertThat(failures).isPositive();
		}
	}

	@Test
	void anInputMayCloseAndTerminateThePoolButNotJoinIt() throws Exception {
		ProcessPool pool = newPool(1);
		CompletableFuture<Throwable> refusal = new CompletableFuture<>();
		Iterable<Integer> input = () -> {
			pool.close();
			try {
				pool.join();
			}
			catch (IllegalStateException | InterruptedException ex) {
				refusal.complete(ex);
			}
			pool.terminate();
			return List.<Integer>of().iterator();
		};
		pool.imap(Tasks::square, input);
		assertThat(refusal.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("input");
		assertThat(pool.join(PATIENCE)).isTrue();
	}

	@Test
	void whatIsReadOutOfAnImapCanBeCollectedWhileItIsOpen() {
		WeakReference<Object> argument;
		WeakReference<Object> result;
		List<Object[]> items = new ArrayList<>();
		items.add(new Object[] { "first" });
		items.add(new Object[] { "second" });
		argument = new WeakReference<>(items.get(0));
		Iterator<Object[]> source = items.iterator();
		try (ResultIterator<Object[]> results = pool().imap(Tasks::same, () -> source)) {
			result = new WeakReference<>(results.next());
			items.set(0, new Object[0]);
			awaitCollected(argument);
			awaitCollected(result);
			assertThat(results.next()).containsExactly("second");
		}
	}

	static <T> List<T> drain(ResultIterator<T> results) {
		List<T> all = new ArrayList<>();
		results.forEachRemaining(all::add);
		return all;
	}

	/** An input whose end is not known, and whose next item may take its time. */
	private static Iterable<Integer> live(BlockingQueue<Integer> source) {
		return () -> new Iterator<>() {

			@Override
			public boolean hasNext() {
				return true;
			}

			@Override
			public Integer next() {
				try {
					return source.take();
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			}

		};
	}

}
