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
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.processpool.internal.channel.Answer;
import io.processpool.internal.channel.BlackBox;
import io.processpool.internal.channel.CallHeader;
import io.processpool.internal.channel.MessageWriter;
import io.processpool.internal.channel.Payload;
import io.processpool.internal.channel.ProtocolException;
import io.processpool.internal.channel.TaskShape;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * What becomes of items that travel together when they cannot be sent: each goes back,
 * once and in order.
 */
class FeedTests {

	private static final MessageWriter.Drain BROKEN = (bytes) -> {
		throw new IOException("broken");
	};

	private static final MessageWriter.Drain NOWHERE = (bytes) -> bytes.position(bytes.limit());

	@TempDir
	private Path directory;

	private final Returned source = new Returned();

	private BlackBox box;

	private Outstanding outstanding;

	private Feed feed;

	@BeforeEach
	@SuppressWarnings("NullAway") // Nobody asks who the agent is
	void create() throws IOException {
		this.box = BlackBox.create(this.directory.resolve("box"));
		this.box.renew();
		this.outstanding = new Outstanding(this.box);
		this.feed = new Feed(this.source, null);
	}

	@Test
	void whatIsTakenWhileTheChannelBreaksWithTheNewsOfItsCallGoesBack() {
		CallSpec call = call(Payload.of(new byte[1024 * 1024]));
		List<WorkItem> items = items(call, 3);
		this.feed.keep(items);
		assertThatIOException().isThrownBy(() -> send(BROKEN)).withMessage("broken");
		assertGoesBack(items);
	}

	@Test
	void whatIsTakenWhenTheClaimWordIsWrongGoesBack() throws IOException {
		try (FileChannel file = FileChannel.open(this.box.file(), StandardOpenOption.WRITE)) {
			ByteBuffer word = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
			file.write(word.putLong(0, 7L << 24 | 9), 0);
		}
		List<WorkItem> items = items(call(Payload.EMPTY), 3);
		this.feed.keep(items);
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> send(NOWHERE));
		assertGoesBack(items);
	}

	@Test
	void whatIsTakenWhileAnEncoderBreaksGoesBack() {
		CallSpec call = call(Payload.EMPTY);
		List<WorkItem> items = new ArrayList<>(items(call, 2));
		items.add(new Plain(call, 2) {

			@Override
			public void encodeArgument(OutputStream out) {
				throw new OutOfMemoryError("none left");
			}

		});
		this.feed.keep(items);
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> send(NOWHERE));
		assertGoesBack(items);
	}

	@Test
	void whatIsTakenWhileTheSourceBreaksGoesBack() {
		List<WorkItem> items = items(call(Payload.EMPTY), 2);
		this.feed.keep(items);
		this.source.broken = true;
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> send(NOWHERE));
		assertGoesBack(items);
	}

	private void send(MessageWriter.Drain drain) throws IOException {
		WorkItem first = this.feed.next(true);
		assertThat(first).isNotNull();
		this.feed.send(first, 100, new MessageWriter(drain, Long.MAX_VALUE), this.outstanding);
	}

	private void assertGoesBack(List<WorkItem> items) {
		assertThat(this.outstanding.isEmpty()).isTrue();
		this.feed.surrender();
		assertThat(this.source.items).containsExactlyElementsOf(items);
	}

	private static CallSpec call(Payload function) {
		return new CallSpec(1, new CallHeader(TaskShape.FUNCTION, "work", Map.of(), false), function, null,
				Duration.ZERO, false);
	}

	private static List<WorkItem> items(CallSpec call, int count) {
		List<WorkItem> items = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			items.add(new Plain(call, i));
		}
		return List.copyOf(items);
	}

	/** Remembers what comes back. */
	private static final class Returned extends NoWork {

		private final List<WorkItem> items = new ArrayList<>();

		private boolean broken;

		@Override
		public @Nullable WorkChunk take(WorkerAgent agent, boolean idle) {
			if (this.broken) {
				throw new IllegalStateException("broken");
			}
			return null;
		}

		@Override
		public void giveBack(List<WorkItem> items, @Nullable WorkChunk chunk) {
			this.items.addAll(items);
		}

	}

	private static class Plain implements WorkItem {

		private final CallSpec call;

		private final int index;

		Plain(CallSpec call, int index) {
			this.call = call;
			this.index = index;
		}

		@Override
		public CallSpec call() {
			return this.call;
		}

		@Override
		public int index() {
			return this.index;
		}

		@Override
		public boolean isTied() {
			return false;
		}

		@Override
		public boolean isSettled() {
			return false;
		}

		@Override
		public void encodeArgument(OutputStream out) throws IOException {
			out.write(this.index);
		}

		@Override
		public void started(WorkerIdentity worker) {
			throw new AssertionError("nobody runs it");
		}

		@Override
		public void answered(Answer answer, Payload payload, WorkerIdentity worker, long nanos) {
			throw new AssertionError("nobody runs it");
		}

		@Override
		public void refused(RuntimeException failure) {
			throw new AssertionError("nobody refuses it", failure);
		}

		@Override
		public void timedOut(WorkerIdentity worker, List<StackTraceElement> stack, String note, String threadDump) {
			throw new AssertionError("nobody runs it");
		}

		@Override
		public void lost(WorkerIdentity worker, Obituary obituary, BlackBox.Stage stage) {
			throw new AssertionError("nobody runs it");
		}

	}

}
