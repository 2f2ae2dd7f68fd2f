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

package io.processpool.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fails a test class that leaves something behind: a process, a thread of a pool or one
 * that is no daemon, or a file where pools keep theirs. What takes a moment to go is
 * waited for. For the time of the class, pools have a temporary directory of their own,
 * so that other builds on the same machine do not matter.
 */
public final class LeakCheck implements BeforeAllCallback, AfterAllCallback {

	private static final Namespace NAMESPACE = Namespace.create(LeakCheck.class);

	private static final String TEMPORARY = "java.io.tmpdir";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String CODE_OF_POOLS = "io.processpool.internal.";

	private static final Pattern NAMES_OF_POOLS = Pattern
		.compile(".+-(worker-\\d+.*|timer|keep-alive|callback-\\d+|imap-\\d+)|.+ worker \\d+ (task|control)");

	private static final Pattern NAMES_OF_TOOLS = Pattern.compile("junit-.*|awaitility-.*");

	@Override
	public void beforeAll(ExtensionContext context) throws IOException {
		context.getStore(NAMESPACE).put(context.getUniqueId(), Before.look());
	}

	@Override
	public void afterAll(ExtensionContext context) throws IOException {
		Before before = context.getStore(NAMESPACE).remove(context.getUniqueId(), Before.class);
		if (before == null) {
			throw new IllegalStateException("beforeAll was not called");
		}
		System.setProperty(TEMPORARY, before.temporary());
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(20))
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(before.leaks()).as("what the tests left behind").isEmpty());
		Files.delete(before.directory());
	}

	/**
	 * What there was before the tests.
	 *
	 * @param threads the threads
	 * @param processes the descendants of this process
	 * @param temporary the temporary directory of this JVM
	 * @param directory the temporary directory of the tests' pools
	 */
	private record Before(Set<Thread> threads, Set<Long> processes, String temporary, Path directory) {

		static Before look() throws IOException {
			String temporary = System.getProperty(TEMPORARY);
			// Short, since addresses of sockets may not be long
			Path directory = Files.createTempDirectory("pp");
			Before before = new Before(Set.copyOf(Thread.getAllStackTraces().keySet()),
					descendants().map(ProcessHandle::pid).collect(Collectors.toUnmodifiableSet()), temporary,
					directory);
			System.setProperty(TEMPORARY, directory.toString());
			return before;
		}

		List<String> leaks() {
			List<String> leaks = new ArrayList<>();
			Thread.getAllStackTraces().forEach((thread, stack) -> {
				if (!this.threads.contains(thread) && thread.isAlive() && isLeak(thread, stack)) {
					leaks.add(describe(thread, stack));
				}
			});
			descendants().filter((process) -> !this.processes.contains(process.pid()))
				.forEach((process) -> leaks
					.add("process " + process.pid() + ": " + process.info().commandLine().orElse("?")));
			try (Stream<Path> files = Files.walk(this.directory)) {
				files.filter((file) -> !file.equals(this.directory)).forEach((file) -> leaks.add("file " + file));
			}
			catch (IOException | UncheckedIOException ex) {
				leaks.add("a file that vanishes: " + ex.getMessage());
			}
			return leaks;
		}

		private static boolean isLeak(Thread thread, StackTraceElement[] stack) {
			return (!thread.isDaemon() && !NAMES_OF_TOOLS.matcher(thread.getName()).matches())
					|| NAMES_OF_POOLS.matcher(thread.getName()).matches()
					|| Arrays.stream(stack).anyMatch((frame) -> frame.getClassName().startsWith(CODE_OF_POOLS));
		}

		private static String describe(Thread thread, StackTraceElement @Nullable [] stack) {
			String frames = (stack != null)
					? Arrays.stream(stack).limit(12).map(Object::toString).collect(Collectors.joining(", ")) : "";
			return "thread '" + thread.getName() + "' " + Map.of("daemon", thread.isDaemon()) + " at " + frames;
		}

		private static Stream<ProcessHandle> descendants() {
			return ProcessHandle.current().descendants().filter(ProcessHandle::isAlive);
		}

	}

}
