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
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Collects class path entries: absolute, in order, each once.
 */
final class ClassPath {

	/** Looks up classes before its parent does, so that its entries come first. */
	private static final String RESTART_LOADER = "org.springframework.boot.devtools.restart.classloader.RestartClassLoader";

	private final Path base;

	private final Set<Path> entries = new LinkedHashSet<>();

	private ClassPath(Path base) {
		this.base = base;
	}

	private static ClassPath in(Properties properties) {
		return new ClassPath(Path.of(properties.getProperty("user.dir")));
	}

	/**
	 * Returns the class path that the user gave, and the pool's own classes behind it.
	 * @param given the user's entries
	 * @return the complete class path
	 */
	static List<Path> of(List<Path> given) {
		ClassPath classPath = in(System.getProperties());
		given.forEach(classPath::add);
		classPath.addOwn();
		return classPath.list();
	}

	/**
	 * Returns paths as they are seen from everywhere.
	 * @param given the user's entries
	 * @return the same, absolute
	 */
	static List<Path> absolute(List<Path> given) {
		ClassPath classPath = in(System.getProperties());
		given.forEach(classPath::add);
		return classPath.list();
	}

	/**
	 * Finds the class path of the application that runs in this JVM.
	 * @param properties the system properties
	 * @param loader the loader of the application's classes
	 * @return the complete class path
	 */
	static List<Path> discover(Properties properties, @Nullable ClassLoader loader) {
		ClassPath classPath = in(properties);
		classPath.addLoaders(loader, true);
		classPath.addPaths(properties.getProperty("java.class.path", ""));
		classPath.addModulePath(properties.getProperty("jdk.module.path", ""));
		classPath.addLoaders(loader, false);
		classPath.addOwn();
		return classPath.list();
	}

	/**
	 * Returns the class path that this JVM was started with.
	 * @param properties the system properties
	 * @return the entries
	 */
	static List<Path> ofJvm(Properties properties) {
		ClassPath classPath = in(properties);
		classPath.addPaths(properties.getProperty("java.class.path", ""));
		return classPath.list();
	}

	/**
	 * Returns what class loaders have beside the class path of the JVM.
	 * @param loader the loader of the application's classes
	 * @return the files and directories among their URLs
	 */
	static List<Path> added(@Nullable ClassLoader loader) {
		ClassPath classPath = in(System.getProperties());
		classPath.addLoaders(loader, true);
		classPath.addLoaders(loader, false);
		return classPath.list();
	}

	/**
	 * Returns where the pool's own classes come from.
	 * @return a file or a directory, {@code null} if they come from elsewhere
	 */
	static @Nullable Path own() {
		CodeSource source = ClassPath.class.getProtectionDomain().getCodeSource();
		return (source != null && source.getLocation() != null) ? FileUrl.path(source.getLocation()) : null;
	}

	private void addPaths(String paths) {
		// The property is empty on a mere module path. An empty entry among others, as an
		// unset variable leaves it, is the current directory.
		if (!paths.isEmpty()) {
			for (String entry : paths.split(File.pathSeparator, -1)) {
				add(Path.of(entry));
			}
		}
	}

	private void addModulePath(String paths) {
		for (String entry : paths.split(File.pathSeparator)) {
			if (!entry.isEmpty()) {
				Path path = this.base.resolve(entry);
				add(path);
				addModulesIn(path);
			}
		}
	}

	/** An entry of a module path may be a directory that modules are in. */
	private void addModulesIn(Path directory) {
		if (!Files.isDirectory(directory) || isModule(directory)) {
			return;
		}
		try (DirectoryStream<Path> modules = Files.newDirectoryStream(directory,
				(path) -> path.toString().endsWith(".jar") || isModule(path))) {
			modules.forEach(this::add);
		}
		catch (IOException ex) {
			// A worker that misses classes from there names them
		}
	}

	private static boolean isModule(Path directory) {
		return Files.exists(directory.resolve("module-info.class"));
	}

	private void addLoaders(@Nullable ClassLoader loader, boolean restarting) {
		for (ClassLoader l = loader; l != null; l = l.getParent()) {
			if (l instanceof URLClassLoader urls && l.getClass().getName().equals(RESTART_LOADER) == restarting) {
				for (URL url : urls.getURLs()) {
					Path path = FileUrl.path(url);
					if (path != null) {
						add(path);
					}
				}
			}
		}
	}

	private void addOwn() {
		Path own = own();
		if (own != null) {
			add(own);
		}
	}

	private void add(Path path) {
		this.entries.add(this.base.resolve(path).normalize());
	}

	private List<Path> list() {
		return List.copyOf(this.entries);
	}

}
