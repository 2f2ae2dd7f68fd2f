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
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What workers inherit from the options that this JVM was started with, be it by command
 * line, environment or manifest. The list is closed: what decides which code can run and
 * how text is read goes along; agents, debug ports, remote management and the sizes of
 * this JVM do not.
 */
final class InheritedOptions {

	private static final List<String> PROPERTIES = List.of("-Duser.", "-Dfile.encoding=", "-Dstdout.encoding=",
			"-Dstderr.encoding=", "-Dsun.stdout.encoding=", "-Dsun.stderr.encoding=", "-Djava.library.path=",
			"-Djava.awt.headless=", "-Djava.io.tmpdir=");

	private InheritedOptions() {
	}

	/**
	 * Returns what workers inherit from this JVM.
	 * @param sameRuntime whether they run on the same Java runtime: another may lack
	 * modules, and does not start when it is told of options it does not know
	 * @param sameDirectory whether they start in the same directory
	 * @return JVM options
	 */
	static List<String> of(boolean sameRuntime, boolean sameDirectory) {
		List<String> arguments = new ArrayList<>(manifestOptions(System.getProperties()));
		arguments.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
		return of(arguments, sameRuntime, sameDirectory);
	}

	static List<String> of(List<String> arguments, boolean sameRuntime, boolean sameDirectory) {
		List<String> inherited = new ArrayList<>();
		for (String argument : arguments) {
			if (argument.startsWith("-Duser.dir=")) {
				if (sameDirectory) {
					inherited.add(argument);
				}
			}
			else if (PROPERTIES.stream().anyMatch(argument::startsWith)) {
				inherited.add(argument);
			}
			else {
				ModuleOption.onClassPath(argument, sameRuntime).ifPresent(inherited::add);
			}
		}
		return inherited;
	}

	/** The manifest of a jar opens packages only for those who start it by -jar. */
	static List<String> manifestOptions(Properties properties) {
		List<Path> classPath = ClassPath.ofJvm(properties);
		String command = properties.getProperty("sun.java.command", "");
		String first = properties.getProperty("java.class.path", "").split(File.pathSeparator, 2)[0];
		boolean startedByJar = !first.isEmpty() && (command + " ").startsWith(first + " ");
		return startedByJar ? JarManifest.read(classPath.get(0)).jvmOptions() : List.of();
	}

}
