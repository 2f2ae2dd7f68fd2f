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

package io.processpool.failures;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import io.processpool.PoolScope;
import io.processpool.PoolState;
import io.processpool.ProcessPool;
import io.processpool.WorkerStartException;
import io.processpool.testing.LeakCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static io.processpool.testing.Patience.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The file system on which pools keep their files is full: who creates a pool is told,
 * nothing is left behind, and a pool that runs goes on as soon as there is room.
 */
@ExtendWith(LeakCheck.class)
class FullDiskIntegrationTests {

	private static final String TEMPORARY = "java.io.tmpdir";

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private String temporary;

	private Path disk;

	private boolean mounted;

	@BeforeEach
	void createMountPoint() throws IOException {
		this.temporary = System.getProperty(TEMPORARY);
		// Short, since addresses of sockets may not be long
		this.disk = Files.createTempDirectory("disk");
	}

	@AfterEach
	void unmount() throws Exception {
		System.setProperty(TEMPORARY, this.temporary);
		if (this.mounted) {
			// Lazily: what was mapped from there stays until the garbage is collected
			assertThat(run("umount", "-l", this.disk.toString())).isTrue();
		}
		Files.delete(this.disk);
	}

	/**
	 * With the second file, there is room for the pool's directory, but for nothing in
	 * it.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void aPoolThatFindsNoRoomForItsFilesSaysSoAndLeavesNoDirectory(int files) throws Exception {
		mount("nr_inodes=" + files);
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> ProcessPool.create(1))
			.withMessageContaining(this.disk.toString())
			.withMessageContaining("java.io.tmpdir")
			.withStackTraceContaining("No space left on device");
		assertNothingLeft();
	}

	@Test
	void workersThatFindNoRoomBreakThePoolWhichSaysWhere() throws Exception {
		mount("size=16k");
		fill();
		try (PoolScope scope = ProcessPool.create(1).terminateOnExit()) {
			WorkerStartException failure = catchThrowableOfType(WorkerStartException.class,
					() -> scope.pool().awaitReady(PATIENCE));
			assertThat(failure).hasMessageContaining("No space left on device")
				.hasMessageContaining(this.disk.toString());
			assertThatExceptionOfType(WorkerStartException.class).isThrownBy(() -> scope.apply(() -> 1));
		}
		Files.delete(filler());
		assertNothingLeft();
	}

	@Test
	void aPoolWhoseDiskIsFullForAWhileGoesOn() throws Exception {
		mount("size=64k");
		try (PoolScope scope = ProcessPool.create(1).terminateOnExit()) {
			ProcessPool pool = scope.pool();
			assertThat(pool.awaitReady(PATIENCE)).isTrue();
			fill();
			assertThat(pool.<Integer>apply(() -> 1)).isOne();
			Processes.signal("KILL", pool.workers().get(0).pid());
			await().atMost(PATIENCE).until(() -> pool.state() == PoolState.BROKEN);
			Files.delete(filler());
			await().atMost(PATIENCE).until(() -> pool.state() == PoolState.RUNNING);
			assertThat(pool.<Integer>apply(() -> 2)).isEqualTo(2);
		}
		assertNothingLeft();
	}

	private void mount(String options) throws Exception {
		this.mounted = run("mount", "-t", "tmpfs", "-o", options, "none", this.disk.toString());
		assumeTrue(this.mounted, "This user may not mount a file system of a few pages");
		System.setProperty(TEMPORARY, this.disk.toString());
	}

	private static boolean run(String... command) throws Exception {
		try {
			return new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private Path filler() {
		return this.disk.resolve("filler");
	}

	private void fill() throws IOException {
		try (OutputStream out = Files.newOutputStream(filler())) {
			while (true) {
				out.write(new byte[1024]);
			}
		}
		catch (IOException ex) {
			assertThat(ex).hasMessageContaining("No space left on device");
		}
	}

	private void assertNothingLeft() throws IOException {
		try (Stream<Path> files = Files.list(this.disk)) {
			assertThat(files).isEmpty();
		}
	}

}
