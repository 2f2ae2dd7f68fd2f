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

package io.processpool.lifetime;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;

import io.processpool.AsyncResult;
import io.processpool.PoolScope;
import io.processpool.ProcessPool;
import io.processpool.ResultIterator;
import io.processpool.TaskFunction;
import io.processpool.TaskOptions;
import io.processpool.TaskSerializationException;
import io.processpool.testing.LeakCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Large arguments and results: through rings and through sockets.
 */
@ExtendWith(LeakCheck.class)
@ParameterizedClass(name = "channel: {0}")
@ValueSource(strings = { "rings", "socket" })
class BulkIntegrationTests {

	private static final String CHANNEL = "io.processpool.channel";

	private static final int MIB = 1024 * 1024;

	@Parameter
	private String channel;

	@TempDir
	private Path directory;

	private ProcessPool pool;

	@BeforeEach
	void createPool() throws InterruptedException {
		if (this.channel.equals("socket")) {
			System.setProperty(CHANNEL, this.channel);
		}
		this.pool = ProcessPool.create(1);
		assertThat(this.pool.awaitReady(Duration.ofSeconds(60))).isTrue();
	}

	@AfterEach
	void terminatePool() {
		System.clearProperty(CHANNEL);
		this.pool.terminate();
	}

	@Test
	void largeValuesOfAllKindsComeBackAsTheyWere() throws Exception {
		Random random = new Random(7);
		byte[] bytes = new byte[3 * MIB + 1];
		random.nextBytes(bytes);
		int[] ints = random.ints(400_000).toArray();
		double[] doubles = random.doubles(300_000).toArray();
		String text = "\u00e9".repeat(500_000);
		String wide = "\u20ac".repeat(300_000);
		assertThat(echo(bytes)).isEqualTo(bytes);
		assertThat(echo(ints)).isEqualTo(ints);
		assertThat(echo(text)).isEqualTo(text);
		assertThat(echoLater(doubles).get()).isEqualTo(doubles);
		assertThat(echoLater(wide).get()).isEqualTo(wide);
		assertThat(this.pool.map(new Same<>(), List.of(bytes, bytes))).containsExactly(bytes, bytes);
		try (ResultIterator<int[]> results = this.pool.imap(new Same<>(), List.of(ints, ints))) {
			assertThat(results.stream()).containsExactly(ints, ints);
		}
		assertThat(this.pool.apply(BulkIntegrationTests::cut, bytes, 2 * MIB)).isEqualTo(Arrays.copyOf(bytes, 2 * MIB));
		assertThat(this.pool.applyAsync(BulkIntegrationTests::cut, bytes, 1 * MIB).get())
			.isEqualTo(Arrays.copyOf(bytes, 1 * MIB));
	}

	@Test
	void buffersOfAllKindsTravel() throws Exception {
		for (int size : new int[] { 0, 10, 2 * MIB }) {
			byte[] bytes = new byte[size + 20];
			new Random(size).nextBytes(bytes);
			ByteBuffer heap = ByteBuffer.wrap(bytes);
			ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
			for (ByteBuffer buffer : List.of(heap, direct, heap.asReadOnlyBuffer(), direct.asReadOnlyBuffer(),
					heap.duplicate().position(7).limit(size + 13), heap.slice(5, size).order(ByteOrder.LITTLE_ENDIAN),
					direct.slice(5, size).order(ByteOrder.LITTLE_ENDIAN))) {
				ByteBuffer before = buffer.duplicate();
				for (ByteBuffer copy : List.of(echo(buffer), echoLater(buffer).get())) {
					assertThat(copy).isEqualTo(before);
					assertThat(copy.position()).isZero();
					assertThat(copy.capacity()).isEqualTo(before.remaining());
					assertThat(copy.isDirect()).isEqualTo(buffer.isDirect());
					assertThat(copy.isReadOnly()).isEqualTo(buffer.isReadOnly());
					assertThat(copy.order()).isEqualTo(buffer.order());
				}
				assertThat(buffer).as("left as it was").isEqualTo(before);
			}
		}
	}

	@Test
	void whatIsChangedAfterTheCallWasIssuedIsNotSeen() throws Exception {
		Path go = this.directory.resolve("go");
		AsyncResult<String> first = this.pool.applyAsync(BulkIntegrationTests::awaitFile, go.toString());
		byte[] bytes = new byte[MIB];
		int[] ints = new int[MIB];
		ByteBuffer buffer = ByteBuffer.allocate(MIB);
		AsyncResult<byte[]> sameBytes = this.pool.applyAsync(new Same<>(), bytes);
		AsyncResult<int[]> sameInts = this.pool.applyAsync(BulkIntegrationTests::cutInts, ints, 1000);
		AsyncResult<ByteBuffer> sameBuffer = this.pool.applyAsync(new Same<>(), buffer);
		Arrays.fill(bytes, (byte) 1);
		Arrays.fill(ints, 1);
		Arrays.fill(buffer.array(), (byte) 1);
		buffer.position(MIB);
		Files.createFile(go);
		assertThat(first.get()).isEqualTo("here");
		assertThat(sameBytes.get()).isEqualTo(new byte[MIB]);
		assertThat(sameInts.get()).isEqualTo(new int[1000]);
		assertThat(sameBuffer.get()).isEqualTo(ByteBuffer.allocate(MIB));
	}

