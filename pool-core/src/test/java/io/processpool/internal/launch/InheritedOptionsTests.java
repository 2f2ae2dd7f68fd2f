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
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InheritedOptions} and {@link ModuleOption}.
 */
class InheritedOptionsTests {

	@ParameterizedTest
	@ValueSource(strings = { "-Duser.language=tr", "-Duser.timezone=UTC", "-Duser.dir=/x", "-Dfile.encoding=COMPAT",
			"-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-Djava.library.path=/native",
			"-Djava.awt.headless=false", "-Djava.io.tmpdir=/big", "--add-opens=java.base/java.lang=ALL-UNNAMED",
			"--add-exports=java.base/sun.nio.ch=ALL-UNNAMED", "--add-reads=java.base=java.logging",
			"--add-modules=java.sql,ALL-DEFAULT", "--enable-preview", "--enable-native-access=ALL-UNNAMED" })
	void passesOnWhatDecidesWhichCodeRunsAndHowTextIsRead(String option) {
		assertThat(InheritedOptions.of(List.of(option), true, true)).containsExactly(option);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-Xmx4g", "-Xms1g", "-XX:+UseG1GC", "-XX:MaxRAMPercentage=75", "-javaagent:a.jar",
			"-agentlib:jdwp=transport=dt_socket", "-agentpath:/x.so", "-Dcom.sun.management.jmxremote.port=1",
			"-Dloader.path=lib", "-Dspring.profiles.active=prod", "-Dmy.password=secret", "-XX:OnOutOfMemoryError=kill",
			"-Xlog:gc", "-verbose:gc", "--module-path=mods", "--patch-module=a=b" })
	void doesNotPassOnTheRest(String option) {
		assertThat(InheritedOptions.of(List.of(option), true, true)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "--add-opens=java.base/java.lang=my.app | --add-opens=java.base/java.lang=ALL-UNNAMED",
					"--add-exports=java.base/a=my.app,your.lib | --add-exports=java.base/a=ALL-UNNAMED",
					"--add-reads=java.base=java.logging,my.app | --add-reads=java.base=java.logging,ALL-UNNAMED",
					"--add-modules=my.app,java.sql | --add-modules=java.sql",
					"--enable-native-access=my.app,java.base | --enable-native-access=ALL-UNNAMED,java.base" })
	void takesModulesOfTheApplicationForTheUnnamedOne(String given, String expected) {
		assertThat(InheritedOptions.of(List.of(given), true, true)).containsExactly(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "--add-opens=my.app/my.app.model=lib", "--add-modules=my.app",
			"--add-modules=ALL-MODULE-PATH", "--add-reads=my.app=ALL-UNNAMED" })
	void leavesOutWhatIsOnlyAboutModulesOfTheApplication(String option) {
		assertThat(InheritedOptions.of(List.of(option), true, true)).isEmpty();
	}

	@Test
	void tellsAnotherRuntimeNothingThatItMayNotKnow() {
		List<String> options = List.of("--enable-preview", "--add-modules=java.sql",
				"--add-opens=java.base/java.lang=ALL-UNNAMED", "-Duser.language=tr");
		assertThat(InheritedOptions.of(options, false, true))
			.containsExactly("--add-opens=java.base/java.lang=ALL-UNNAMED", "-Duser.language=tr");
	}

	@Test
	void doesNotClaimToBeInADirectoryWhereTheWorkerIsNot() {
		assertThat(InheritedOptions.of(List.of("-Duser.dir=/x", "-Duser.name=y"), true, false))
			.containsExactly("-Duser.name=y");
	}

	@Test
	void readsTheManifestOfAJarThatWasStarted(@TempDir Path directory) throws IOException {
		Path jar = jar(directory);
		Properties properties = properties(directory, "app.jar" + File.pathSeparator + "agent.jar", "app.jar --port=1");
		assertThat(jar).exists();
		assertThat(InheritedOptions.manifestOptions(properties)).containsExactly(
				"--add-exports=java.base/sun.nio.ch=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED",
				"--add-opens=java.base/java.util=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED");
	}

	@Test
	void ignoresTheManifestOfAJarThatIsOnlyOnTheClassPath(@TempDir Path directory) throws IOException {
		jar(directory);
		assertThat(InheritedOptions.manifestOptions(properties(directory, "app.jar", "my.Main app.jar"))).isEmpty();
	}

	private static Path jar(Path directory) throws IOException {
		Manifest manifest = new Manifest();
		Attributes attributes = manifest.getMainAttributes();
		attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
		attributes.putValue("Add-Opens", "java.base/java.lang  java.base/java.util");
		attributes.putValue("Add-Exports", "java.base/sun.nio.ch");
		attributes.putValue("Enable-Native-Access", "ALL-UNNAMED");
		Path jar = directory.resolve("app.jar");
		try (OutputStream out = Files.newOutputStream(jar)) {
			new JarOutputStream(out, manifest).close();
		}
		return jar;
	}

	private static Properties properties(Path directory, String classPath, String command) {
		Properties properties = new Properties();
		properties.setProperty("user.dir", directory.toString());
		properties.setProperty("java.class.path", classPath);
		properties.setProperty("sun.java.command", command);
		return properties;
	}

}
