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

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.devtools.restart.classloader.RestartClassLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClassPath}.
 */
class ClassPathTests {

	private static final Path OWN = Path.of("target/classes").toAbsolutePath();

	@TempDir
	private Path base;

	@Test
	void makesEntriesAbsoluteAndKeepsTheirOrder() {
		List<Path> classPath = ClassPath.discover(properties(join("b.jar", "sub/../a", "/lib/c.jar", "b.jar"), ""),
				null);
		assertThat(classPath).containsExactly(at("b.jar"), at("a"), Path.of("/lib/c.jar").toAbsolutePath(), OWN);
	}

	@Test
	void takesAnEmptyEntryForTheCurrentDirectory() {
		assertThat(ClassPath.discover(properties(join("a.jar", "", "b.jar"), ""), null)).containsExactly(at("a.jar"),
				this.base, at("b.jar"), OWN);
	}

	@Test
	void takesNoCurrentDirectoryWhereThereIsOnlyAModulePath() {
		assertThat(ClassPath.discover(properties("", "m.jar"), null)).containsExactly(at("m.jar"), OWN);
	}

	@Test
	void looksIntoDirectoriesOfModules() throws IOException {
		Path modules = Files.createDirectory(at("modules"));
		Files.createFile(modules.resolve("packed.jar"));
		Files.createFile(modules.resolve("notes.txt"));
		Path exploded = Files.createDirectory(modules.resolve("exploded"));
		Files.createFile(exploded.resolve("module-info.class"));
		assertThat(ClassPath.discover(properties("a.jar", "modules"), null)).containsExactlyInAnyOrder(at("a.jar"),
				modules, modules.resolve("packed.jar"), exploded, OWN);
	}

	@Test
	void appendsTheFilesOfUrlClassLoaders() throws IOException {
		URL plain = at("with space & more.jar").toUri().toURL();
		URL unescaped = new File(at("50% off.jar").toString()).toURI().toURL();
		URL remote = new URL("http://localhost/remote.jar");
		try (URLClassLoader parent = new URLClassLoader(new URL[] { plain }, null);
				URLClassLoader child = new URLClassLoader(new URL[] { remote, unescaped }, parent)) {
			assertThat(ClassPath.discover(properties("a.jar", ""), child)).containsExactly(at("a.jar"),
					at("50% off.jar"), at("with space & more.jar"), OWN);
		}
	}

	@Test
	void understandsUrlsThatWereNotEscaped() throws IOException {
		URL url = new URL("file:" + at("not escaped.jar"));
		try (URLClassLoader loader = new URLClassLoader(new URL[] { url }, null)) {
			assertThat(ClassPath.discover(properties("a.jar", ""), loader)).contains(at("not escaped.jar"));
		}
	}

	@Test
	void putsWhatDevtoolsReloadsFirst() throws IOException {
		URL changed = at("classes").toUri().toURL();
		try (RestartClassLoader loader = new RestartClassLoader(new URL[] { changed }, null)) {
			assertThat(ClassPath.discover(properties(join("a.jar", "classes"), ""), loader))
				.containsExactly(at("classes"), at("a.jar"), OWN);
		}
	}

	@Test
	void addsThePoolsOwnClassesToAGivenClassPath() {
		assertThat(ClassPath.of(List.of(Path.of("given.jar")))).containsExactly(Path.of("given.jar").toAbsolutePath(),
				OWN);
	}

	private Path at(String relative) {
		return this.base.resolve(relative);
	}

	private Properties properties(String classPath, String modulePath) {
		Properties properties = new Properties();
		properties.setProperty("user.dir", this.base.toString());
		properties.setProperty("java.class.path", classPath);
		properties.setProperty("jdk.module.path", modulePath);
		return properties;
	}

	private static String join(String... entries) {
		return String.join(File.pathSeparator, new ArrayList<>(List.of(entries)));
	}

}
