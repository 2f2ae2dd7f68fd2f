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

package io.processpool.benchmarks;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

import io.processpool.benchmarks.measure.Answers;
import io.processpool.benchmarks.measure.Statistics;

/**
 * Two JVMs and a mapped page between them, without a pool: 64 bytes go there and come
 * back, nothing is encoded, and both sides spin.
 */
final class MemoryLimit implements Contestant {

	@Override
	public String name() {
		return "limit: shared memory";
	}

	@Override
	public Set<Workload> workloads() {
		return Set.of(Workload.W1);
	}

	@Override
	public Figure measure(Workload workload, Sizes sizes) throws Exception {
		Path directory = Files.createTempDirectory("pool-benchmarks");
		Path file = directory.resolve("page");
		Files.write(file, new byte[MemoryEcho.SIZE]);
		Process child = start(file);
		try {
			return latency(MemoryEcho.map(file), sizes.calls());
		}
		finally {
			child.destroyForcibly().waitFor();
			Files.delete(file);
			Files.delete(directory);
		}
	}

	private static Process start(Path file) throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		return new ProcessBuilder(java, "-XX:+UseSerialGC", "-Xshare:auto", "-cp",
				System.getProperty("java.class.path"), MemoryEcho.class.getName(), file.toString())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
	}

	private static Figure latency(MappedByteBuffer page, int calls) {
		byte[] message = new byte[MemoryEcho.MESSAGE_BYTES];
		double[] micros = new double[calls];
		for (int i = -calls; i < calls; i++) {
			long number = (long) i + calls + 1;
			long start = System.nanoTime();
			page.put(MemoryEcho.REQUEST_BYTES, message);
			MemoryEcho.LONGS.setRelease(page, MemoryEcho.REQUEST, number);
			Answers.check(MemoryEcho.await(page, MemoryEcho.ANSWER, number), "answer %s did not come", number);
			page.get(MemoryEcho.ANSWER_BYTES, message);
			if (i >= 0) {
				micros[i] = (System.nanoTime() - start) / 1e3;
			}
		}
		Arrays.sort(micros);
		return new Figure(Statistics.percentile(micros, 50), Statistics.percentile(micros, 99), "");
	}

}
