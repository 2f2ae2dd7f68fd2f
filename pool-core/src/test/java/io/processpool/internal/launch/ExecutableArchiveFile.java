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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

import org.springframework.boot.loader.launch.JarLauncher;

/**
 * Writes an executable archive as Spring Boot's build plugins do: the loader unpacked at
 * the root, the test's classes as the application, the pool as a jar inside.
 */
final class ExecutableArchiveFile implements AutoCloseable {

	private final Set<String> names = new HashSet<>();

	private final JarOutputStream out;

	private ExecutableArchiveFile(OutputStream out, Manifest manifest) throws IOException {
		this.out = new JarOutputStream(out, manifest);
	}

	static void write(Path file, Class<?> launcher, String classes, String libraries) throws Exception {
		Manifest manifest = new Manifest();
		Attributes attributes = manifest.getMainAttributes();
		attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
		attributes.put(Attributes.Name.MAIN_CLASS, launcher.getName());
		attributes.putValue("Start-Class", LaunchingApplication.class.getName());
		attributes.putValue("Add-Opens", "java.base/java.lang");
		try (ExecutableArchiveFile archive = new ExecutableArchiveFile(Files.newOutputStream(file), manifest)) {
			archive.addLoader();
			archive.addDirectory(classes);
			for (Class<?> type : List.of(LaunchingApplication.class, ScriptedWorker.class, Settings.class)) {
				String name = type.getName().replace('.', '/') + ".class";
				archive.add(classes + name, Files.readAllBytes(location(type).resolve(name)));
			}
			archive.addDirectory(libraries);
			archive.addStored(libraries + "pool-core.jar", jarOf(location(ProcessLauncher.class)));
		}
	}

	private static Path location(Class<?> type) throws URISyntaxException {
		return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
	}

	private static byte[] jarOf(Path classes) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (JarOutputStream jar = new JarOutputStream(bytes); Stream<Path> files = Files.walk(classes)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				jar.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
				Files.copy(file, jar);
			}
		}
		return bytes.toByteArray();
	}

	private void addLoader() throws Exception {
		try (JarInputStream jar = new JarInputStream(Files.newInputStream(location(JarLauncher.class)))) {
			for (ZipEntry entry; (entry = jar.getNextEntry()) != null;) {
				if (entry.getName().endsWith(".class")) {
					add(entry.getName(), jar.readAllBytes());
				}
			}
		}
	}

	private void add(String name, byte[] content) throws IOException {
		addDirectory(name.substring(0, name.lastIndexOf('/') + 1));
		this.out.putNextEntry(new ZipEntry(name));
		this.out.write(content);
	}

	private void addStored(String name, byte[] content) throws IOException {
		ZipEntry entry = new ZipEntry(name);
		CRC32 checksum = new CRC32();
		checksum.update(content);
		entry.setMethod(ZipEntry.STORED);
		entry.setSize(content.length);
		entry.setCrc(checksum.getValue());
		this.out.putNextEntry(entry);
		this.out.write(content);
	}

	private void addDirectory(String name) throws IOException {
		for (int end = name.indexOf('/'); end >= 0; end = name.indexOf('/', end + 1)) {
			String parent = name.substring(0, end + 1);
			if (this.names.add(parent)) {
				this.out.putNextEntry(new ZipEntry(parent));
			}
		}
	}

	@Override
	public void close() throws IOException {
		this.out.close();
	}

}
