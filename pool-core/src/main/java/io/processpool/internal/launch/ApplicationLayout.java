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
sealed interface ApplicationLayout permits PlainClassPath {

	/**
	 * Returns the class path of the JVM.
	 * @return absolute paths, in order
	 */
	List<Path> classPath();

	/**
	 * Returns the class that the JVM starts.
	 * @return the name of the worker's main class, or of one that starts it in turn
	 */
	String mainClass();

	/**
	 * Returns what else the JVM must be told.
	 * @return JVM options
	 */
	List<String> options();

	/**
	 * Finds out how the application in this JVM is laid out.
	 * @param settings the user's settings, of which a class path would win
	 * @param mainClass the worker's main class
	 * @return the layout
	 */
	static ApplicationLayout of(LaunchSettings settings, String mainClass) {
		if (!settings.classPath().isEmpty()) {
			return new PlainClassPath(ClassPath.of(settings.classPath()), mainClass);
		}
		ClassLoader loader = (settings.classLoader() != null) ? settings.classLoader()
				: Thread.currentThread().getContextClassLoader();
		return new PlainClassPath(ClassPath.discover(System.getProperties(), loader), mainClass);
	}

}
