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

package io.processpool.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the sample application can lie on disk, and how people start it then.
 */
enum Layout {

	/** Directories of classes, and jars where Maven keeps them. */
	SPRING_BOOT_RUN {

		@Override
		int jvms() {
			return 2;
		}

		@Override
		ProcessBuilder prepare(Path directory, Path temporary, List<String> arguments) {
			ProcessBuilder builder = new ProcessBuilder(property("sample.maven-home") + "/bin/mvn", "-B", "-o", "-ntp",
					"-Dmaven.repo.local=" + property("sample.maven-repository"),
					// What has been built just now is not touched: it is in use
					"-Dmaven.main.skip=true", "-Dmaven.test.skip=true", "-Dmaven.resources.skip=true", "-pl",
					"sample-app", "-am", "spring-boot:run", "-Dspring-boot.run.jvmArguments=" + temporary(temporary),
					"-Dspring-boot.run.arguments=" + String.join(" ", arguments));
			builder.directory(Path.of(property("sample.root")).toFile());
			builder.environment().put("JAVA_HOME", property("java.home"));
			return builder;
		}

	},

	/** One jar with jars inside. */
	EXECUTABLE_JAR {

		@Override
		ProcessBuilder prepare(Path directory, Path temporary, List<String> arguments) {
			return java(temporary, List.of("-jar", property("sample.jar")), arguments);
		}

	},

	/** A jar that names those beside it in its manifest, as Boot's own tool writes it. */
	EXTRACTED {

		@Override
		ProcessBuilder prepare(Path directory, Path temporary, List<String> arguments) throws Exception {
			Path jar = Files.copy(Path.of(property("sample.jar")), directory.resolve("app.jar"));
			Process extract = new ProcessBuilder(JAVA, "-Djarmode=tools", "-jar", jar.toString(), "extract",
					"--destination", directory.resolve("extracted").toString())
				.inheritIO()
				.start();
			assertThat(extract.waitFor(1, TimeUnit.MINUTES)).isTrue();
			assertThat(directory.resolve("extracted/lib")).isNotEmptyDirectory();
			return java(temporary, List.of("-jar", directory.resolve("extracted/app.jar").toString()), arguments);
		}

	},

	/** What unzipping the executable jar gives, as in containers made by buildpacks. */
	EXPLODED_ARCHIVE {

		@Override
		ProcessBuilder prepare(Path directory, Path temporary, List<String> arguments) throws IOException {
			unzip(Path.of(property("sample.jar")), directory);
			ProcessBuilder builder = java(temporary, List.of("org.springframework.boot.loader.launch.JarLauncher"),
					arguments);
			builder.directory(directory.toFile());
			builder.environment().remove("CLASSPATH");
			return builder;
		}

	},

	/** A web archive, with the server among what a container would provide. */
	WAR {

		@Override
		ProcessBuilder prepare(Path directory, Path temporary, List<String> arguments) throws IOException {
			Path war = Files.copy(Path.of(property("sample.war")), directory.resolve("app.war"));
			try (ZipFile content = new ZipFile(war.toFile())) {
				assertThat(content.stream()).extracting(ZipEntry::getName)
					.contains("WEB-INF/classes/", "WEB-INF/lib/", "WEB-INF/lib-provided/")
					.doesNotContain("BOOT-INF/");
			}
			return java(temporary, List.of("-jar", war.toString()), arguments);
		}

	};

	private static final String JAVA = Path.of(property("java.home"), "bin", "java").toString();

	/**
	 * Makes the application lie like this, and returns how it is started.
	 * @param directory where it may lie
	 * @param temporary the application's directory for temporary files
	 * @param arguments the application's arguments
	 */
	abstract ProcessBuilder prepare(Path directory, Path temporary, List<String> arguments) throws Exception;

	/**
	 * Returns how many JVMs this takes, without the workers.
	 */
	int jvms() {
		return 1;
	}

	private static ProcessBuilder java(Path temporary, List<String> application, List<String> arguments) {
		List<String> command = new ArrayList<>(List.of(JAVA, "-XX:TieredStopAtLevel=1", temporary(temporary)));
		command.addAll(application);
		command.addAll(arguments);
		return new ProcessBuilder(command);
	}

	private static String temporary(Path directory) {
		return "-Djava.io.tmpdir=" + directory;
	}

	private static String property(String name) {
		String value = System.getProperty(name);
		assertThat(value).as(name).isNotNull();
		return value;
	}

	private static void unzip(Path archive, Path directory) throws IOException {
		try (ZipFile content = new ZipFile(archive.toFile())) {
			Enumeration<? extends ZipEntry> entries = content.entries();
			while (entries.hasMoreElements()) {
				ZipEntry entry = entries.nextElement();
				Path file = directory.resolve(entry.getName());
				if (entry.isDirectory()) {
					Files.createDirectories(file);
				}
				else {
					Files.createDirectories(file.getParent());
					Files.copy(content.getInputStream(entry), file);
				}
			}
		}
	}

}
