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

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import io.processpool.ExitReason;
import io.processpool.internal.channel.BlackBox;
import io.processpool.internal.channel.MessageWriter;
import io.processpool.internal.worker.Workshop.Work;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * When a worker that does nothing with its item is given up.
 */
class KillSwitchTests {

	@TempDir
	private Path directory;

	private BlackBox worker;

	private Outstanding outstanding;

	private KillSwitch killSwitch;

	private long now;

	@BeforeEach
	@SuppressWarnings("NullAway") // Nothing is asked of the feed
	void create() throws IOException {
		BlackBox parent = BlackBox.create(this.directory.resolve("box"));
		this.worker = BlackBox.open(parent.file(), parent.renew());
		this.outstanding = new Outstanding(parent);
		MessageWriter nowhere = new MessageWriter((bytes) -> bytes.position(bytes.limit()), Long.MAX_VALUE);
		this.killSwitch = new KillSwitch(this.outstanding, null, nowhere, nowhere);
		this.now = System.nanoTime();
	}

	@Test
	void anItemWithoutALimitThatIsNotTakenIsNotWaitedForForEver() throws IOException {
		add(null);
		assertThat(after(29)).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1).toNanos());
		assertGivenUp(31);
	}

	@Test
	void anItemWithoutALimitThatWasTakenMayTakeAsLongAsItLikes() throws IOException {
		add(null);
		this.worker.claim(0);
		assertThat(after(31)).isEqualTo(Long.MAX_VALUE);
		assertThat(after(100_000)).isEqualTo(Long.MAX_VALUE);
		assertThat(this.killSwitch.reason()).isNull();
	}

	@Test
	void anItemWithALimitThatIsNotTakenIsWaitedForALittleLonger() throws IOException {
		add(Duration.ofSeconds(1));
		assertThat(after(5)).isPositive();
		assertGivenUp(7);
	}

	@Test
	void anArgumentThatIsNotReadIsNotSentForEver() throws IOException {
		this.killSwitch.sending(new Work(0, null), this.now);
		assertThat(after(29)).isPositive();
		assertGivenUp(31);
	}

	private void add(@Nullable Duration limit) throws IOException {
		this.outstanding.add(new Work(0, limit), 1, this.now);
	}

	private long after(int seconds) throws IOException {
		return this.killSwitch.advance(this.now + Duration.ofSeconds(seconds).toNanos());
	}

	private void assertGivenUp(int seconds) {
		assertThatExceptionOfType(EOFException.class).isThrownBy(() -> after(seconds));
		assertThat(this.killSwitch.reason()).isEqualTo(ExitReason.UNRESPONSIVE);
	}

}
