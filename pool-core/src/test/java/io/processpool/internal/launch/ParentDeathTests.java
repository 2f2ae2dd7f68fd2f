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

package io.processpool.internal.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ParentDeathTests {

	@TempDir
	private Path directory;

	@Test
	void whoeverInterruptsTheFirstLaunchDoesNotTakeTheWatchFromAllLaterOnes() throws IOException {
		Path setpriv = script("setpriv", "exit 0");
		Thread.currentThread().interrupt();
		assertThat(ParentDeath.Setpriv.works(setpriv.toString())).isTrue();
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void whatDoesNotKnowTheOptionIsNotUsed() throws IOException {
		Path setpriv = script("setpriv", "echo unknown option $1; exit 1");
		assertThat(ParentDeath.Setpriv.works(setpriv.toString())).isFalse();
		assertThat(ParentDeath.Setpriv.works(this.directory.resolve("nothing").toString())).isFalse();
	}

	private Path script(String name, String command) throws IOException {
		Path script = Files.writeString(this.directory.resolve(name), "#!/bin/sh\n" + command + "\n");
		return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
	}

}
