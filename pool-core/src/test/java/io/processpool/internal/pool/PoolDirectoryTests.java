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

package io.processpool.internal.pool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What a pool makes, and what it leaves alone, in a directory in which others have left
 * their tricks.
 */
@Timeout(60)
class PoolDirectoryTests {

	private static final String TEMPORARY = "java.io.tmpdir";

	@TempDir
	private Path temporary;

	private String before;

	@BeforeEach
	void moveTemporaryFiles() {
		this.before = System.setProperty(TEMPORARY, this.temporary.toString());
	}

	@AfterEach
	void moveThemBack() {
		System.setProperty(TEMPORARY, this.before);
	}

	private static String mode(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
	}

	private static Path dead(Path directory, String mode) throws IOException {
		Files.createDirectories(directory);
		Files.createFile(directory.resolve("lock"));
		Files.createFile(directory.resolve("precious"));
		return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));
	}

	private void createAndDelete() {
		PoolDirectory.create().delete();
	}

	@Test
	void nobodyElseCanEnterIt() throws IOException {
		PoolDirectory directory = PoolDirectory.create();
		try {
			assertThat(mode(directory.path())).isEqualTo("rwx------");
			assertThat(mode(directory.path().resolve("lock"))).isEqualTo("rw-------");
			assertThat(Files.isDirectory(directory.path())).isTrue();
		}
		finally {
			directory.delete();
		}
		assertThat(directory.path()).doesNotExist();
	}

	@Test
	void itsNameCannotBeGuessed() {
		PoolDirectory one = PoolDirectory.create();
		PoolDirectory two = PoolDirectory.create();
		one.delete();
		two.delete();
		assertThat(one.path().getFileName().toString()).hasSizeGreaterThan("processpool-".length() + 8)
			.isNotEqualTo(two.path().getFileName().toString());
	}

	@Test
	void aTemporaryDirectoryThatIsALinkIsFine() throws IOException {
		Path real = Files.createDirectory(this.temporary.resolve("real"));
		Path link = Files.createSymbolicLink(this.temporary.resolve("link"), real);
		System.setProperty(TEMPORARY, link.toString());
		PoolDirectory directory = PoolDirectory.create();
		assertThat(directory.path().toRealPath().getParent()).isEqualTo(real.toRealPath());
		directory.delete();
	}

	@Test
	void whatADeadPoolOfThisUserHasLeftIsSwept() throws IOException {
		Path left = dead(this.temporary.resolve("processpool-1"), "rwx------");
		createAndDelete();
		assertThat(left).doesNotExist();
	}

	@Test
	void whatADeadPoolHasLeftElsewhereIsSweptThereWithoutMakingAnythingThere() throws IOException {
		Path elsewhere = Files.createDirectory(this.temporary.resolve("elsewhere"));
		dead(elsewhere.resolve("processpool-1"), "rwx------");
		PoolDirectory living = PoolDirectory.createIn(elsewhere);
		dead(elsewhere.resolve("processpool-2"), "rwx------");
		PoolDirectory directory = PoolDirectory.create();
		directory.sweepAlso(elsewhere);
		assertThat(elsewhere).isDirectoryContaining(living.path()::equals);
		assertThat(elsewhere.toFile().list()).hasSize(1);
		living.delete();
		directory.delete();
	}

	@Test
	void aLinkToADirectoryOfThisUserIsNotFollowed() throws IOException {
		Path precious = dead(this.temporary.resolve("documents"), "rwx------");
		Path link = Files.createSymbolicLink(this.temporary.resolve("processpool-1"), precious);
		createAndDelete();
		assertThat(precious.resolve("precious")).exists();
		assertThat(link).isSymbolicLink();
	}

	@Test
	void aDirectoryThatOthersCanEnterIsLeftAlone() throws IOException {
		Path open = dead(this.temporary.resolve("processpool-1"), "rwxr-xr-x");
		createAndDelete();
		assertThat(open.resolve("precious")).exists();
	}

	@Test
	void aDirectoryOfSomebodyElseIsLeftAlone() throws IOException {
		Path foreign = dead(this.temporary.resolve("processpool-1"), "rwx------");
		assumeTrue(giveAway(foreign), "only root can give files away");
		createAndDelete();
		assertThat(foreign.resolve("precious")).exists();
	}

	private static boolean giveAway(Path directory) {
		try {
			Files.setAttribute(directory, "unix:uid", 65_534);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Test
	void aLockThatIsALinkIsNotOpened() throws IOException {
		Path directory = Files.createDirectory(this.temporary.resolve("processpool-1"));
		Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
		Path file = Files.createFile(this.temporary.resolve("file"));
		Files.createSymbolicLink(directory.resolve("lock"), file);
		createAndDelete();
		assertThat(directory.resolve("lock")).isSymbolicLink();
	}

	@Test
	void aPipeForALockHoldsNobodyUp() throws Exception {
		Path directory = Files.createDirectory(this.temporary.resolve("processpool-1"));
		Process mkfifo = new ProcessBuilder("mkfifo", directory.resolve("lock").toString()).start();
		assertThat(mkfifo.waitFor(30, TimeUnit.SECONDS)).isTrue();
		assumeTrue(mkfifo.exitValue() == 0);
		Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
		createAndDelete();
		Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
		createAndDelete();
		assertThat(directory.resolve("lock")).exists();
	}

	@Test
	void aFileWhereAPoolMightHaveItsDirectoryIsNoHindrance() throws IOException {
		Path file = Files.createFile(this.temporary.resolve("processpool-1"));
		Path dangling = Files.createSymbolicLink(this.temporary.resolve("processpool-2"),
				this.temporary.resolve("nowhere"));
		createAndDelete();
		assertThat(file).exists();
		assertThat(dangling).isSymbolicLink();
	}

}
