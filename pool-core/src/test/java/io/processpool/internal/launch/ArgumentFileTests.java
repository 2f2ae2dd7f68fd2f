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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link ArgumentFile}.
 */
class ArgumentFileTests {

	@TempDir
	private Path directory;

	@Test
	void quotesEachArgumentAndEscapesWhatTheLauncherWouldInterpret() throws IOException {
		byte[] content = ArgumentFile.encode(List.of("-cp", "a b#c", "C:\\x", "say \"hi\"", "1\n2\r3\t4\f", ""));
		assertThat(new String(content, StandardCharsets.US_ASCII)).isEqualTo("""
				"-cp"
				"a b#c"
				"C:\\\\x"
				"say \\"hi\\""
				"1\\n2\\r3\\t4\\f"
				""
				""");
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void canBeReadByItsOwnerOnly() throws IOException {
		Path file = this.directory.resolve("jvm.args");
		ArgumentFile.ensure(file, () -> List.of("-Dpassword=secret"));
		assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
	}

	@Test
	void isWrittenOnceAndAgainWhenItHasDisappeared() throws IOException {
		Path file = this.directory.resolve("jvm.args");
		ArgumentFile.ensure(file, () -> List.of("first"));
		ArgumentFile.ensure(file, () -> List.of("second"));
		assertThat(file).hasContent("\"first\"");
		Files.delete(file);
		ArgumentFile.ensure(file, () -> List.of("third"));
		assertThat(file).hasContent("\"third\"");
	}

	@Test
	void leavesNothingElseBehind() throws IOException {
		ArgumentFile.ensure(this.directory.resolve("jvm.args"), () -> List.of("a"));
		try (var files = Files.list(this.directory)) {
			assertThat(files).containsExactly(this.directory.resolve("jvm.args"));
		}
	}

	@Test
	void namesAnArgumentThatTheSystemCannotExpress() {
		assumeThat(System.getProperty("sun.jnu.encoding")).isNotEqualTo("UTF-8");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> ArgumentFile.encode(List.of("-Da=\u4e16\u754c")))
			.withMessageContaining("-Da=\u4e16\u754c")
			.withMessageContaining("locale");
	}

}
