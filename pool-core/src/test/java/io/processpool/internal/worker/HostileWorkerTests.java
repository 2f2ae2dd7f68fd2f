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
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.processpool.ExitReason;
import io.processpool.internal.channel.BlackBox;
import io.processpool.internal.channel.Bootstrap;
import io.processpool.internal.channel.ChildConnection;
import io.processpool.internal.channel.MessageType;
import io.processpool.internal.worker.FakeWorker.Script;
import io.processpool.internal.worker.Workshop.Work;
import io.processpool.testing.SocketDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static io.processpool.testing.Patience.await;

/**
 * Workers that break the protocol in all the ways that somebody thought of. Each is ended
 * with a reason that says so, each item has one end, and the next worker does the work.
 */
class HostileWorkerTests {

	private static final Duration PATIENT = Duration.ofSeconds(60);

	private static final int MAGIC = 0x5050;

	private static final int ARRAY = 512 * 1024;

	@RegisterExtension
	private final SocketDirectory directory = new SocketDirectory();

	static Stream<Arguments> introductions() {
		return Stream.of(script("says less than a hello holds", (worker) -> {
			SocketChannel socket = worker.connect();
			socket.write(FakeWorker.frame(5, 1, 3, MAGIC, 0, new byte[] { 0, 1, 0, 7, 7 }));
			awaitEnd(socket);
		}), script("says nothing in its hello", (worker) -> {
			SocketChannel socket = worker.connect();
			socket.write(FakeWorker.frame(0, 1, 3, MAGIC, 0, new byte[0]));
			awaitEnd(socket);
		}), script("speaks another version", (worker) -> {
			ByteBuffer hello = hello(worker.bootstrap(), 0);
			hello.put(17, (byte) 9);
			SocketChannel socket = worker.connect();
			socket.write(hello);
			awaitEnd(socket);
		}), script("begins with something else", (worker) -> {
			SocketChannel socket = worker.connect();
			socket.write(FakeWorker.frame(0, MessageType.READY.ordinal() + 1, 3, MAGIC, 0, new byte[0]));
			awaitEnd(socket);
		}), script("begins with noise", (worker) -> {
			byte[] noise = new byte[4096];
			new Random(1).nextBytes(noise);
			SocketChannel socket = worker.connect();
			socket.write(ByteBuffer.wrap(noise));
			awaitEnd(socket);
		}), script("says what no hello holds without end", (worker) -> {
			SocketChannel socket = worker.connect();
			socket.write(FakeWorker.frame(2000, 1, 3, MAGIC, 0, new byte[2000]));
			awaitEnd(socket);
		}), script("knows a wrong secret", (worker) -> {
			SocketChannel socket = worker.connect();
			socket.write(hello(0, new byte[32]));
			awaitEnd(socket);
		}), script("knows no secret", (worker) -> {
			SocketChannel socket = worker.connect();
			socket.write(hello(0, new byte[0]));
			awaitEnd(socket);
		}), script("hangs up in the middle of its hello", (worker) -> {
			SocketChannel socket = worker.connect();
			ByteBuffer hello = hello(worker.bootstrap(), 0);
			socket.write(hello.limit(hello.capacity() / 2));
			socket.close();
		}), script("says nothing", FakeWorker::connect), script("says nothing, a hundred times", (worker) -> {
			for (int i = 0; i < 100; i++) {
				worker.connect();
			}
		}));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("introductions")
	void aStrangerWhoDoesNotKnowTheSecretIsSentAwayAndTheWorkerComesIn(String name, Script script) throws Exception {
		Script strangerFirst = (worker) -> {
			script.play(worker);
			FakeWorker.work(worker);
		};
		try (Workshop workshop = new Workshop(this.directory.path(), PATIENT, strangerFirst)) {
			assertThat(workshop.issue(1).get(0).end()).isEqualTo("answered");
			assertThat(workshop.workers().exits()).isEmpty();
			assertThat(workshop.workers().started()).isOne();
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("introductions")
	void aWorkerThatIntroducesItselfWronglyAndGoesIsReplaced(String name, Script script) throws Exception {
		Script leaving = (worker) -> {
			script.play(worker);
			worker.exit(1);
		};
		try (Workshop workshop = new Workshop(this.directory.path(), PATIENT, leaving)) {
			assertThat(workshop.issue(1).get(0).end()).isEqualTo("answered");
			assertThat(workshop.workers().exits()).hasSize(1);
			assertThat(workshop.broken()).isNull();
		}
	}

	@Test
	void theReasonWhyNobodyWasRecognisedIsTold() throws Exception {
		Script other = (worker) -> {
			ByteBuffer hello = hello(worker.bootstrap(), 0);
			hello.put(17, (byte) 9);
			SocketChannel socket = worker.connect();
			socket.write(hello);
			awaitEnd(socket);
			worker.exit(1);
		};
		try (Workshop workshop = new Workshop(this.directory.path(), PATIENT, other, other, other)) {
			await().until(() -> workshop.broken() != null);
			assertThat(workshop.broken()).hasMessageContaining("broke the protocol")
				.hasMessageContaining("the worker speaks version 9 of the protocol");
		}
	}

	static Stream<Arguments> breaches() {
		return Stream.of(script("connects its data socket twice", (worker) -> {
			SocketChannel first = worker.connect();
			SocketChannel second = worker.connect();
			first.write(hello(worker.bootstrap(), 0));
			second.write(hello(worker.bootstrap(), 0));
			worker.stay();
		}), script("answers before it was asked", (worker) -> {
			FakeWorker.answer(worker.introduce(), 0);
			worker.stay();
		}), script("says hello again", (worker) -> {
			FakeWorker.send(worker.introduce(), MessageType.HELLO, 0);
			worker.stay();
		}), script("says hello again on the control socket", (worker) -> {
			worker.introduce().sendControl(MessageType.HELLO, 0, new byte[8]);
			worker.stay();
		}));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("breaches")
	void aWorkerThatKnowsTheSecretAndBreaksTheProtocolIsKilledAndReplaced(String name, Script script) throws Exception {
		try (Workshop workshop = new Workshop(this.directory.path(), PATIENT, script)) {
			assertThat(workshop.issue(1).get(0).end()).isEqualTo("answered");
			assertThat(workshop.workers().exits()).containsOnlyKeys(ExitReason.PROTOCOL_ERROR);
			assertThat(workshop.broken()).isNull();
		}
	}

	@Test
	void aSecondHelloAfterTheWorkerIsInReachesNobody() throws Exception {
		Script script = (worker) -> {
			ChildConnection connection = worker.getReady();
			long position = worker.nextItem(connection);
			assertThat(worker.blackBox().claim(position)).isTrue();
			assertThatIOException().isThrownBy(worker::connect);
			FakeWorker.answer(connection, position);
			worker.stay();
		};
		try (Workshop workshop = new Workshop(this.directory.path(), PATIENT, script)) {
			assertThat(workshop.issue(1).get(0).end()).isEqualTo("answered");
		}
	}

	@Test
	void aWorkerThatStopsInTheMiddleOfItsHelloIsKilledWhenItsTimeIsUp() throws Exception {
		Script script = (worker) -> {
			SocketChannel socket = worker.connect();
			ByteBuffer hello = hello(worker.bootstrap(), 0);
			socket.write(hello.limit(hello.capacity() / 2));
			worker.stay();
		};
		try (Workshop workshop = new Workshop(this.directory.path(), Duration.ofSeconds(1), script)) {
			assertThat(workshop.issue(1).get(0).end()).isEqualTo("answered");
			assertThat(workshop.workers().exits()).containsOnlyKeys(ExitReason.START_FAILED);
		}
	}

	static Stream<Arguments> ends() {
		return Stream.of(script("before it has connected", (worker) -> worker.exit(5)),
				script("with one socket connected", (worker) -> {
					worker.connect();
					worker.exit(5);
				}), script("in the middle of its hello", (worker) -> {
					ByteBuffer hello = hello(worker.bootstrap(), 0);
					worker.connect().write(hello.limit(hello.capacity() / 2));
					worker.exit(5);
				}), script("when it was welcomed", (worker) -> {
					worker.introduce();
					worker.exit(5);
				}), script("when it is to initialize", (worker) -> {
					worker.introduce().nextData();
					worker.exit(5);
				}), script("when it is ready", (worker) -> {
					worker.getReady();
					worker.exit(5);
				}), script("with an item that it has not claimed", (worker) -> {
					worker.nextItem(worker.getReady());
					worker.exit(5);
				}));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("ends")
	void aWorkerThatEndsBeforeItHasClaimedAnItemLosesNone(String name, Script script) throws Exception {
		try (Workshop workshop = new Workshop(this.directory.path(), PATIENT, script)) {
			List<Work> items = workshop.issue(3);
			assertThat(items).extracting(Work::end).containsOnly("answered");
			assertThat(items).allSatisfy((item) -> assertThat(item.ends()).hasSize(1));
			assertThat(workshop.workers().exits()).containsOnlyKeys(ExitReason.EXITED);
		}
	}

	static Stream<Arguments> answers() {
		return Stream.of(script("an item that it was never sent", 1, (worker, connection) -> {
			FakeWorker.answer(connection, 4711);
		}), script("an item that has not come yet", 1, (worker, connection) -> {
			FakeWorker.answer(connection, 1);
		}), script("with a kind that there is not", 1, (worker, connection) -> {
			FakeWorker.send(connection, MessageType.ANSWER, 0, 7, 0, 0, 0, 0, 0, 0, 0);
		}), script("with nothing", 1, (worker, connection) -> {
			FakeWorker.send(connection, MessageType.ANSWER, 0);
		}), script("with too little", 1, (worker, connection) -> {
			FakeWorker.send(connection, MessageType.ANSWER, 0, 0, 0, 0);
		}), script("with a hello", 1, (worker, connection) -> {
			FakeWorker.send(connection, MessageType.HELLO, 0);
		}), script("with a retirement of its own", 1, (worker, connection) -> {
			connection.sendControl(MessageType.RETIRE, 0, new byte[0]);
		}), script("that it is ready once more", 1, (worker, connection) -> {
			FakeWorker.send(connection, MessageType.READY, 0);
		}), script("that the initializer has failed after all", 1, (worker, connection) -> {
			FakeWorker.send(connection, MessageType.INITIALIZER_FAILED, 0);
		}), script("with a message of the parent", 1, (worker, connection) -> {
			FakeWorker.send(connection, MessageType.ITEM, 0);
		}), script("on the wrong socket", 1, (worker, connection) -> {
			connection.sendControl(MessageType.ANSWER, 0, new byte[8]);
		}), script("stacks that are none", 1, (worker, connection) -> {
			connection.sendControl(MessageType.STACK_REPLY, 0, new byte[] { 127, 0, 0, 0, 1 });
		}), script("stacks that are cut off", 1, (worker, connection) -> {
			connection.sendControl(MessageType.STACK_REPLY, 0, new byte[] { 0, 0 });
		}), script("without end", 1, (worker, connection) -> {
			connection.data().begin(MessageType.ANSWER, 0);
			while (true) {
				connection.data().write(new byte[64 * 1024]);
			}
		}), script("with an array that ends too early", 1, (worker, connection) -> {
			beginArray(connection, 0);
			connection.data().commit();
			connection.data().flush();
		}), script("with more than the array that it has announced", 1, (worker, connection) -> {
			beginArray(connection, 0);
			connection.data().write(new byte[ARRAY]);
			connection.data().commit();
			connection.data().flush();
		}), script("twice", 0, (worker, connection) -> {
			FakeWorker.answer(connection, 0);
			FakeWorker.answer(connection, 0);
		}));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("answers")
	void aWorkerThatAnswersWronglyLosesAtMostTheItemThatItHasClaimed(String name, int lost, Answering answering)
			throws Exception {
		Script script = (worker) -> {
			ChildConnection connection = worker.getReady();
			long position = worker.nextItem(connection);
			assertThat(worker.blackBox().claim(position)).isTrue();
			answering.answer(worker, connection);
			worker.stay();
		};
		try (Workshop workshop = new Workshop(this.directory.path(), PATIENT, script)) {
			List<Work> items = workshop.issue(3);
			assertThat(items).extracting(Work::end)
				.containsExactly((lost > 0) ? "lost PROTOCOL_ERROR" : "answered", "answered", "answered");
			assertThat(items).allSatisfy((item) -> assertThat(item.ends()).hasSize(1));
			assertThat(workshop.workers().exits()).containsOnlyKeys(ExitReason.PROTOCOL_ERROR);
		}
	}

	@Test
	void aWorkerThatEndsInTheMiddleOfALargeArrayLosesThatItemOnce() throws Exception {
		Script script = (worker) -> {
			ChildConnection connection = worker.getReady();
			long position = worker.nextItem(connection);
			assertThat(worker.blackBox().claim(position)).isTrue();
			beginArray(connection, position);
			worker.exit(5);
		};
		try (Workshop workshop = new Workshop(this.directory.path(), PATIENT, script)) {
			List<Work> items = workshop.issue(3);
			assertThat(items).extracting(Work::end).containsExactly("lost EXITED", "answered", "answered");
			assertThat(items).allSatisfy((item) -> assertThat(item.ends()).hasSize(1));
			assertThat(workshop.workers().exits()).containsOnlyKeys(ExitReason.EXITED);
		}
	}

	/** Sends half of an array, and no end. */
	private static void beginArray(ChildConnection connection, long position) throws IOException {
		connection.data().begin(MessageType.ANSWER, position);
		connection.data().writeLong(0);
		// The tag of an array of bytes, and its length
		connection.data().write(new byte[] { 0x11, (byte) 0x80, (byte) 0x80, 0x20 });
		connection.data().write(new byte[ARRAY / 2]);
	}

	@Test
	void anAnswerToAnItemThatWasNotClaimedIsItsOnlyEnd() throws Exception {
		Script script = (worker) -> {
			ChildConnection connection = worker.getReady();
			FakeWorker.answer(connection, worker.nextItem(connection));
			// Sent when the answer has come, and not claimed either
			worker.nextItem(connection);
			worker.exit(5);
		};
		try (Workshop workshop = new Workshop(this.directory.path(), PATIENT, script)) {
			List<Work> items = workshop.issue(3);
			assertThat(items).extracting(Work::end).containsOnly("answered");
			assertThat(items).allSatisfy((item) -> assertThat(item.ends()).hasSize(1));
		}
	}

	@Test
	void anAnswerToAQuestionThatNobodyAskedOnTheControlSocketIsIgnored() throws Exception {
		Script script = (worker) -> {
			ChildConnection connection = worker.getReady();
			long position = worker.nextItem(connection);
			worker.blackBox().claim(position);
			connection.sendControl(MessageType.STACK_REPLY, 99, new byte[8]);
			FakeWorker.answer(connection, position);
			worker.stay();
		};
		try (Workshop workshop = new Workshop(this.directory.path(), PATIENT, script)) {
			assertThat(workshop.issue(1).get(0).end()).isEqualTo("answered");
			assertThat(workshop.workers().exits()).isEmpty();
		}
	}

	@Test
	void noiseAfterAWholeAnswerDoesNotTakeTheAnswerBack() throws Exception {
		Script dying = (worker) -> {
			ChildConnection connection = worker.getReady();
			long position = worker.nextItem(connection);
			worker.blackBox().claim(position);
			FakeWorker.answer(connection, position);
			connection.data().begin(MessageType.ANSWER, position + 1);
			connection.data().write(new byte[100_000]);
			worker.exit(9);
		};
		try (Workshop workshop = new Workshop(this.directory.path(), PATIENT, dying)) {
			List<Work> items = workshop.issue(2);
			assertThat(items).extracting(Work::end).containsExactly("answered", "answered");
			assertThat(items).allSatisfy((item) -> assertThat(item.ends()).hasSize(1));
		}
	}

	@Test
	void aWorkerThatClosesItsSocketAndLivesOnIsKilled() throws Exception {
		Script script = (worker) -> {
			worker.getReady().close();
			worker.stay();
		};
		try (Workshop workshop = new Workshop(this.directory.path(), PATIENT, script)) {
			assertThat(workshop.issue(1).get(0).end()).isEqualTo("answered");
			assertThat(workshop.workers().exits()).containsOnlyKeys(ExitReason.UNRESPONSIVE);
		}
	}

	static Stream<Arguments> words() {
		return Stream.of(Arguments.of("nothing but ones", -1L), Arguments.of("zero", 0L),
				Arguments.of("an item far ahead", word(1, 5000, 5001)),
				Arguments.of("an item far behind", 0x1_fffff0_fffff1L), Arguments.of("another epoch", word(9, 1, 1)),
				Arguments.of("an open end", word(1, 0, 0xffffff)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("words")
	void aWorkerThatScribblesOverItsClaimWordHarmsOnlyItself(String name, long word) throws Exception {
		Script script = (worker) -> {
			ChildConnection connection = worker.getReady();
			long position = worker.nextItem(connection);
			worker.blackBox().claim(position);
			scribble(worker.bootstrap().blackBox(), word);
			FakeWorker.answer(connection, position);
			worker.nextItem(connection);
			worker.exit(5);
		};
		try (Workshop workshop = new Workshop(this.directory.path(), PATIENT, script)) {
			List<Work> items = workshop.issue(5);
			assertThat(items.get(0).end()).isEqualTo("answered");
			assertThat(items).allSatisfy((item) -> assertThat(item.end()).isNotEmpty());
			assertThat(items).allSatisfy((item) -> assertThat(item.ends()).hasSize(1));
			assertThat(workshop.issue(3)).extracting(Work::end).containsOnly("answered");
		}
	}

	@Test
	void aWorkerThatCutsItsBlackBoxOffIsBuriedAndItsBoxIsNotUsedAgain() throws Exception {
		Script script = (worker) -> {
			ChildConnection connection = worker.getReady();
			long position = worker.nextItem(connection);
			worker.blackBox().claim(position);
			try (FileChannel file = FileChannel.open(worker.bootstrap().blackBox(), StandardOpenOption.WRITE)) {
				file.truncate(0);
			}
			worker.exit(5);
		};
		try (Workshop workshop = new Workshop(this.directory.path(), PATIENT, script)) {
			List<Work> items = workshop.issue(2);
			assertThat(items).allSatisfy((item) -> assertThat(item.end()).isNotEmpty());
			assertThat(items).allSatisfy((item) -> assertThat(item.ends()).hasSize(1));
			assertThat(workshop.issue(3)).extracting(Work::end).containsOnly("answered");
		}
	}

	@Test
	void aWorkerThatCutsItsRingsOffLosesOnlyTheItemThatItHasClaimed() throws Exception {
		Script script = (worker) -> {
			ChildConnection connection = worker.getReady();
			BlackBox blackBox = worker.blackBox();
			long position = worker.nextItem(connection);
			blackBox.claim(position);
			// So quickly that it is sent some ahead
			for (int i = 0; i < 90 && worker.mayClaimUntil() == position + 1; i++) {
				FakeWorker.answer(connection, position);
				position = worker.nextItem(connection);
				blackBox.claim(position);
			}
			try (FileChannel file = FileChannel.open(worker.bootstrap().rings(), StandardOpenOption.WRITE)) {
				file.truncate(0);
			}
			worker.exit(5);
		};
		try (Workshop workshop = new Workshop(this.directory.path(), PATIENT, script)) {
			List<Work> items = workshop.issue(100);
			assertThat(items).allSatisfy((item) -> assertThat(item.end()).isNotEmpty());
			assertThat(items).allSatisfy((item) -> assertThat(item.ends()).hasSize(1));
			assertThat(items).extracting(Work::end)
				.filteredOn((end) -> !end.equals("answered"))
				.singleElement()
				.asString()
				// Whatever its agent notices first
				.isIn("lost PROTOCOL_ERROR", "lost EXITED");
			assertThat(workshop.workers().exits()).hasSize(1);
		}
	}

	@Test
	void theSetGivesUpWhenNoWorkerEverSaysHello() throws Exception {
		Script mute = (worker) -> worker.exit(77);
		try (Workshop workshop = new Workshop(this.directory.path(), PATIENT, mute, mute, mute)) {
			await().until(() -> workshop.broken() != null);
			assertThat(workshop.broken()).hasMessageContaining("exited with code 77");
			assertThat(workshop.workers().started()).isEqualTo(3);
			assertThat(workshop.workers().isEmpty()).isTrue();
		}
	}

	private static Arguments script(String name, Script script) {
		return Arguments.of(name, script);
	}

	private static Arguments script(String name, int lost, Answering answering) {
		return Arguments.of(name, lost, answering);
	}

	/** Waits until the parent hangs up. */
	private static void awaitEnd(SocketChannel socket) throws IOException {
		assertThat(socket.read(ByteBuffer.allocate(1))).isNegative();
	}

	private static ByteBuffer hello(Bootstrap bootstrap, int socket) {
		return hello(socket, bootstrap.secret());
	}

	private static ByteBuffer hello(int socket, byte[] secret) {
		ByteBuffer payload = ByteBuffer.allocate(12 + secret.length);
		payload.putShort((short) 1).put((byte) socket).putLong(1).put((byte) secret.length);
		payload.put(secret);
		return FakeWorker.frame(payload.capacity(), 1, 3, MAGIC, 0, payload.array());
	}

	private static long word(long epoch, long next, long end) {
		return (epoch << 48) | (next << 24) | end;
	}

	private static void scribble(Path file, long word) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
			channel.write(ByteBuffer.allocate(8).putLong(0, Long.reverseBytes(word)), 0);
		}
	}

	/** What a worker sends when it should answer. */
	@FunctionalInterface
	interface Answering {

		void answer(FakeWorker worker, ChildConnection connection) throws IOException;

	}

}
