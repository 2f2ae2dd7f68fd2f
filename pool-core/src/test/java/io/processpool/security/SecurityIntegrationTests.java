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

package io.processpool.security;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.PrintWriter;
import java.io.Serial;
import java.io.Serializable;
import java.io.StringWriter;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

import io.processpool.AsyncResult;
import io.processpool.DeserializationPolicy;
import io.processpool.PoolState;
import io.processpool.ProcessPool;
import io.processpool.ProcessPoolException;
import io.processpool.RemoteTaskException;
import io.processpool.TaskCallable;
import io.processpool.TaskOptions;
import io.processpool.TaskSerializationException;
import io.processpool.TaskTimeoutException;
import io.processpool.WorkerInfo;
import io.processpool.WorkerLostException;
import io.processpool.WorkerState;
import io.processpool.testing.Bombs;
import org.apache.commons.collections.functors.InvokerTransformer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static io.processpool.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What SECURITY.md promises, on real processes.
 */
@Timeout(180)
class SecurityIntegrationTests {

	private static final String TEMPORARY = "java.io.tmpdir";

	private static final String PAYLOAD = "payload-" + "7f3a9c51";

	private static final String PROPERTY = "property-" + "5b1e77d0";

	@TempDir
	private static Path temporary;

	private static final Queue<String> logged = new ConcurrentLinkedQueue<>();

	private static final Logger LOGGER = Logger.getLogger("io.processpool");

	private static final Handler LISTENER = new Handler() {

		@Override
		public void publish(LogRecord record) {
			logged.add(record.getMessage() + text(record.getThrown()));
		}

		@Override
		public void flush() {
			// Nothing is kept back
		}

		@Override
		public void close() {
			// Nothing is open
		}

	};

	private static String temporaryBefore;

	private static Set<String> listeningBefore;

	private static ProcessPool pool;

	@BeforeAll
	static void createPool() throws Exception {
		temporaryBefore = System.setProperty(TEMPORARY, temporary.toString());
		LISTENER.setLevel(Level.ALL);
		LOGGER.setLevel(Level.ALL);
		LOGGER.addHandler(LISTENER);
		listeningBefore = networkSockets(ProcessHandle.current().pid());
		pool = ProcessPool.builder()
			.processes(2)
			.name("secure")
			.deserialization(DeserializationPolicy.strict())
			.systemProperties(Map.of("secret", PROPERTY))
			.build();
		assertThat(pool.awaitReady(Duration.ofSeconds(60))).isTrue();
	}

	@AfterAll
	static void terminatePool() {
		pool.terminate();
		LOGGER.removeHandler(LISTENER);
		LOGGER.setLevel(null);
		System.setProperty(TEMPORARY, temporaryBefore);
	}

	private static List<Long> pids() {
		return pool.workers().stream().map(WorkerInfo::pid).filter((pid) -> pid > 0).toList();
	}

