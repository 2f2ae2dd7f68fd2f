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
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

/**
 * What fuzz tests share. A build makes the rounds that it has time for, always the same
 * ones; {@code -Dprocesspool.fuzz.rounds=1000000 -Dprocesspool.fuzz.seed=7} makes others.
 * An input that fails is written to {@code target/fuzz}, to be moved to the corpus in
 * {@code src/test/resources/fuzz}, all of which is tried in every build.
 */
public final class Fuzz {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private Fuzz() {
	}

	/**
	 * How many inputs to try.
	 * @param normally in a normal build
	 * @return the number
	 */
	public static long rounds(long normally) {
		return Long.getLong("processpool.fuzz.rounds", normally);
	}

	/**
	 * Where random numbers begin.
	 * @param normally in a normal build
	 * @return the seed
	 */
	public static long seed(long normally) {
		return Long.getLong("processpool.fuzz.seed", normally);
	}

	/**
	 * The corpus.
	 * @param name of what it is for
	 * @return the name and the bytes of each input
	 * @throws IOException if it cannot be read
	 */
	public static Stream<Arguments> corpus(String name) throws IOException {
		try (Stream<Path> files = Files.list(Path.of("src", "test", "resources", "fuzz", name))) {
			return files.sorted().map(Fuzz::input).toList().stream();
		}
	}

	private static Arguments input(Path file) {
		try {
			String hex = Files.readString(file).replaceAll("(?m)#.*$", "").replaceAll("\\s", "");
			return Arguments.of(file.getFileName().toString(), HexFormat.of().parseHex(hex));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Tries one input, which must not take more memory than allowed, nor throw.
	 * @param name of what it is for
	 * @param input the input
	 * @param most how many bytes may be allocated for it
	 * @param attempt what to do with it; lets pass what it may throw
	 */
	public static void attempt(String name, byte[] input, long most, Attempt attempt) {
		long before = THREADS.getCurrentThreadAllocatedBytes();
		try {
			attempt.on(input);
		}
		catch (Throwable ex) {
			throw failure(name, input, "fails", ex);
		}
		long taken = THREADS.getCurrentThreadAllocatedBytes() - before;
		if (taken > most) {
			throw failure(name, input, "takes " + taken + " bytes, allowed are " + most, null);
		}
	}

	private static AssertionError failure(String name, byte[] input, String what, @Nullable Throwable cause) {
		try {
			Path directory = Files.createDirectories(Path.of("target", "fuzz", name));
			Path file = directory.resolve(Integer.toHexString(Arrays.hashCode(input)) + ".hex");
			Files.writeString(file, HexFormat.of().formatHex(input));
			return new AssertionError("the input " + file + " " + what, cause);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What is done with an input. */
	@FunctionalInterface
	public interface Attempt {

		/**
		 * Does it.
		 * @param input the input
		 * @throws Exception if it fails
		 */
		void on(byte[] input) throws Exception;

	}

}
