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
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.processpool.testing.SocketDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The rings in shared memory, and both ends that read and write them.
 */
@Timeout(120)
class RingsTests {

	private static final int EPOCH = 7;

	private static final int MOST = 3 * Rings.CAPACITY;

	@RegisterExtension
	private final SocketDirectory directory = new SocketDirectory();

	private Path file;

	private Rings parents;

	private Rings workers;

	@BeforeEach
	void map() throws IOException {
		this.file = this.directory.path().resolve("rings");
		this.parents = Rings.create(this.file);
		this.parents.renew(EPOCH);
		this.workers = Rings.open(this.file, EPOCH);
	}

	@AfterEach
	void unmap() {
		this.parents.discard();
		assertThat(this.file).doesNotExist();
	}

	@Test
	void whatIsWrittenIsReadAlsoAroundTheEnd() throws IOException {
		RingWriter writer = this.parents.writerOfParent();
		RingReader reader = this.workers.readerOfWorker();
		Random random = new Random(1);
		for (int round = 0; round < 2_000; round++) {
			byte[] bytes = new byte[random.nextInt(2_000)];
			random.nextBytes(bytes);
			assertThat(writer.write(ByteBuffer.wrap(bytes))).isEqualTo(bytes.length);
			ByteBuffer read = ByteBuffer.allocate(bytes.length + 1);
			assertThat(reader.read(read)).isEqualTo(bytes.length);
			assertThat(read.array()).startsWith(bytes);
		}
		assertThat(reader.isReady()).isFalse();
	}

	@Test
	void aFullRingTakesNoMoreUntilSomethingWasRead() throws IOException {
		RingWriter writer = this.workers.writerOfWorker();
		RingReader reader = this.parents.readerOfParent();
		assertThat(writer.write(ByteBuffer.allocate(MOST))).isEqualTo(Rings.CAPACITY);
		assertThat(writer.hasRoom()).isFalse();
		assertThat(writer.write(ByteBuffer.allocate(1))).isZero();
		assertThat(reader.read(ByteBuffer.allocate(10))).isEqualTo(10);
		assertThat(writer.write(ByteBuffer.allocate(MOST))).isEqualTo(10);
	}

	@Test
	void whoRestsIsWokenOnce() throws IOException {
		RingWriter writer = this.workers.writerOfWorker();
		RingReader reader = this.parents.readerOfParent();
		writer.write(ByteBuffer.allocate(1));
		assertThat(writer.mustWakeReader()).isFalse();
		reader.rest();
		writer.write(ByteBuffer.allocate(1));
		assertThat(writer.mustWakeReader()).isTrue();
		assertThat(writer.mustWakeReader()).isFalse();
		writer.rest();
		assertThat(reader.mustWakeWriter()).isTrue();
		assertThat(reader.mustWakeWriter()).isFalse();
		writer.rest();
		writer.wake();
		assertThat(reader.mustWakeWriter()).isFalse();
	}