	/** The sockets of a process that are sockets of some network, by their inode. */
	private static Set<String> networkSockets(long pid) throws IOException {
		Set<String> own = new HashSet<>();
		try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
			for (Path file : files.toList()) {
				String target = target(file);
				if (target.startsWith("socket:[")) {
					own.add(target.substring(8, target.length() - 1));
				}
			}
		}
		Set<String> network = new HashSet<>();
		for (String table : List.of("tcp", "tcp6", "udp", "udp6", "raw", "raw6")) {
			Path path = Path.of("/proc", Long.toString(pid), "net", table);
			for (String line : Files.exists(path) ? Files.readAllLines(path) : List.<String>of()) {
				String[] columns = line.strip().split("\\s+");
				network.add((columns.length > 9) ? columns[9] : "");
			}
		}
		own.retainAll(network);
		return own;
	}

	private static String target(Path file) {
		try {
			return Files.readSymbolicLink(file).toString();
		}
		catch (IOException ex) {
			// Closed meanwhile
			return "";
		}
	}

	@Test
	void nothingHasASocketOfTheNetwork() throws IOException {
		List<Integer> numbers = pool.map((number) -> number, List.of(1, 2, 3));
		assertThat(numbers).containsExactly(1, 2, 3);
		for (long pid : pids()) {
			assertThat(networkSockets(pid)).as("network sockets of worker %d", pid).isEmpty();
		}
		assertThat(listeningBefore).containsAll(networkSockets(ProcessHandle.current().pid()));
	}

	@Test
	void filesAreForThisUserAlone() throws IOException {
		// Workers that start or end make and delete files
		await().untilAsserted(() -> assertThat(pool.workers()).hasSize(2)
			.allSatisfy((worker) -> assertThat(worker.state()).isEqualTo(WorkerState.IDLE)));
		List<Path> seen = new ArrayList<>();
		Files.walkFileTree(temporary, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
					throws IOException {
				return look(directory, "rwx------");
			}

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				return look(file, "rw-------");
			}

			@Override
			public FileVisitResult visitFileFailed(Path file, IOException ex) throws IOException {
				if (ex instanceof NoSuchFileException) {
					return FileVisitResult.CONTINUE;
				}
				throw ex;
			}

			private FileVisitResult look(Path file, String mode) throws IOException {
				if (file.toString().contains("processpool-")) {
					assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).as(file.toString())
						.isEqualTo(mode);
					assertThat(Files.getOwner(file)).isEqualTo(Files.getOwner(temporary));
					seen.add(file);
				}
				return FileVisitResult.CONTINUE;
			}

		});
		assertThat(seen).hasSizeGreaterThan(3);
	}

	@Test
	void secretsAndPayloadsAreToldNowhere() throws Exception {
		Envelope envelope = new Envelope(PAYLOAD);
		List<Throwable> failures = new ArrayList<>();
		int length = pool.apply((argument) -> argument.text.length(), envelope);
		assertThat(length).isEqualTo(PAYLOAD.length());
		failures.add(catchThrowable(() -> pool.apply((argument) -> argument, List.of(envelope, new Object()))));
		failures.add(catchThrowable(() -> pool.apply((argument) -> argument, new Unreadable(envelope))));
		failures.add(catchThrowable(() -> pool.apply((argument) -> List.of(argument, new Object()), envelope)));
		failures.add(catchThrowable(() -> pool.apply((argument) -> new Unreadable(argument), envelope)));
		failures.add(catchThrowable(() -> pool.apply((argument) -> {
			Runtime.getRuntime().halt(7);
			return argument;
		}, envelope)));
		failures.add(catchThrowable(
				() -> pool.with(TaskOptions.defaults().timeout(Duration.ofMillis(300))).apply((argument) -> {
					Thread.sleep(60_000);
					return argument;
				}, envelope)));
		AsyncResult<Envelope> cancelled = pool.applyAsync((argument) -> {
			Thread.sleep(60_000);
			return argument;
		}, envelope);
		cancelled.cancel(true);
		failures.add(catchThrowable(cancelled::get));
		assertThat(failures).allSatisfy((failure) -> assertThat(failure).isNotNull());
		assertThat(failures).hasAtLeastOneElementOfType(WorkerLostException.class)
			.hasAtLeastOneElementOfType(TaskTimeoutException.class)
			.hasAtLeastOneElementOfType(TaskSerializationException.class);
		assertThat(pool.awaitReady(Duration.ofSeconds(60))).isTrue();
		List<String> told = new ArrayList<>(logged);
		failures.forEach((failure) -> told.add(text(failure)));
		told.add(pool + " " + pool.stats() + " " + pool.workers() + " " + cancelled);
		for (long pid : pids()) {
			told.add(Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.ISO_8859_1));
			told.add(Files.readString(Path.of("/proc", Long.toString(pid), "environ"), StandardCharsets.ISO_8859_1));
		}
		assertThat(logged).isNotEmpty();
		assertThat(told).noneMatch((text) -> text.contains(PAYLOAD))
			.noneMatch((text) -> text.contains(PROPERTY))
			// What a secret of the handshake looks like
			.noneMatch((text) -> text.matches("(?s).*[0-9a-f]{64}.*"));
		String property = pool.apply(() -> System.getProperty("secret"));
		assertThat(property).isEqualTo(PROPERTY);
	}

	private static String text(Throwable failure) {
		StringWriter text = new StringWriter();
		if (failure != null) {
			failure.printStackTrace(new PrintWriter(text));
		}
		return text.toString();
	}

	@Test
	void aGadgetIsRefusedWithoutBeingReadAndTheWorkerLives() {
		int before = InvokerTransformer.READ.get();
		assertThatExceptionOfType(TaskSerializationException.class)
			.isThrownBy(() -> pool.apply(() -> new InvokerTransformer()))
			.withMessageContaining(
					"class " + InvokerTransformer.class.getName() + " is refused, because it is known from attacks")
			.satisfies((ex) -> assertThat(ex.typeName()).contains(InvokerTransformer.class.getName()));
		assertThatExceptionOfType(RemoteTaskException.class).isThrownBy(() -> pool.run(() -> {
			throw new Loaded();
		})).withMessageContaining(InvokerTransformer.class.getName());
		assertThat(InvokerTransformer.READ).hasValue(before);
		assertThat(pool.state()).isEqualTo(PoolState.RUNNING);
	}

	@Test
	void whatTheParentSendsIsTrusted() {
		String name = pool.apply((argument) -> argument.getClass().getSimpleName(), new InvokerTransformer());
		assertThat(name).isEqualTo("InvokerTransformer");
	}

	@Test
	void strictAllowsTheTasksOwnPackagesAndValuesOfTheJdk() {
		Envelope envelope = pool.apply(() -> new Envelope("x"));
		assertThat(envelope.text).isEqualTo("x");
		List<Date> dates = pool.apply(() -> List.of(new Date(1)));
		assertThat(dates).containsExactly(new Date(1));
		assertThatExceptionOfType(TaskSerializationException.class)
			.isThrownBy(() -> pool.apply(() -> new URL("file:///x")))
			.withMessageContaining("add 'java.net.URL'")
			.withMessageContaining("pool.deserialization.allow");
	}

	@Test
	void aBombOfSetsDoesNotPinTheCaller() {
		assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(() -> pool.apply(() -> Bombs.sets(100)))
			.withMessageContaining("hashing them would not end");
	}

	@Test
	void theFilterOfTheWholeJvmIsHonoured() throws Exception {
		Path output = temporary.resolve("output");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Djdk.serialFilter=!" + Envelope.class.getName(), "-cp", System.getProperty("java.class.path"),
				Filtered.class.getName())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(Files.readString(output)).contains("class " + Envelope.class.getName()
				+ " is refused, because the deserialization filter of this JVM (jdk.serialFilter) does not let it pass");
	}

	/** An application that has a filter of its own. */
	static final class Filtered {

		private Filtered() {
		}

		public static void main(String[] args) {
			TaskCallable<Envelope> task = () -> new Envelope("x");
			try (var pool = ProcessPool.builder().processes(1).inThreads().build().terminateOnExit()) {
				System.out.println(Objects.toString(pool.apply(task)));
			}
			catch (ProcessPoolException ex) {
				System.out.println(ex.getMessage());
			}
		}

	}

	static class Envelope implements Serializable {

		@Serial
		private static final long serialVersionUID = 1L;

		final String text;

		Envelope(String text) {
			this.text = text;
		}

	}

	/** Fails when it is read. */
	static final class Unreadable implements Serializable {

		@Serial
		private static final long serialVersionUID = 1L;

		@SuppressWarnings("unused")
		private final Envelope envelope;

		Unreadable(Envelope envelope) {
			this.envelope = envelope;
		}

		@Serial
		private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
			in.defaultReadObject();
			throw new IOException("cannot be read");
		}

	}

	/** An exception with a gadget in it. */
	static final class Loaded extends RuntimeException {

		@Serial
		private static final long serialVersionUID = 1L;

		@SuppressWarnings("unused")
		private final InvokerTransformer gadget = new InvokerTransformer();

	}

}
