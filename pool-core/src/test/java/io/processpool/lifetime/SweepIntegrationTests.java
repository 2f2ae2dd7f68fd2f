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

package io.processpool.lifetime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.processpool.ProcessPool;
import io.processpool.failures.Parent;
import io.processpool.testing.LeakCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every new pool deletes what dead ones have left, and nothing else.
 */
@ExtendWith(LeakCheck.class)
@Timeout(120)
class SweepIntegrationTests {

	private static final int DEAD = 40;

	@TempDir
	private Path directory;

	@Test
	void severalJvmsMaySweepAtOnceAndLeaveWhatLives() throws Exception {
		Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
		try (var scope = ProcessPool.create(1).terminateOnExit()) {
			ProcessPool living = scope.pool();
			assertThat(living.awaitReady(Duration.ofSeconds(60))).isTrue();
			Path ownDirectory = Parent.directoryOf(living.workers().get(0).pid());
			List<Path> dead = deadPools(temporary);
			List<Parent> others = new ArrayList<>();
			for (int i = 0; i < 3; i++) {
				others.add(Parent.start(this.directory, Map.of(), List.of("-Djava.io.tmpdir=" + temporary),
						MakesPools.class));
			}
			for (Parent other : others) {
				assertThat(other.exitCode()).as(other.output()).isZero();
			}
			assertThat(dead).noneMatch(Files::exists);
			assertThat(ownDirectory.resolve("lock")).exists();
			// A new worker needs the files
			living.recycle();
			assertThat((int) living.apply(Math::abs, -5)).isEqualTo(5);
		}
	}

	@Test
	void aPoolThatIsBeingMadeIsNotSwept() throws Exception {
		Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
		Path unfinished = Files.createTempDirectory(temporary, "processpool-");
		Path crashed = deadPool(temporary);
		Path crashLog = Files.createFile(crashed.resolve("hs_err_worker1_1.log"));
		ProcessPool.builder().processes(1).startLazily().build().terminate();
		assertThat(unfinished).exists();
		assertThat(crashed).isDirectoryContaining("glob:**hs_err*");
		assertThat(crashed.resolve("lock")).doesNotExist();
		Files.delete(crashLog);
		Files.delete(crashed);
		Files.delete(unfinished);
	}

	private static List<Path> deadPools(Path temporary) throws IOException {
		List<Path> dead = new ArrayList<>();
		for (int i = 0; i < DEAD; i++) {
			dead.add(deadPool(temporary));
		}
		return dead;
	}

	/** What a pool leaves whose JVM was killed: nobody holds its lock. */
	private static Path deadPool(Path temporary) throws IOException {
		Path pool = Files.createTempDirectory(temporary, "processpool-");
		for (String name : List.of("lock", "jvm.args", "box-1", "s1", "boot-1")) {
			Files.createFile(pool.resolve(name));
		}
		return pool;
	}

	/** Makes pools, each of which sweeps. */
	static final class MakesPools {

		private MakesPools() {
		}

		public static void main(String[] args) {
			for (int i = 0; i < 20; i++) {
				ProcessPool.builder().processes(1).startLazily().build().terminate();
			}
		}

	}

}
