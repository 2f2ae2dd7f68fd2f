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

package io.processpool.sample.preview;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link Workspace}.
 */
class WorkspaceTests {

	@TempDir
	private Path directory;

	@Test
	void whatIsInItGoesWithIt() throws IOException {
		Workspace workspace = new Workspace(this.directory);
		Path first = workspace.create("first");
		Files.createDirectories(first.resolve("deeper/still"));
		Path second = workspace.create("second");
		Files.writeString(second.resolve("document"), "content");
		Workspace.delete(second);
		assertThat(second).doesNotExist();
		assertThat(first).exists();
		workspace.destroy();
		assertThat(first.getParent()).doesNotExist();
	}

	@Test
	void onlyThisUserCanEnterIt() throws IOException {
		Workspace workspace = new Workspace(this.directory);
		Path root = workspace.create("document").getParent();
		assumeThat(root.getFileSystem().supportedFileAttributeViews()).contains("posix");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root))).isEqualTo("rwx------");
		workspace.destroy();
	}

	@Test
	void whatAKilledApplicationHasLeftIsDeleted() throws IOException {
		Path left = Files.createDirectories(this.directory.resolve("document-previews-4711"));
		Files.createFile(left.resolve("lock"));
		Files.writeString(Files.createDirectory(left.resolve("id")).resolve("document"), "content");
		Path notYetLocked = Files.createDirectories(this.directory.resolve("document-previews-4712"));
		Workspace living = new Workspace(this.directory);
		Path document = living.create("document");
		assertThat(left).doesNotExist();
		assertThat(notYetLocked).exists();

		Workspace other = new Workspace(this.directory);
		assertThat(document).exists();
		living.destroy();
		other.destroy();
		assertThat(this.directory).isDirectoryNotContaining((path) -> !path.equals(notYetLocked));
	}

}
