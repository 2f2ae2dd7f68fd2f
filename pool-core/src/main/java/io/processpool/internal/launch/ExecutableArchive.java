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

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * An archive of Spring Boot's with jars inside, which the JVM cannot read by itself. The
 * archive's own launcher opens it for the worker: the one that takes the main class from
 * a property. It looks for further settings in many places, which are all pointed to
 * where there are none; they would be the application's, not the worker's.
 *
 * @param classPath the archive, and what else is on the JVM's class path
 * @param launcherPackage the package of the launcher, which differs between versions
 * @param nested the places in the archive where classes are, in order
 * @param added what comes before the archive's own classes
 */
record ExecutableArchive(List<Path> classPath, String launcherPackage, List<String> nested,
		List<Path> added) implements ApplicationLayout {

	private static final String LAUNCHERS = "org.springframework.boot.loader.";

	private static final List<String> JAR = List.of("BOOT-INF/classes", "BOOT-INF/lib");

	private static final List<String> WAR = List.of("WEB-INF/classes", "WEB-INF/lib", "WEB-INF/lib-provided");

	/**
	 * Looks for such an archive on the class path. It need not be the only entry: the JVM
	 * adds the jars of agents.
	 * @param properties the system properties
	 * @param added what to put before the archive
	 * @return the archive, or {@code null} if there is none
	 */
	static @Nullable ExecutableArchive find(Properties properties, List<Path> added) {
		List<Path> classPath = ClassPath.ofJvm(properties);
		for (Path entry : classPath) {
			String launcher = JarManifest.read(entry).mainClass();
			if (launcher != null && launcher.startsWith(LAUNCHERS)) {
				String launcherPackage = launcher.substring(0, launcher.lastIndexOf('.'));
				List<String> nested = launcher.endsWith(".WarLauncher") ? WAR : JAR;
				return new ExecutableArchive(classPath, launcherPackage, nested, added);
			}
		}
		return null;
	}

	@Override
	public String mainClass(String workerClass) {
		return this.launcherPackage + ".PropertiesLauncher";
	}

	@Override
	public List<String> options(String workerClass, Path directory) {
		String path = Stream.concat(this.added.stream().map(Path::toString), this.nested.stream())
			.collect(Collectors.joining(","));
		return List.of("-Dloader.main=" + workerClass, "-Dloader.path=" + path,
				// Relative places are searched there first, and its manifest would count
				"-Dloader.home=" + directory.toAbsolutePath(),
				// A blank is no argument, but nothing at all would ask the manifest
				"-Dloader.args= ", "-Dloader.config.location=classpath:no-settings-for-workers");
	}

}
