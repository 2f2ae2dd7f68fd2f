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

package io.processpool.internal.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.BitSet;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The claim word, seen from both sides through mappings of their own.
 */
class BlackBoxTests {

	/** The number of positions that the word can tell apart. */
	private static final long ROUND = 1L << 24;

	@TempDir
	private Path directory;

	private BlackBox parent;

	private BlackBox worker;

	@BeforeEach
	void map() throws IOException {
		this.parent = BlackBox.create(this.directory.resolve("box"));
		this.worker = BlackBox.open(this.parent.file(), this.parent.renew());
	}

	@Test
	void theFileIsForItsUserAlone() throws IOException {
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.parent.file())))
			.isEqualTo("rw-------");
		assertThatExceptionOfType(FileAlreadyExistsException.class)
			.isThrownBy(() -> BlackBox.create(this.parent.file()));
	}

	@Test
	void itemsAreClaimedInTheirOrderAndOnce() throws IOException {
		this.parent.extend(0, 3);
		assertThat(this.worker.claim(1)).isFalse();
		assertThat(this.worker.claim(0)).isTrue();
		assertThat(this.worker.claim(0)).isFalse();
		assertThat(this.parent.next(0)).isEqualTo(1);
		assertThat(this.worker.claim(1)).isTrue();
		assertThat(this.worker.claim(2)).isTrue();
		assertThat(this.worker.claim(3)).isFalse();
		this.parent.extend(3, 4);
		assertThat(this.worker.claim(3)).isTrue();
	}

	@Test
	void whatIsTakenBackCannotBeClaimed() throws IOException {
		this.parent.extend(0, 5);
		assertThat(this.worker.claim(0)).isTrue();
		assertThat(this.parent.retract(0)).isEqualTo(1);
		assertThat(this.worker.claim(1)).isFalse();
		this.parent.extend(5, 7);
		assertThat(this.worker.claim(1)).isFalse();
		assertThat(this.worker.claim(4)).isFalse();
		assertThat(this.worker.claim(5)).isTrue();
		assertThat(this.parent.next(1)).isEqualTo(6);
	}

	@Test
	void aGapIsRefusedWhileSomethingMayStillBeClaimed() throws IOException {
		this.parent.extend(0, 2);
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> this.parent.extend(3, 4));
	}

	@ParameterizedTest
	@ValueSource(longs = { ROUND - 3, 5 * ROUND - 3, 1000 * ROUND - 3 })
	void positionsGoOnWhenTheWordBeginsAnew(long first) throws IOException {
		this.parent.extend(first, first + 6);
		for (long position = first; position < first + 5; position++) {
			assertThat(this.parent.next(first)).isEqualTo(position);
			assertThat(this.parent.next(first + 5)).isEqualTo(position);
			assertThat(this.worker.claim(position)).isTrue();
		}
		assertThat(this.parent.retract(first)).isEqualTo(first + 5);
		assertThat(this.worker.claim(first + 5)).isFalse();
	}

	@Test
	void aWorkerOfAnEarlierEpochCanClaimNothing() throws IOException {
		this.parent.extend(0, 1);
		int epoch = this.parent.renew();
		this.parent.extend(0, 1);
		assertThat(this.worker.claim(0)).isFalse();
		assertThat(BlackBox.open(this.parent.file(), epoch).claim(0)).isTrue();
	}

	@Test
	void aBoxOfAnotherEpochOrSizeIsNotOpened() throws IOException {
		int epoch = this.parent.renew();
		assertThatExceptionOfType(ProtocolException.class)
			.isThrownBy(() -> BlackBox.open(this.parent.file(), epoch + 1))
			.withMessageContaining("another worker");
		Path small = Files.write(this.directory.resolve("small"), new byte[8]);
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> BlackBox.open(small, 1))
			.withMessageContaining("8 bytes");
	}

	@Test
	void marksAndNotesLastUntilTheBoxIsRenewed() {
		assertThat(this.parent.isMarked(BlackBox.Mark.EXITING)).isFalse();
		this.worker.mark(BlackBox.Mark.EXITING);
		this.worker.note("the area: é");
		assertThat(this.parent.isMarked(BlackBox.Mark.EXITING)).isTrue();
		assertThat(this.parent.isMarked(BlackBox.Mark.OUT_OF_MEMORY)).isFalse();
		assertThat(this.parent.note()).isEqualTo("the area: é");
		this.parent.renew();
		assertThat(this.parent.isMarked(BlackBox.Mark.EXITING)).isFalse();
		assertThat(this.parent.note()).isEmpty();
	}

	@Test
	void aLongNoteIsCut() {
		this.worker.note("x".repeat(5000));
		assertThat(this.parent.note()).isEqualTo("x".repeat(1024));
	}

	@ParameterizedTest
	@ValueSource(longs = { -1, Long.MIN_VALUE, Long.MAX_VALUE, 4096 })
	void aNoteThatClaimsTooMuchIsCut(long length) throws IOException {
		try (FileChannel channel = FileChannel.open(this.parent.file(), StandardOpenOption.WRITE)) {
			channel.write(ByteBuffer.allocate(8).putLong(0, Long.reverseBytes(length)), 72);
		}
		assertThat(this.parent.note().length()).isLessThanOrEqualTo(1024);
	}

	@Test
	void aFileThatWasCutOffIsNotWhole() throws IOException {
		assertThat(this.parent.isWhole()).isTrue();
		try (FileChannel channel = FileChannel.open(this.parent.file(), StandardOpenOption.WRITE)) {
			channel.truncate(100);
		}
		assertThat(this.parent.isWhole()).isFalse();
		Files.delete(this.parent.file());
		assertThat(this.parent.isWhole()).isFalse();
	}

	@Test
	void eachItemIsEitherClaimedOrTakenBack() throws Exception {
		int count = 300_000;
		Queue<Integer> sent = new ConcurrentLinkedQueue<>();
		AtomicBoolean over = new AtomicBoolean();
		BitSet claimed = new BitSet(count);
		Thread claiming = new Thread(() -> {
			while (!over.get() || !sent.isEmpty()) {
				Integer position = sent.poll();
				if (position == null) {
					Thread.onSpinWait();
				}
				else if (this.worker.claim(position)) {
					claimed.set(position);
				}
			}
		});
		claiming.start();
		BitSet takenBack = new BitSet(count);
		Random random = new Random(1);
		int next = 0;
		int known = 0;
		while (next < count) {
			int until = Math.min(count, next + 1 + random.nextInt(8));
			for (; next < until; next++) {
				this.parent.extend(next, next + 1);
				sent.add(next);
			}
			if (random.nextInt(3) == 0) {
				int from = (int) this.parent.retract(known);
				takenBack.set(from, next);
				known = from;
			}
		}
		over.set(true);
		claiming.join();
		assertThat(claimed.cardinality()).isPositive();
		assertThat(takenBack.cardinality()).isPositive();
		assertThat(claimed.intersects(takenBack)).isFalse();
		assertThat(claimed.cardinality() + takenBack.cardinality()).isEqualTo(count);
	}

}
