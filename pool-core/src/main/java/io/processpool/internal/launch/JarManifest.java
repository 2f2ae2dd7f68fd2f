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
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

import org.jspecify.annotations.Nullable;

/**
 * What the manifest of a jar says that matters to the start of a JVM.
 *
 * @param attributes the main attributes
 */
record JarManifest(Attributes attributes) {

	private static final JarManifest NONE = new JarManifest(new Attributes());

	/**
	 * Reads the manifest of a jar.
	 * @param file the file
	 * @return its manifest, an empty one if the file is no jar
	 */
	static JarManifest read(Path file) {
		if (!Files.isRegularFile(file)) {
			return NONE;
		}
		try (JarFile jar = new JarFile(file.toFile())) {
			Manifest manifest = jar.getManifest();
			return (manifest != null) ? new JarManifest(manifest.getMainAttributes()) : NONE;
		}
		catch (IOException ex) {
			return NONE;
		}
	}

	@Nullable String mainClass() {
		return this.attributes.getValue(Attributes.Name.MAIN_CLASS);
	}

	/**
	 * Returns the options that have the effect on a worker which the manifest has on a
	 * JVM that is started with {@code -jar}.
	 * @return JVM options
	 */
	List<String> jvmOptions() {
		List<String> options = new ArrayList<>();
		for (String each : words("Add-Exports")) {
			options.add("--add-exports=" + each + "=ALL-UNNAMED");
		}
		for (String each : words("Add-Opens")) {
			options.add("--add-opens=" + each + "=ALL-UNNAMED");
		}
		for (String each : words("Enable-Native-Access")) {
			options.add("--enable-native-access=" + each);
		}
		return options;
	}

	private List<String> words(String name) {
		String value = this.attributes.getValue(name);
		return (value == null || value.isBlank()) ? List.of() : List.of(value.trim().split("\\s+"));
	}

}