	@Test
	void positionsThatCannotBeAreRefused() throws IOException {
		RingReader reader = this.parents.readerOfParent();
		for (long written : new long[] { -1, Rings.CAPACITY + 1, Long.MIN_VALUE, Long.MAX_VALUE }) {
			poke(1024 + RingMemory.WRITTEN, written);
			assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> reader.read(ByteBuffer.allocate(8)));
		}
		RingWriter writer = this.parents.writerOfParent();
		writer.write(ByteBuffer.allocate(MOST));
		for (long read : new long[] { -1, Rings.CAPACITY + 1, Long.MIN_VALUE, Long.MAX_VALUE }) {
			poke(RingMemory.READ, read);
			assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> writer.write(ByteBuffer.allocate(8)));
		}
	}

	@Test
	void theNextWorkerFindsNothingOfTheOneBefore() throws IOException {
		this.workers.writerOfWorker().write(ByteBuffer.allocate(100));
		this.parents.writerOfParent().write(ByteBuffer.allocate(100));
		this.parents.allowSpin(5);
		this.parents.renew(EPOCH + 1);
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> Rings.open(this.file, EPOCH))
			.withMessageContaining("another worker");
		Rings next = Rings.open(this.file, EPOCH + 1);
		assertThat(next.readerOfWorker().isReady()).isFalse();
		assertThat(this.parents.readerOfParent().isReady()).isFalse();
		assertThat(next.spin()).isZero();
	}

	@Test
	void onlyThoseMaySpinThatWereSentSomethingLast() throws IOException {
		Path second = this.directory.path().resolve("second");
		Rings other = Rings.create(second);
		SpinGrants grants = new SpinGrants(1);
		grants.grant(this.parents);
		assertThat(this.workers.spin()).isEqualTo(Spin.MOST);
		grants.grant(other);
		assertThat(this.workers.spin()).isZero();
		assertThat(other.spin()).isEqualTo(Spin.MOST);
		grants.forget(other);
		other.discard();
		grants.grant(this.parents);
		assertThat(this.workers.spin()).isEqualTo(Spin.MOST);
	}

	@Test
	void nobodyActsForAnAgentThatIsInTheMiddleOfAMessage() throws IOException {
		try (Transport transport = new ParentRingTransport(this.parents,
				SocketChannel.open(StandardProtocolFamily.UNIX))) {
			transport.write(ByteBuffer.allocate(MOST));
			assertThat(transport.rest(true, false, () -> false)).isTrue();
			RingReader reader = this.workers.readerOfWorker();
			assertThat(reader.read(ByteBuffer.allocate(MOST))).isEqualTo(Rings.CAPACITY);
			assertThat(transport.isHandy()).isFalse();
			transport.wake();
			assertThat(transport.rest(false, false, () -> false)).isTrue();
			assertThat(transport.isHandy()).isTrue();
			transport.wake();
		}
	}

	@Test
	void aFileOfAnotherSizeIsNoRing() throws IOException {
		Path other = this.directory.path().resolve("other");
		Files.write(other, new byte[4096]);
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> Rings.open(other, EPOCH))
			.withMessageContaining("4096");
		Files.delete(other);
	}

	@Test
	void bothEndsWaitForEachOtherAndLoseNothing() throws Exception {
		Path address = this.directory.path().resolve("bell");
		try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)
			.bind(UnixDomainSocketAddress.of(address));
				SocketChannel worker = SocketChannel.open(UnixDomainSocketAddress.of(address));
				SocketChannel parent = server.accept();
				Selector selector = Selector.open()) {
			parent.configureBlocking(false).register(selector, SelectionKey.OP_READ);
			this.parents.allowSpin(1_000);
			Transport echoing = new WorkerRingTransport(this.workers, worker);
			CompletableFuture<Long> echoed = CompletableFuture.supplyAsync(() -> echo(echoing));
			Transport own = new ParentRingTransport(this.parents, parent);
			long sent = converse(own, selector);
			own.close();
			assertThat(echoed.get(60, TimeUnit.SECONDS)).isEqualTo(sent);
		}
		Files.delete(address);
	}

	@Test
	void noiseOnTheBellIsNoBell() throws Exception {
		Path address = this.directory.path().resolve("bell");
		try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)
			.bind(UnixDomainSocketAddress.of(address));
				SocketChannel worker = SocketChannel.open(UnixDomainSocketAddress.of(address));
				SocketChannel parent = server.accept()) {
			ParentRingTransport transport = new ParentRingTransport(this.parents, parent);
			worker.write(ByteBuffer.wrap(new byte[] { ParentRingTransport.RING, ParentRingTransport.RING }));
			transport.rung();
			worker.write(ByteBuffer.wrap(new byte[] { ParentRingTransport.RING, 'x' }));
			assertThatExceptionOfType(ProtocolException.class).isThrownBy(transport::rung)
				.withMessageContaining("bell");
		}
		Files.delete(address);
	}

	/** Sends pieces of all sizes, and expects them back. Returns how many bytes. */
	private static long converse(Transport transport, Selector selector) throws IOException {
		Random random = new Random(2);
		long total = 0;
		for (int round = 0; round < 3_000; round++) {
			byte[] bytes = new byte[1 + (random.nextInt(50) == 0 ? random.nextInt(MOST) : random.nextInt(200))];
			random.nextBytes(bytes);
			ByteBuffer out = ByteBuffer.wrap(bytes);
			ByteBuffer back = ByteBuffer.allocate(bytes.length);
			while (back.hasRemaining()) {
				if (transport.write(out) + transport.read(back) > 0) {
					continue;
				}
				if (transport.rest(out.hasRemaining(), random.nextBoolean(), () -> false)) {
					selector.select();
					selector.selectedKeys().clear();
					transport.rung();
				}
				transport.wake();
			}
			assertThat(back.array()).isEqualTo(bytes);
			total += bytes.length;
		}
		return total;
	}

	private static long echo(Transport transport) {
		ByteBuffer buffer = ByteBuffer.allocate(10_000);
		long total = 0;
		try {
			for (int count = transport.read(buffer); count >= 0; count = transport.read(buffer)) {
				total += count;
				buffer.flip();
				while (buffer.hasRemaining()) {
					transport.write(buffer);
				}
				buffer.clear();
			}
			return total;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void poke(int offset, long value) throws IOException {
		try (FileChannel channel = FileChannel.open(this.file, StandardOpenOption.WRITE)) {
			channel.write(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, value), offset);
		}
	}

}
