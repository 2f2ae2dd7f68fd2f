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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.CountDownLatch;

import io.processpool.ExitReason;
import io.processpool.internal.channel.BlackBox;
import io.processpool.internal.channel.ChildConnection;
import io.processpool.internal.channel.ControlMessages.Stacks;
import io.processpool.internal.channel.MessageType;
import io.processpool.internal.worker.FakeWorker.Script;
import io.processpool.internal.worker.Workshop.Work;
import io.processpool.testing.SocketDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static io.processpool.testing.Patience.await;

/**
 * Deliberate kills, and tasks that end at that very moment: only the intended one dies.
 */
class DeliberateKillTests {

	private static final Duration PATIENT = Duration.ofSeconds(60);

	private static final Duration LIMIT = Duration.ofMillis(200);

	@RegisterExtension
	private final SocketDirectory directory = new SocketDirectory();

	@Test
	void whatWasSentAheadIsTakenBackBeforeTheVictimDies() throws Exception {
		CompletableFuture<Boolean> claimedLater = new CompletableFuture<>();
		Script script = (worker) -> {
			ChildConnection connection = worker.getReady();
			BlackBox blackBox = worker.blackBox();
			for (int i = 0; i < 20; i++) {
				long position = worker.nextItem(connection);
				assertThat(blackBox.claim(position)).isTrue();
				FakeWorker.answer(connection, position);
			}
			long victim = worker.nextItem(connection);
			blackBox.claim(victim);
			FakeWorker.expect(MessageType.STACK_REQUEST, connection.nextControl());
			claimedLater.complete(blackBox.claim(victim + 1));
			worker.stay();
		};
		try (Workshop workshop = new Workshop(this.directory.path(), PATIENT, script)) {
			List<Work> items = workshop.issue(200, LIMIT);
			assertThat(items.get(20).end()).isEqualTo("timed out");
			assertThat(items).filteredOn((item) -> item.index() != 20).extracting(Work::end).containsOnly("answered");
			assertThat(items).allSatisfy((item) -> assertThat(item.ends()).hasSize(1));
			assertThat(claimedLater).isCompletedWithValue(false);
			assertThat(workshop.workers().exits()).containsOnlyKeys(ExitReason.TIMED_OUT);
		}
	}

	@Test
	void aWorkerThatDiesInItsLastTaskHasNotBeenRecycled() throws Exception {
		CompletableFuture<Void> claimed = new CompletableFuture<>();
		CompletableFuture<Void> recycled = new CompletableFuture<>();
		Script script = (worker) -> {
			ChildConnection connection = worker.getReady();
			worker.blackBox().claim(worker.nextItem(connection));
			claimed.complete(null);
			recycled.get();
			worker.exit(139);
		};
		try (Workshop workshop = new Workshop(this.directory.path(), PATIENT, script)) {
			Work item = workshop.issue(1, PATIENT).get(0);
			claimed.get(30, TimeUnit.SECONDS);
			workshop.workers().recycle(1);
			recycled.complete(null);
			assertThat(item.end()).isEqualTo("lost CRASHED");
		}
	}

	/**
	 * Nor does it matter if its stack comes when nobody wants it any more, even twice.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 0, 2 })
	void aVictimThatAnswersBeforeItIsKilledIsLateAndItsWorkerLives(int stacks) throws Exception {
		byte[] stack = new Stacks(List.of(), "").encode();
		Script script = (worker) -> {
			ChildConnection connection = worker.getReady();
			BlackBox blackBox = worker.blackBox();
			long victim = worker.nextItem(connection);
			blackBox.claim(victim);
			FakeWorker.expect(MessageType.STACK_REQUEST, connection.nextControl());
			FakeWorker.answer(connection, victim);
			for (int i = 0; i < stacks; i++) {
				connection.sendControl(MessageType.STACK_REPLY, victim, stack);
			}
			worker.runNext(connection, blackBox);
			worker.stay();
		};
		try (Workshop workshop = new Workshop(this.directory.path(), PATIENT, script)) {
			assertThat(workshop.issue(2, LIMIT)).extracting(Work::end).containsExactly("timed out", "answered");
			assertThat(workshop.workers().exits()).isEmpty();
		}
	}

	@Test
	void aCancelledItemThatRunsTakesItsWorkerWithIt() throws Exception {
		CountDownLatch claimed = new CountDownLatch(1);
		Script script = (worker) -> {
			ChildConnection connection = worker.getReady();
			worker.blackBox().claim(worker.nextItem(connection));
			claimed.countDown();
			worker.stay();
		};
		try (Workshop workshop = new Workshop(this.directory.path(), PATIENT, script)) {
			List<Work> items = workshop.issue(2);
			claimed.await();
			items.get(0).end("cancelled");
			workshop.workers().cancel(0);
			assertThat(items.get(1).end()).isEqualTo("answered");
			await().untilAsserted(() -> assertThat(workshop.workers().exits()).containsOnlyKeys(ExitReason.CANCELLED));
		}
	}

	@Test
	void aCancellationThatComesTooLateDoesNotHitTheNextItem() throws Exception {
		CountDownLatch go = new CountDownLatch(1);
		CountDownLatch dumped = new CountDownLatch(1);
		CountDownLatch claimed = new CountDownLatch(1);
		Script script = (worker) -> {
			ChildConnection connection = worker.getReady();
			BlackBox blackBox = worker.blackBox();
			worker.runNext(connection, blackBox);
			long second = worker.nextItem(connection);
			blackBox.claim(second);
			claimed.countDown();
			FakeWorker.expect(MessageType.STACK_REQUEST, connection.nextControl());
			dumped.countDown();
			go.await();
			FakeWorker.answer(connection, second);
			worker.stay();
		};
		try (Workshop workshop = new Workshop(this.directory.path(), PATIENT, script)) {
			List<Work> items = workshop.issue(2);
			claimed.await();
			assertThat(items.get(0).end()).isEqualTo("answered");
			workshop.workers().cancel(0);
			// Orders are obeyed in turn: when this one has arrived, the other one was
			// seen
			workshop.workers().dump(1);
			dumped.await();
			go.countDown();
			assertThat(items.get(1).end()).isEqualTo("answered");
			assertThat(workshop.workers().exits()).isEmpty();
		}
	}

	@Test
	void aCancelledItemThatWasNotClaimedIsTakenBackAndItsWorkerLives() throws Exception {
		CountDownLatch cancelled = new CountDownLatch(1);
		CountDownLatch sent = new CountDownLatch(1);
		Script script = (worker) -> {
			ChildConnection connection = worker.getReady();
			BlackBox blackBox = worker.blackBox();
			long position = worker.nextItem(connection);
			sent.countDown();
			cancelled.await();
			await().until(() -> worker.mayClaimUntil() != position + 1);
			assertThat(blackBox.claim(position)).isFalse();
			worker.runNext(connection, blackBox);
			worker.stay();
		};
		try (Workshop workshop = new Workshop(this.directory.path(), PATIENT, script)) {
			Work victim = workshop.issue(1).get(0);
			sent.await();
			victim.end("cancelled");
			workshop.workers().cancel(0);
			cancelled.countDown();
			assertThat(workshop.issue(1).get(0).end()).isEqualTo("answered");
			assertThat(victim.ends()).first().isEqualTo("cancelled");
			assertThat(workshop.workers().exits()).isEmpty();
		}
	}

}
