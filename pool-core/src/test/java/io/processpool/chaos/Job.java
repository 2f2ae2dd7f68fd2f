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

package io.processpool.chaos;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;

/**
 * One task, with all that is needed to check its answer.
 *
 * @param key what tells it from all others, and what its bytes are made of
 * @param load the bytes that travel to the worker
 * @param size how many bytes are to travel back
 * @param fate how it is to end
 * @param witnesses where it leaves a trace when it runs, or {@code null}; a second trace
 * tells that it has been run twice
 */
record Job(long key, byte[] load, int size, Fate fate, @Nullable String witnesses) implements Serializable {

	static final String AGAIN = "-again";

	private static final int KIB = 1024;

	private static final int MIB = 1024 * KIB;

	static Job of(SplittableRandom random, Fate fate, boolean large, @Nullable Path witnesses) {
		long key = random.nextLong();
		String traces = (witnesses != null && random.nextInt(4) == 0) ? witnesses.toString() : null;
		return new Job(key, bytes(key, size(random, large)), size(random, large), fate, traces);
	}

	/** Mostly small, sometimes as large as a mebibyte or, one at a time, several. */
	private static int size(SplittableRandom random, boolean large) {
		int kind = random.nextInt(1000);
		if (kind < 700) {
			return random.nextInt(200);
		}
		if (kind < 930) {
			return random.nextInt(8 * KIB);
		}
		if (kind < 990) {
			return random.nextInt(128 * KIB);
		}
		return random.nextInt(large ? 8 * MIB : MIB);
	}

	private static byte[] bytes(long seed, int size) {
		byte[] bytes = new byte[size];
		new SplittableRandom(seed).nextBytes(bytes);
		return bytes;
	}

	private static long checksum(byte[] bytes) {
		CRC32 checksum = new CRC32();
		checksum.update(bytes);
		return checksum.getValue();
	}

	/** The task itself. */
	static Reply run(Job job) throws Exception {
		if (job.witnesses() != null) {
			testify(Path.of(job.witnesses()), Long.toHexString(job.key()));
		}
		job.fate().meet(job.key());
		return new Reply(job.key(), checksum(job.load()), bytes(~job.key(), job.size()));
	}

	/** The task itself, as one of two arguments. */
	static Reply runTwo(Job job, Long key) throws Exception {
		if (key != job.key()) {
			throw new IllegalStateException("The arguments do not belong together");
		}
		return run(job);
	}

	/** The task itself, without its answer. */
	static void consume(Job job) throws Exception {
		run(job);
	}

	private static void testify(Path witnesses, String name) throws IOException {
		try {
			Files.createFile(witnesses.resolve(name));
		}
		catch (FileAlreadyExistsException ex) {
			Files.createFile(witnesses.resolve(name + AGAIN + System.nanoTime()));
		}
	}

	boolean isAnsweredBy(@Nullable Reply reply) {
		return reply != null && this.fate == Fate.ANSWER && reply.key() == this.key
				&& reply.checksum() == checksum(this.load) && Arrays.equals(reply.load(), bytes(~this.key, this.size));
	}

	/** A small task, of which there are many. */
	static long scramble(int number) {
		return new SplittableRandom(number).nextLong();
	}

	@Override
	public String toString() {
		return "Job[" + Long.toHexString(this.key) + ", " + this.load.length + " to " + this.size + " bytes, "
				+ this.fate + "]";
	}

	/**
	 * The answer.
	 *
	 * @param key the key of the task
	 * @param checksum of the bytes that it was given
	 * @param load bytes made of the key
	 */
	record Reply(long key, long checksum, byte[] load) implements Serializable {
	}

	/**
	 * What a task throws that is to throw.
	 */
	static final class Failure extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final long key;

		Failure(long key) {
			super("a task that throws on purpose");
			this.key = key;
		}

		long key() {
			return this.key;
		}

	}

}
