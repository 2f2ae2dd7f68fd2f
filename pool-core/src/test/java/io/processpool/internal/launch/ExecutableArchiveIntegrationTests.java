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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.devtools.restart.classloader.RestartClassLoader;
import org.springframework.boot.loader.launch.JarLauncher;
import org.springframework.boot.loader.launch.PropertiesLauncher;
import org.springframework.boot.loader.launch.WarLauncher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExecutableArchive} with archives that are started by {@code -jar}.
 */
class ExecutableArchiveIntegrationTests {

	private static final String POOL_CLASS = ProcessLauncher.class.getName();

	private static final String APPLICATION_CLASS = LaunchingApplication.class.getName();

	private static final String OTHER_CLASS = RestartClassLoader.class.getName();

	@TempDir
	private Path temporary;

	private Path directory;

	@BeforeEach
	void createDirectory() throws IOException {
		this.directory = Files.createDirectory(this.temporary.resolve("pool directory"));
	}

	@Test
	void aWorkerOfAnExecutableJarFindsTheApplication() throws Exception {
		Path jar = jar(JarLauncher.class);
		script("classes", POOL_CLASS, APPLICATION_CLASS, OTHER_CLASS);
		assertThat(run(Map.of(), "-jar", jar.toString(), this.directory.toString())).containsExactly(POOL_CLASS,
				APPLICATION_CLASS, "missing " + OTHER_CLASS);
	}

	@Test
	void aWorkerOfAnExecutableWarFindsTheApplication() throws Exception {
		Path war = this.temporary.resolve("app.war");
		ExecutableArchiveFile.write(war, WarLauncher.class, "WEB-INF/classes/", "WEB-INF/lib-provided/");
		script("classes", POOL_CLASS, APPLICATION_CLASS);
		assertThat(run(Map.of(), "-jar", war.toString(), this.directory.toString())).containsExactly(POOL_CLASS,
				APPLICATION_CLASS);
	}

	@Test
	void aWorkerGetsItsOwnArguments() throws Exception {
		Path jar = jar(JarLauncher.class);
		script("arguments");
		assertThat(run(Map.of(), "-jar", jar.toString(), this.directory.toString()))
			.containsExactly(this.directory.resolve("boot") + "|pool=test|worker=0");
	}

	@Test
	void aWorkerSeesThePackagesThatTheManifestOpens() throws Exception {
		Path jar = jar(JarLauncher.class);
		script("arguments");
		run(Map.of(), "-jar", jar.toString(), this.directory.toString());
		assertThat(this.directory.resolve("jvm.args")).content()
			.contains("\"--add-opens=java.base/java.lang=ALL-UNNAMED\"");
	}

	@Test
	void settingsThatLieAroundForTheLoaderDoNotDisturbAWorker() throws Exception {
		Path jar = jar(JarLauncher.class);
		Files.writeString(this.temporary.resolve("loader.properties"),
				"loader.main=no.such.Main\nloader.path=no/such/path\nloader.args=disturbing\n");
		Files.createDirectory(this.temporary.resolve("META-INF"));
		Files.writeString(this.temporary.resolve("META-INF/MANIFEST.MF"),
				"Manifest-Version: 1.0\nLoader-Args: disturbing\nLoader-Path: no/such/path\n");
		script("arguments");
		assertThat(run(Map.of("LOADER_MAIN", "no.such.Main", "LOADER_ARGS", "disturbing"), "-jar", jar.toString(),
				this.directory.toString()))
			.containsExactly(this.directory.resolve("boot") + "|pool=test|worker=0");
	}

	@Test
	void aWorkerHasWhatTheApplicationHasBesideTheArchive() throws Exception {
		Path jar = jar(PropertiesLauncher.class);
		Path beside = classesBeside();
		script("classes", POOL_CLASS, OTHER_CLASS);
		assertThat(run(Map.of(), "-Dloader.path=" + beside, "-jar", jar.toString(), this.directory.toString()))
			.containsExactly(POOL_CLASS, OTHER_CLASS);
	}

	@Test
	void aClassPathThatTheUserGivesComesToTheArchive() throws Exception {
		Path jar = jar(JarLauncher.class);
		Path beside = classesBeside();
		script("classes", POOL_CLASS, OTHER_CLASS);
		assertThat(run(Map.of(), "-jar", jar.toString(), this.directory.toString(), beside.toString()))
			.containsExactly(POOL_CLASS, OTHER_CLASS);
	}

	private Path classesBeside() throws IOException {
		Path beside = Files.createDirectories(this.temporary.resolve("beside the archive"));
		String file = OTHER_CLASS.replace('.', '/') + ".class";
		Files.createDirectories(beside.resolve(file).getParent());
		Files.copy(Path.of("target/test-classes", file), beside.resolve(file));
		return beside;
	}

	private Path jar(Class<?> launcher) throws Exception {
		Path jar = this.temporary.resolve("app.jar");
		ExecutableArchiveFile.write(jar, launcher, "BOOT-INF/classes/", "BOOT-INF/lib/");
		return jar;
	}

	private void script(String... lines) throws IOException {
		Files.write(this.directory.resolve("boot"), List.of(lines));
	}

	private List<String> run(Map<String, String> environment, String... arguments) throws Exception {
		List<String> command = new ArrayList<>();
		command.add(JavaExecutable.of(null).path().toString());
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.temporary.toFile())
			.redirectErrorStream(true);
		builder.environment().putAll(environment);
		Process process = builder.start();
		List<String> output = process.inputReader().lines().toList();
		assertThat(process.waitFor()).as("exit code, output: %s", output).isZero();
		return output;
	}

}
