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

package io.processpool.internal.channel;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BootstrapTests {

	private static final byte[] SECRET = { 0, 1, -1, 127, -128 };

	@TempDir
	private Path directory;

	@Test
	void whatIsWrittenIsReadOnceAndByItsUserAlone() throws IOException {
		Path odd = Path.of("/tmp/a b\\ü=#!\n:c");
		Bootstrap written = new Bootstrap("prévues: 1", 42, odd, odd.resolve("box"), 65_535, odd.resolve("rings"),
				SECRET, Long.MAX_VALUE, true);
		Path file = this.directory.resolve("boot");
		written.write(file);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		Bootstrap read = Bootstrap.read(file);
		assertThat(read.secret()).isEqualTo(SECRET);
		assertThat(read).usingRecursiveComparison().ignoringFields("secret").isEqualTo(written);
		assertThat(file).doesNotExist();
	}

	@Test
	void aFileThatIsThereIsNotTakenOver() throws IOException {
		Path file = Files.createFile(this.directory.resolve("boot"));
		assertThatExceptionOfType(FileAlreadyExistsException.class).isThrownBy(() -> bootstrap().write(file));
	}

	@Test
	void theSecretIsNotToldByAccident() {
		assertThat(bootstrap().toString()).contains("pool").doesNotContain("0001ff").doesNotContain("secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "pool=x", "pool=x\nworker=y", "pool=\\u00" })
	void aDamagedFileIsRefusedByItsName(String content) throws IOException {
		Path file = Files.writeString(this.directory.resolve("boot"), content);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> Bootstrap.read(file))
			.withMessageContaining(file.toString());
	}

	private static Bootstrap bootstrap() {
		return new Bootstrap("pool", 1, Path.of("s"), Path.of("b"), 1, null, SECRET, 1, false);
	}

}
