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
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
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

	/**
	 * Returns the class path that the user gave, and the pool's own classes behind it.
	 * @param given the user's entries
	 * @return the complete class path
	 */
	static List<Path> of(List<Path> given) {
		ClassPath classPath = new ClassPath(Path.of(System.getProperty("user.dir")));
		given.forEach(classPath::add);
		classPath.addOwn();
		return List.copyOf(classPath.entries);
	}

	/**
	 * Finds the class path of the application that runs in this JVM.
	 * @param properties the system properties
	 * @param loader the loader of the application's classes
	 * @return the complete class path
	 */
	static List<Path> discover(Properties properties, @Nullable ClassLoader loader) {
		ClassPath classPath = new ClassPath(Path.of(properties.getProperty("user.dir")));
		List<URL> behind = new ArrayList<>();
		for (ClassLoader l = loader; l != null; l = l.getParent()) {
			if (l instanceof URLClassLoader urls && l.getClass().getName().equals(RESTART_LOADER)) {
				classPath.addAll(List.of(urls.getURLs()));
			}
			else if (l instanceof URLClassLoader urls) {
				behind.addAll(List.of(urls.getURLs()));
			}
		}
		classPath.addPaths(properties.getProperty("java.class.path", ""));
		classPath.addModulePath(properties.getProperty("jdk.module.path", ""));
		classPath.addAll(behind);
		classPath.addOwn();
		return List.copyOf(classPath.entries);
	}

	private void addPaths(String paths) {
		// Without a class path option the JVM has the empty string on a module path
		// only; else it has the current directory, written as an empty entry or "."
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
				addJarsIn(path);
			}
		}
	}

	/** A module path may name the directory that the modules are in. */
	private void addJarsIn(Path directory) {
		if (!Files.isDirectory(directory) || Files.exists(directory.resolve("module-info.class"))) {
			return;
		}
		try (DirectoryStream<Path> jars = Files.newDirectoryStream(directory, "*.jar")) {
			jars.forEach(this::add);
		}
		catch (IOException ex) {
			// This JVM could read it when it started; without it, classes will be missed
			// and named
		}
	}

	private void addAll(List<URL> urls) {
		for (URL url : urls) {
			Path path = path(url);
			if (path != null) {
				add(path);
			}
		}
	}

	private void addOwn() {
		URL own = ClassPath.class.getProtectionDomain().getCodeSource().getLocation();
		addAll(List.of(own));
	}

	private void add(Path path) {
		this.entries.add(this.base.resolve(path).normalize());
	}

	private static @Nullable Path path(URL url) {
		if (!"file".equals(url.getProtocol())) {
			return null;
		}
		try {
			return Path.of(url.toURI());
		}
		catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException ex) {
			return unescaped(url);
		}
	}

	/** Some make URLs of paths without escaping spaces and the like. */
	private static @Nullable Path unescaped(URL url) {
		try {
			return Path.of(new URI("file", null, url.getPath(), null));
		}
		catch (URISyntaxException | InvalidPathException ex) {
			return null;
		}
	}

}
