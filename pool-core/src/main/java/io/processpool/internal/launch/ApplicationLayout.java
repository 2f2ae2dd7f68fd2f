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

import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

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
		if (!settings.classPath().isEmpty()) {
			return new PlainClassPath(ClassPath.of(settings.classPath()));
		}
		ClassLoader loader = (settings.classLoader() != null) ? settings.classLoader()
				: Thread.currentThread().getContextClassLoader();
		URL own = ApplicationLayout.class.getProtectionDomain().getCodeSource().getLocation();
		return discover(System.getProperties(), loader, own);
	}

	/**
	 * Finds out how an application is laid out.
	 * @param properties the system properties of its JVM
	 * @param loader the loader of its classes
	 * @param own where the pool's own classes come from: when the JVM could not read that
	 * by itself, something else has opened an archive for it
	 * @return the layout
	 */
	static ApplicationLayout discover(Properties properties, @Nullable ClassLoader loader, URL own) {
		if (!ClassPath.isReadByJvm(own)) {
			ExecutableArchive archive = ExecutableArchive.find(properties, loader);
			if (archive != null) {
				return archive;
			}
		}
		return new PlainClassPath(ClassPath.discover(properties, loader));
	}

}
