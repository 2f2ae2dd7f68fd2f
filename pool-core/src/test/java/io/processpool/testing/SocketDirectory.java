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

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

import io.processpool.internal.channel.PrivateFiles;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A private directory for each test, as a pool has one. Not a temporary directory of
 * JUnit, whose path may be too long for the address of a socket. To be registered by
 * {@link RegisterExtension}.
 */
public final class SocketDirectory implements BeforeEachCallback, AfterEachCallback {

	private Path path;

	@Override
	public void beforeEach(ExtensionContext context) throws IOException {
		this.path = PrivateFiles.createTempDirectory(Path.of("/tmp"), "workshop-");
	}

	@Override
	public void afterEach(ExtensionContext context) {
		assertThat(this.path.toFile().listFiles()).allSatisfy((file) -> assertThat(file.delete()).isTrue());
		assertThat(this.path.toFile()).satisfies(File::delete).doesNotExist();
	}

	/**
	 * Where it is.
	 * @return the directory
	 */
	public Path path() {
		return this.path;
	}

}
