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

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import io.processpool.internal.channel.BlackBox;
import io.processpool.internal.channel.ProtocolException;
import io.processpool.internal.worker.Outstanding.Sent;
import io.processpool.internal.worker.Workshop.Work;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OutstandingTests {

	@TempDir
	private Path directory;

	private BlackBox worker;

	private Outstanding outstanding;

	/** Later than anything that has happened. */
	private long now;

	@BeforeEach
	void create() throws IOException {
		BlackBox parent = BlackBox.create(this.directory.resolve("box"));
		this.worker = BlackBox.open(parent.file(), parent.renew());
		this.outstanding = new Outstanding(parent);
		this.now = System.nanoTime();
	}

	@Test
	void itemsAreAnsweredInTheirOrder() throws IOException {
		Work first = add(10, 100);
		Work second = add(10, 101);
		assertThat(this.outstanding.head()).extracting(Sent::item).isSameAs(first);
		assertThat(answered(0, 110).item()).isSameAs(first);
		assertThat(this.outstanding.head()).extracting(Sent::item).isSameAs(second);
		assertThat(this.outstanding.startedAt(this.outstanding.head())).isEqualTo(this.now + 110);
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> answered(0, 111))
			.withMessageContaining("answers item 0 when 1 is due");
		assertThat(answered(1, 120).item()).isSameAs(second);
		assertThat(this.outstanding.isEmpty()).isTrue();
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> answered(2, 121))
			.withMessageContaining("when none is due");
	}

	@Test
	void onlyWhatWasNotClaimedIsTakenBack() throws IOException {
		Work first = add(10, 0);
		List<Work> others = List.of(add(10, 0), add(10, 0));
		this.worker.claim(0);
		assertThat(this.outstanding.retract()).isEqualTo(others);
		assertThat(this.outstanding.retract()).isEmpty();
		assertThat(this.outstanding.size()).isOne();
		Work next = add(10, 0);
		assertThat(this.worker.claim(1)).isFalse();
		assertThat(this.worker.claim(3)).isTrue();
		assertThat(answered(0, 1).item()).isSameAs(first);
		assertThat(answered(3, 2).item()).isSameAs(next);
	}

	@Test
	void theClaimWordTellsWhatADeadWorkerHadBegun() throws IOException {
		Work answered = add(10, 0);
		Work begun = add(10, 0);
		Work waiting = add(10, 0);
		this.worker.claim(0);
		this.worker.claim(1);
		assertThat(answered(0, 5).item()).isSameAs(answered);
		assertThat(this.outstanding.isClaimed(this.outstanding.head())).isTrue();
		assertThat(this.outstanding.removeUnclaimed()).containsExactly(waiting);
		assertThat(this.outstanding.removeAll()).extracting(Sent::item).containsExactly(begun);
		assertThat(this.outstanding.isEmpty()).isTrue();
	}

	@Test
	void aWorkerThatAnswersWhatItHasNotClaimedIsFoundOutAndHasBegunNothingElse() throws IOException {
		add(10, 0);
		List<Work> waiting = List.of(add(10, 0), add(10, 0));
		answered(0, 5);
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(this.outstanding::retract)
			.withMessageContaining("answers item 0 when it has claimed none from 0 on");
		assertThatExceptionOfType(ProtocolException.class)
			.isThrownBy(() -> this.outstanding.isClaimed(this.outstanding.head()));
		assertThat(this.outstanding.removeUnclaimed()).isEqualTo(waiting);
		assertThat(this.outstanding.isEmpty()).isTrue();
	}

	@Test
	void aWorkerIsSentOneItemUntilItIsKnownHowLongItTakes() throws IOException {
		assertThat(this.outstanding.room()).isPositive();
		add(10, 0);
		assertThat(this.outstanding.room()).isZero();
	}

	@Test
	void shortItemsAreSentAheadAndLongOnesAreNot() throws IOException {
		add(10, 0);
		answered(0, 1000);
		for (int i = 0; i < 1000; i++) {
			assertThat(this.outstanding.room()).isPositive();
			add(10, 1000);
		}
		answered(1, 1_000_000_000);
		assertThat(this.outstanding.room()).isZero();
	}

	@Test
	void manyBytesAreNotSentAhead() throws IOException {
		add(10, 0);
		answered(0, 1000);
		add(10_000_000, 1000);
		assertThat(this.outstanding.room()).isZero();
		answered(1, 2000);
		assertThat(this.outstanding.room()).isPositive();
	}

	private Sent answered(long position, long after) throws IOException {
		return this.outstanding.answered(position, this.now + after);
	}

	private Work add(long size, long after) throws IOException {
		Work item = new Work((int) this.outstanding.nextPosition(), null);
		this.outstanding.add(item, size, this.now + after);
		return item;
	}

}
