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

import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * What workers inherit from the options that this JVM was started with. The list is
 * closed: what changes which code can run, and how text is read and written, goes along;
 * agents, debug ports, remote management and the sizes of this JVM do not.
 */
final class InheritedOptions {

	private static final List<String> PREFIXES = List.of("--add-opens=", "--add-exports=", "--add-reads=",
			"--add-modules=", "-Duser.", "-Dfile.encoding=", "-Djava.library.path=", "-Dstdout.encoding=",
			"-Dstderr.encoding=", "-Dsun.stdout.encoding=", "-Dsun.stderr.encoding=", "-Djava.awt.headless=",
			"-Djava.io.tmpdir=");

	/** Not every Java version knows all of them. */
	private static final String SAME_RUNTIME_PREFIX = "--enable-";

	private InheritedOptions() {
	}

	static List<String> of(JavaExecutable java, boolean elsewhere) {
		List<String> arguments = ManagementFactory.getRuntimeMXBean().getInputArguments();
		return arguments.stream()
			.filter((argument) -> PREFIXES.stream().anyMatch(argument::startsWith)
					|| (java.isRunning() && argument.startsWith(SAME_RUNTIME_PREFIX)))
			.filter((argument) -> !(elsewhere && argument.startsWith("-Duser.dir=")))
			.toList();
	}

}
