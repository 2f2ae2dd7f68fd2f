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

package io.processpool.limits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.processpool.ExitReason;
import io.processpool.PoolScope;
import io.processpool.ProcessPool;
import io.processpool.WorkerLostException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static io.processpool.testing.Patience.await;

/**
 * A worker that the kernel's out-of-memory killer takes. Needs a machine that lets this
 * user make a control group with a limit of its own; elsewhere these tests are skipped.
 */
@EnabledOnOs(OS.LINUX)
class KernelKillIntegrationTests {

	private static final Path OLD = Path.of("/sys/fs/cgroup/memory");

	private static final Path UNIFIED = Path.of("/sys/fs/cgroup");

	private static final String LIMIT = Long.toString(150L * 1024 * 1024);

	private Path group;

	@BeforeEach
	void createGroup() {
		Path made = Stream.of(OLD, UNIFIED).filter(KernelKillIntegrationTests::canLimit).findFirst().orElse(null);
		assumeThat(made).as("a control group that this user may create and limit").isNotNull();
		this.group = groupIn(made);
	}

	@AfterEach
	void deleteGroup() {
		if (this.group != null) {
			await().ignoreExceptions().until(() -> Files.deleteIfExists(this.group) || Files.notExists(this.group));
		}
	}

	@Test
	void isToldFromOneThatSomebodyKills() {
		try (PoolScope pool = ProcessPool.builder()
			.processes(1)
			.maxHeap("1g")
			.commandPrefix("sh", "-c", "echo $$ > " + this.group + "/cgroup.procs && exec \"$@\"", "sh")
			.build()
			.terminateOnExit()) {
			WorkerLostException killed = catchThrowableOfType(WorkerLostException.class,
					() -> pool.apply(KernelKillIntegrationTests::killMyself));
			assertThat(killed.reason()).isEqualTo(ExitReason.KILLED);
			WorkerLostException taken = catchThrowableOfType(WorkerLostException.class,
					() -> pool.apply(KernelKillIntegrationTests::takeEverything));
			assertThat(taken.reason()).isEqualTo(ExitReason.KILLED_BY_OS);
			assertThat(taken.signal()).isEqualTo(9);
			assertThat(taken).hasMessageContaining("out-of-memory killer");
			WorkerLostException again = catchThrowableOfType(WorkerLostException.class,
					() -> pool.apply(KernelKillIntegrationTests::killMyself));
			assertThat(again.reason()).isEqualTo(ExitReason.KILLED);
		}
	}

	static int takeEverything() {
		List<byte[]> all = new ArrayList<>();
		while (true) {
			byte[] block = new byte[1024 * 1024];
			for (int i = 0; i < block.length; i += 512) {
				block[i] = 1;
			}
			all.add(block);
		}
	}

	static int killMyself() throws Exception {
		new ProcessBuilder("kill", "-KILL", Long.toString(ProcessHandle.current().pid())).start().waitFor();
		return 0;
	}

	private static boolean canLimit(Path mount) {
		Path group = groupIn(mount);
		try {
			if (!Files.isDirectory(mount)) {
				return false;
			}
			Files.createDirectory(group);
			Path limit = group.resolve(mount.equals(OLD) ? "memory.limit_in_bytes" : "memory.max");
			if (Files.exists(limit) && canJoin(group)) {
				Files.writeString(limit, LIMIT);
				forbidSwapping(group);
				return true;
			}
		}
		catch (IOException ex) {
			// Not for us
		}
		try {
			Files.deleteIfExists(group);
		}
		catch (IOException ex) {
			// It was not made
		}
		return false;
	}

	private static boolean canJoin(Path group) throws IOException {
		Process process = new ProcessBuilder("sh", "-c", "echo $$ > " + group + "/cgroup.procs").start();
		try {
			return process.waitFor() == 0;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private static void forbidSwapping(Path group) throws IOException {
		Path unified = group.resolve("memory.swap.max");
		if (Files.exists(unified)) {
			Files.writeString(unified, "0");
		}
		Path old = group.resolve("memory.memsw.limit_in_bytes");
		if (Files.exists(old)) {
			Files.writeString(old, LIMIT);
		}
	}

	private static Path groupIn(Path mount) {
		return mount.resolve("processpool-test-" + ProcessHandle.current().pid());
	}

}
