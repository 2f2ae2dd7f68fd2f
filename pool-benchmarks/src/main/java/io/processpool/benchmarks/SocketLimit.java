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
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

import io.processpool.benchmarks.measure.Answers;
import io.processpool.benchmarks.measure.Statistics;

/**
 * Two JVMs and a Unix domain socket between them, without a pool: bytes go there and come
 * back, and nothing is encoded.
 */
final class SocketLimit implements Contestant {

	private static final int MESSAGE_BYTES = 64;

	@Override
	public String name() {
		return "limit: socket";
	}

	@Override
	public Set<Workload> workloads() {
		return Set.of(Workload.W1, Workload.W5, Workload.W5B, Workload.W6, Workload.W7);
	}

	@Override
	public Figure measure(Workload workload, Sizes sizes) throws Exception {
		Path directory = Files.createTempDirectory("pool-benchmarks");
		Path path = directory.resolve("socket");
		long start = System.nanoTime();
		Process child = null;
		try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			server.bind(UnixDomainSocketAddress.of(path));
			int bytes = switch (workload) {
				case W5 -> sizes.bulkBytes();
				case W5B -> sizes.echoBytes();
				default -> MESSAGE_BYTES;
			};
			child = startChild(path, bytes);
			try (SocketChannel socket = server.accept()) {
				ByteBuffer message = ByteBuffer.allocateDirect(bytes);
				if (workload == Workload.W6 || workload == Workload.W7) {
					echo(socket, message);
					return (workload == Workload.W6)
							? Figure.of((System.nanoTime() - start) / 1e6, "one bare JVM, its first answer")
							: Memory.of(List.of(child.pid()));
				}
				return (workload == Workload.W1) ? latency(socket, message, sizes)
						: bulk(socket, message, (workload == Workload.W5) ? 2 : sizes.echoes(), sizes.warmUps());
			}
		}
		finally {
			if (child != null) {
				child.destroyForcibly().waitFor();
			}
			Files.deleteIfExists(path);
			Files.delete(directory);
		}
	}

	private static Process startChild(Path path, int bytes) throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		return new ProcessBuilder(java, "-XX:+UseSerialGC", "-Xshare:auto", "-cp",
				System.getProperty("java.class.path"), SocketEcho.class.getName(), path.toString(),
				Integer.toString(bytes))
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
	}

	private static Figure latency(SocketChannel socket, ByteBuffer message, Sizes sizes) throws IOException {
		int calls = sizes.calls();
		double[] micros = new double[calls];
		for (int i = -calls; i < calls; i++) {
			long start = System.nanoTime();
			echo(socket, message);
			if (i >= 0) {
				micros[i] = (System.nanoTime() - start) / 1e3;
			}
		}
		Arrays.sort(micros);
		return new Figure(Statistics.percentile(micros, 50), Statistics.percentile(micros, 99), "");
	}

	private static Figure bulk(SocketChannel socket, ByteBuffer message, int count, int warmUps) throws IOException {
		byte[] content = new byte[message.capacity()];
		new Random(1).nextBytes(content);
		message.put(content);
		for (int i = 0; i < warmUps; i++) {
			echo(socket, message);
		}
		long start = System.nanoTime();
		for (int i = 0; i < count; i++) {
			echo(socket, message);
		}
		double seconds = (System.nanoTime() - start) / 1e9;
		Answers.check(message.flip().equals(ByteBuffer.wrap(content)), "%s bytes came back changed", content.length);
		return Figure.of(2.0 * content.length * count / 1e6 / seconds);
	}

	private static void echo(SocketChannel socket, ByteBuffer message) throws IOException {
		SocketEcho.writeAll(socket, message.clear());
		SocketEcho.readAll(socket, message.clear());
	}

}
