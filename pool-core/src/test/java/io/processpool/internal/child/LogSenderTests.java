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

package io.processpool.internal.child;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.Thread.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.processpool.WorkerLogEvent;
import io.processpool.internal.channel.Bootstrap;
import io.processpool.internal.channel.ChildConnection;
import io.processpool.internal.channel.LogMessage;
import io.processpool.internal.channel.Message;
import io.processpool.internal.channel.MessageType;
import io.processpool.internal.channel.WorkerConnection;
import io.processpool.testing.SocketDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static io.processpool.testing.Patience.await;

/**
 * What is logged in a worker does not get in the way of anything else.
 */
@Timeout(120)
class LogSenderTests {

	private static final byte[] SECRET = new byte[32];

	@RegisterExtension
	private final SocketDirectory directory = new SocketDirectory();

	private final Parent parent = new Parent();

	private WorkerConnection connection;

	private ChildConnection child;

	@BeforeEach
	void connect() throws Exception {
		Path socket = this.directory.path().resolve("s");
		this.connection = WorkerConnection.listen(socket, SECRET, 1024 * 1024, null, this.parent);
		Bootstrap bootstrap = new Bootstrap("log", 1, socket, socket, 1, null, SECRET, 1024 * 1024, false);
		CompletableFuture<ChildConnection> connecting = CompletableFuture.supplyAsync(() -> {
			try {
				return ChildConnection.connect(bootstrap);
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		});
		while (!this.connection.isConnected()) {
			this.connection.poll();
		}
		this.child = connecting.get(60, TimeUnit.SECONDS);
	}

	@AfterEach
	void close() throws IOException {
		this.child.close();
		this.connection.close();
	}

	@Test
	void whatCannotBeSentForWantOfAThreadIsCountedAndHarmsNoTask() throws IOException {
		AtomicInteger asked = new AtomicInteger();
		LogSender sender = new LogSender(this.child, "log", (thread) -> {
			if (asked.incrementAndGet() == 1) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			thread.start();
		});
		sender.log(event("lost"));
		// For longer than the test may take
		sender.flush(TimeUnit.DAYS.toMillis(1));
		sender.log(event("sent"));
		while (this.parent.messages.size() < 2) {
			this.connection.poll();
		}
		assertThat(this.parent.messages.get(0)).isEqualTo("sent");
		assertThat(this.parent.messages.get(1)).startsWith("1 log events of this worker were dropped");
	}

	@Test
	void whoLogsWithoutEndDoesNotKeepAStackFromBeingTold() throws Exception {
		AtomicInteger logged = new AtomicInteger();
		byte[] line = LogMessage.encode(event("x".repeat(10_000)));
		Thread logging = thread(() -> {
			while (true) {
				this.child.sendControl(MessageType.LOG, 0, line);
				logged.incrementAndGet();
			}
		});
		// Nobody reads, so the line after these fills the socket, and holds the lock
		await().untilAsserted(() -> {
			int before = logged.get();
			assertThat(before).isPositive();
			await().during(Duration.ofMillis(200)).until(() -> logged.get() == before);
		});
		Thread telling = thread(() -> this.child.sendControl(MessageType.STACK_REPLY, 7, new byte[8]));
		await().until(() -> Set.of(State.WAITING, State.TERMINATED).contains(telling.getState()));
		int before = logged.get();
		while (!this.parent.messages.contains("STACK_REPLY")) {
			this.connection.poll();
		}
		// Only the line that was on its way comes first
		assertThat(this.parent.messages.indexOf("STACK_REPLY")).isLessThanOrEqualTo(before + 1);
		this.child.close();
		logging.join();
		telling.join();
	}

	private static Thread thread(Action action) {
		Thread thread = new Thread(() -> {
			try {
				action.run();
			}
			catch (IOException ex) {
				// The test is over
			}
		});
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	private static WorkerLogEvent event(String message) {
		return new WorkerLogEvent(Instant.EPOCH, Level.INFO, "logger", "thread", message, Map.of(), "");
	}

	/** What may fail. */
	private interface Action {

		void run() throws IOException;

	}

	/** Remembers what comes: the text of what was logged, else the type. */
	private static final class Parent implements WorkerConnection.Handler {

		private final List<String> messages = new ArrayList<>();

		@Override
		public void data(Message message) {
			throw new AssertionError(message);
		}

		@Override
		public void control(Message message) throws IOException {
			this.messages.add((message.type() == MessageType.LOG) ? LogMessage.decode(message.payload()).message()
					: message.type().name());
		}

		@Override
		public long beforeWait() {
			return Long.MAX_VALUE;
		}

	}

}