	@Test
	void aLargeArgumentIsSentAgainWhenItsWorkerIsLost() throws Exception {
		byte[] bytes = new byte[3 * MIB];
		new Random(3).nextBytes(bytes);
		Path first = this.directory.resolve("first");
		byte[] result = this.pool.with(TaskOptions.defaults().retries(1))
			.apply(BulkIntegrationTests::dieOnce, bytes, first.toString());
		assertThat(result).isEqualTo(bytes);
		assertThat(first).exists();
		Path second = this.directory.resolve("second");
		assertThat(this.pool.with(TaskOptions.defaults().retries(1))
			.applyAsync(BulkIntegrationTests::dieOnce, bytes, second.toString())
			.get()).isEqualTo(bytes);
	}

	@Test
	void nothingOfTheSizeOfAPayloadIsAllocatedTwice() throws Exception {
		byte[] bytes = new byte[16 * MIB];
		long parent = 0;
		for (int i = 0; i < 2; i++) {
			long before = allocated();
			long beforeThere = this.pool.apply(BulkIntegrationTests::allocatedHere, 0);
			this.pool.apply(new Same<>(), bytes);
			parent = allocated() - before;
			long there = this.pool.apply(BulkIntegrationTests::allocatedHere, 0) - beforeThere;
			assertThat(there).as("allocated in the worker").isBetween(16L * MIB, 20L * MIB);
		}
		assertThat(parent).as("allocated in this JVM").isBetween(16L * MIB, 20L * MIB);
		long before = allocated();
		this.pool.applyAsync(new Same<>(), bytes).get();
		assertThat(allocated() - before).as("with a copy of the argument").isBetween(32L * MIB, 36L * MIB);
	}

	@Test
	void aWorkerNeedsRoomForAnArgumentOnce() throws Exception {
		try (ProcessPool small = ProcessPool.builder().processes(1).maxHeap("64m").build();
				PoolScope scope = small.terminateOnExit()) {
			AsyncResult<Integer> length = scope.applyAsync(BulkIntegrationTests::length, new byte[30 * MIB]);
			assertThat(length.get()).isEqualTo(30 * MIB);
		}
	}

	@Test
	void whatCannotBeEncodedBehindALargeArrayFailsItsOwnCall() throws Exception {
		assertThatExceptionOfType(TaskSerializationException.class)
			.isThrownBy(() -> this.pool.apply(BulkIntegrationTests::lengths, new byte[4 * MIB], new Object()));
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> this.pool
				.mapAsync(BulkIntegrationTests::lengthOfFirst, List.of(List.of(new byte[4 * MIB], new Object())))
				.get())
			.withCauseInstanceOf(TaskSerializationException.class);
		assertThat(this.pool.apply(BulkIntegrationTests::length, new byte[4 * MIB])).isEqualTo(4 * MIB);
		assertThat(this.pool.workers()).singleElement().satisfies((worker) -> assertThat(worker.id()).isEqualTo(1));
	}

	private <T> T echo(T value) {
		return this.pool.apply(new Same<>(), value);
	}

	private <T> AsyncResult<T> echoLater(T value) {
		return this.pool.applyAsync(new Same<>(), value);
	}

	private static byte[] cut(byte[] bytes, int length) {
		return Arrays.copyOf(bytes, length);
	}

	private static int[] cutInts(int[] ints, int length) {
		return Arrays.copyOf(ints, length);
	}

	private static int length(byte[] bytes) {
		return bytes.length;
	}

	private static int lengths(byte[] bytes, Object other) {
		return bytes.length;
	}

	private static int lengthOfFirst(List<Object> values) {
		return ((byte[]) values.get(0)).length;
	}

	private static byte[] dieOnce(byte[] bytes, String file) throws Exception {
		if (Files.notExists(Path.of(file))) {
			Files.createFile(Path.of(file));
			Runtime.getRuntime().halt(7);
		}
		return bytes;
	}

	private static String awaitFile(String file) throws Exception {
		while (Files.notExists(Path.of(file))) {
			Thread.sleep(5);
		}
		return "here";
	}

	private static long allocatedHere(int ignored) {
		return allocated();
	}

	/** By all threads that there are. */
	private static long allocated() {
		com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
		return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
			.filter((bytes) -> bytes > 0)
			.sum();
	}

	/**
	 * No lambda: one that is of several types is of the first of them when it is read.
	 */
	private record Same<T>() implements TaskFunction<T, T> {

		@Override
		public T apply(T value) {
			return value;
		}

	}

}
