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

/**
 * How the application is laid out on disk, and so how a JVM is to be told where its
 * classes are.
 */
sealed interface ApplicationLayout permits PlainClassPath, ExecutableArchive {

	/**
	 * Returns the class path of the JVM.
	 * @return absolute paths, in order
	 */
	List<Path> classPath();

	/**
	 * Returns the class that the JVM is to start.
	 * @param workerClass the worker's main class
	 * @return its name, or that of a class that starts it in turn
	 */
	String mainClass(String workerClass);

	/**
	 * Returns what else the JVM must be told.
	 * @param workerClass the worker's main class
	 * @param directory a directory of the pool that has no classes in it
	 * @return JVM options
	 */
	List<String> options(String workerClass, Path directory);

	/**
	 * Finds out how the application in this JVM is laid out.
	 * @param settings the user's settings, of which a class path wins
	 * @return the layout
	 */
	static ApplicationLayout of(LaunchSettings settings) {
		ClassLoader loader = (settings.classLoader() != null) ? settings.classLoader()
				: Thread.currentThread().getContextClassLoader();
		List<Path> given = settings.classPath();
		if (ClassPath.own() == null) {
			// Something else than the JVM has opened an archive to find this very class
			List<Path> added = given.isEmpty() ? ClassPath.added(loader) : ClassPath.absolute(given);
			ExecutableArchive archive = ExecutableArchive.find(System.getProperties(), added);
			if (archive != null) {
				return archive;
			}
		}
		return new PlainClassPath(
				given.isEmpty() ? ClassPath.discover(System.getProperties(), loader) : ClassPath.of(given));
	}

}
