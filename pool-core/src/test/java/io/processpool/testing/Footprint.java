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
import java.net.StandardProtocolFamily;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What this JVM occupies at one moment: threads, child processes, open files, and what it
 * has in the directory where its pools keep their files. A later look tells what has been
 * left behind since.
 * <p>
 * Open files are those that pools work with: sockets, pipes, what a selector is made of,
 * and files in that directory; classes that are loaded meanwhile open others. Mappings
 * are those of files in that directory, which may be deleted. Java 17 unmaps memory when
 * it collects the buffer, so garbage is collected before mappings are looked at.
 *
 * @param directory the directory for temporary files of pools
 * @param threads the threads
 * @param processes the descendants of this process
 * @param files the open files, by what they are, with their numbers
 */
public record Footprint(Path directory, Set<Thread> threads, Set<Long> processes, Map<String, Integer> files) {

	private static final String CODE_OF_POOLS = "io.processpool.internal.";

	private static final Pattern NAMES_OF_POOLS = Pattern
		.compile(".+-(worker-\\d+.*|timer|keep-alive|callback-\\d+|imap-\\d+)|.+ worker \\d+ (task|control)");

	private static final Pattern NAMES_OF_TOOLS = Pattern.compile("junit-.*|awaitility-.*");

	private static final Pattern FILES_OF_POOLS = Pattern
		.compile("socket:.*|pipe:.*|anon_inode:\\[?event(poll|fd)\\]?");

	private static final Path OPEN_FILES = Path.of("/proc/self/fd");

	private static final Path MAPPINGS = Path.of("/proc/self/maps");

	/**
	 * Looks.
	 * @param directory the directory for temporary files of pools
	 * @return what there is now
	 */
	public static Footprint look(Path directory) {
		openWhatStaysOpen();
		return new Footprint(directory, Set.copyOf(Thread.getAllStackTraces().keySet()),
				descendants().map(ProcessHandle::pid).collect(Collectors.toUnmodifiableSet()), openFiles(directory));
	}

	/**
	 * Looks again.
	 * @return what is there and was not, in words
	 */
	public List<String> leaks() {
		List<String> leaks = new ArrayList<>();
		addThreads(leaks);
		descendants().filter((process) -> !this.processes.contains(process.pid()))
			.forEach((process) -> leaks
				.add("process " + process.pid() + ": " + process.info().commandLine().orElse("?")));
		openFiles(this.directory).forEach((file, count) -> {
			int before = this.files.getOrDefault(file, 0);
			if (count > before) {
				leaks.add("open file " + file + ((count > 1) ? ", " + count + " times, before " + before : ""));
			}
		});
		addFiles(leaks);
		addMappings(leaks);
		return leaks;
	}

	/** The JDK keeps a socket of its own from the first use of sockets and files on. */
	private static void openWhatStaysOpen() {
		try (SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
				FileChannel file = FileChannel.open(MAPPINGS)) {
			if (!socket.isOpen() || !file.isOpen()) {
				throw new IllegalStateException("closed by itself");
			}
		}
		catch (IOException ex) {
			// Nothing to see, then, either
		}
	}

	private void addThreads(List<String> leaks) {
		Thread.getAllStackTraces().forEach((thread, stack) -> {
			if (!this.threads.contains(thread) && thread.isAlive() && isLeak(thread, stack)) {
				leaks.add(describe(thread, stack));
			}
		});
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

	private static Map<String, Integer> openFiles(Path directory) {
		Map<String, Integer> files = new HashMap<>();
		if (!Files.isDirectory(OPEN_FILES)) {
			return files;
		}
		try (DirectoryStream<Path> numbers = Files.newDirectoryStream(OPEN_FILES)) {
			for (Path number : numbers) {
				String file = target(number);
				if (FILES_OF_POOLS.matcher(file).matches() || file.startsWith(directory + "/")) {
					files.merge(file, 1, Integer::sum);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return files;
	}

	private static String target(Path number) {
		try {
			return Files.readSymbolicLink(number).toString();
		}
		catch (IOException ex) {
			return "closed meanwhile";
		}
	}

	private void addFiles(List<String> leaks) {
		try (Stream<Path> files = Files.walk(this.directory)) {
			files.filter((file) -> !file.equals(this.directory)).forEach((file) -> leaks.add("file " + file));
		}
		catch (IOException | UncheckedIOException ex) {
			leaks.add("a file that vanishes: " + ex.getMessage());
		}
	}

	private void addMappings(List<String> leaks) {
		List<String> mappings = mappings();
		if (!mappings.isEmpty()) {
			System.gc();
			leaks.addAll(mappings());
		}
	}

	private List<String> mappings() {
		if (!Files.isReadable(MAPPINGS)) {
			return List.of();
		}
		try (Stream<String> lines = Files.lines(MAPPINGS)) {
			return lines.filter((line) -> line.contains(this.directory + "/")).map("mapping "::concat).toList();
		}
		catch (IOException | UncheckedIOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
