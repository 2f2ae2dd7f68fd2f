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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;

import io.processpool.ExitReason;
import io.processpool.TaskProgress;
import io.processpool.internal.channel.BlackBox;
import io.processpool.internal.channel.Bootstrap;
import io.processpool.internal.channel.Landing;
import io.processpool.internal.channel.WorkerConnection;
import io.processpool.internal.codec.ArrivingValue;
import io.processpool.internal.codec.DecodeLimits;
import io.processpool.internal.launch.WorkerProcess;
import io.processpool.internal.launch.WorkerSpec;
import io.processpool.internal.worker.WorkerMemories.WorkerMemory;
import org.jspecify.annotations.Nullable;

/**
 * What a worker consists of, seen from the parent: its process, the channel to it, its
 * black box, and the items that are on their way. Made and ended by the agent, and
 * confined to it but for what {@link #process} and {@link #outstanding} allow to others.
 */
final class WorkerBody {

	private static final int SECRET_LENGTH = 32;

	/** How long a process that closed its sockets may take to end by itself. */
	private static final Duration EXIT_PATIENCE = Duration.ofSeconds(2);

	/** How long a killed process may take to be gone. */
	private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);

	private static final Duration OUTPUT_PATIENCE = Duration.ofSeconds(3);

	private static final SecureRandom RANDOM = new SecureRandom();

	private final WorkerProcess process;

	private final WorkerConnection connection;

	private final WorkerMemory memory;

	private final BlackBox blackBox;

	private final WorkerMemories memories;

	private final Path bootFile;

	private final Outstanding outstanding;

	private boolean legible;

	private WorkerBody(WorkerProcess process, WorkerConnection connection, WorkerMemory memory, WorkerMemories memories,
			Path bootFile) {
		this.process = process;
		this.connection = connection;
		this.memory = memory;
		this.blackBox = memory.blackBox();
		this.memories = memories;
		this.bootFile = bootFile;
		this.outstanding = new Outstanding(this.blackBox);
	}

	/** Starts a process. It will connect when it is up. */
	static WorkerBody launch(int id, WorkerResources resources, WorkerMemories memories,
			WorkerConnection.Handler handler) throws IOException {
		WorkerMemory memory = made(resources, memories::take);
		try {
			return launch(id, resources, memory, memories, handler);
		}
		catch (IOException | RuntimeException | Error ex) {
			// There may be a process all the same, which nobody has waited for
			memories.abandon(memory);
			throw ex;
		}
	}

	private static WorkerBody launch(int id, WorkerResources resources, WorkerMemory memory, WorkerMemories memories,
			WorkerConnection.Handler handler) throws IOException {
		byte[] secret = new byte[SECRET_LENGTH];
		RANDOM.nextBytes(secret);
		Path directory = resources.directory().get();
		Path socket = directory.resolve("s" + id);
		Path bootFile = directory.resolve("boot-" + id);
		WorkerConnection connection = made(resources,
				() -> WorkerConnection.listen(socket, secret, resources.maxMessage(), memory.rings(), handler));
		connection.land(WorkerBody::find);
		try {
			Bootstrap bootstrap = new Bootstrap(resources.poolName(), id, socket, memory.blackBox().file(),
					memory.renew(), (memory.rings() != null) ? memory.rings().file() : null, secret,
					resources.maxMessage(), resources.allowNestedPools(), resources.codec());
			made(resources, () -> {
				bootstrap.write(bootFile);
				return bootFile;
			});
			WorkerProcess process = resources.launcher()
				.launch(new WorkerSpec(resources.poolName(), id, directory, bootFile), resources.output(id));
			return new WorkerBody(process, connection, memory, memories, bootFile);
		}
		catch (IOException | RuntimeException | Error ex) {
			connection.close();
			deleteBootstrap(bootFile);
			throw ex;
		}
	}

	private static @Nullable Landing find(ByteBuffer head) {
		ArrivingValue value = ArrivingValue.of(head, DecodeLimits.defaults());
		return (value != null) ? new Landing(value.size(), value::take, value::place, value::value) : null;
	}

	/** Says where it was that something could not be made. */
	private static <T> T made(WorkerResources resources, Part<T> part) throws IOException {
		try {
			return part.make();
		}
		catch (IOException ex) {
			throw new IOException("its files cannot be made in " + resources.directory().get() + ": " + ex.getMessage()
					+ " (pools keep their files where -Djava.io.tmpdir points)", ex);
		}
	}

	/** It holds a secret; a worker deletes it, if it ever reads it. */
	private static void deleteBootstrap(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			// It goes with the directory
		}
	}

	/** May be asked for its pid, and killed, by any thread. */
	WorkerProcess process() {
		return this.process;
	}

	/** May be woken by any thread. */
	WorkerConnection connection() {
		return this.connection;
	}

	/** May be asked for its head and its size by any thread. */
	Outstanding outstanding() {
		return this.outstanding;
	}

	/** Waits for the end of a process that was told to go. */
	void awaitExit(Duration patience) {
		Waiting.forExit(this.process, patience);
	}

	/**
	 * Makes sure that the process is dead, and hands over what it had sent.
	 * @param intended why the pool ends it, or {@code null} if it ended by itself
	 * @param why more about that, may be empty
	 * @return how it died
	 */
	Obituary end(@Nullable ExitReason intended, String why) {
		Integer exitCode = (intended == null) ? Waiting.forExit(this.process, EXIT_PATIENCE) : null;
		ExitReason reason = (intended != null || exitCode != null) ? intended : ExitReason.UNRESPONSIVE;
		this.process.kill();
		exitCode = Waiting.forExit(this.process, KILL_PATIENCE);
		this.process.awaitOutput(OUTPUT_PATIENCE);
		this.connection.drain();
		this.connection.close();
		deleteBootstrap(this.bootFile);
		this.legible = exitCode != null && this.blackBox.isWhole();
		return Obituary.of(this.process, exitCode, this.legible ? this.blackBox : null, reason, why);
	}

	/**
	 * Whether the claim word tells what the worker had begun: not if the worker may still
	 * live, nor if it has destroyed its black box. Known after the end.
	 */
	boolean isLegible() {
		return this.legible;
	}

	/** Whether it died while it received the item, or the call that the item is of. */
	boolean wasReceiving(WorkItem item, long position) {
		return this.blackBox.isReceiving(item.call().id(), position);
	}

	/** How far an item has come by its own account. May be asked for by any thread. */
	Optional<TaskProgress> progress(Outstanding.Sent item) {
		return this.blackBox.isWhole() ? Optional.ofNullable(this.blackBox.progress(item.position()))
				: Optional.empty();
	}

	/** What the worker was doing when it died, as far as that can be known. */
	BlackBox.Stage stage() {
		return this.legible ? this.blackBox.stage() : BlackBox.Stage.RUN;
	}

	/** Nothing will be asked of the black box any more. */
	void release() {
		if (this.legible) {
			this.memories.release(this.memory);
		}
		else {
			this.memories.abandon(this.memory);
		}
	}

	/**
	 * Makes something that a worker needs.
	 *
	 * @param <T> what it is
	 */
	private interface Part<T> {

		T make() throws IOException;

	}

}
