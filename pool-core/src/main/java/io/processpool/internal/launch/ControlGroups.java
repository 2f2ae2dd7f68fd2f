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
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Finds the files in which Linux shows the control groups of processes. In a container
 * the group may be mounted as if it were the root of all groups, so what is not below the
 * path that the kernel tells is looked for at the top.
 *
 * @param root where {@code /proc} and {@code /sys} are
 */
record ControlGroups(Path root) {

	/** How a process's line begins in the hierarchy of the memory controller. */
	static final String V1 = ":memory:";

	/** The same in the unified hierarchy. */
	static final String V2 = "0::";

	private static final String GROUP_KILL = "memory.oom.group";

	/**
	 * Finds a file of the group of a process.
	 * @param pid the process
	 * @param version which hierarchy
	 * @param name the name of the file
	 * @return the file, or {@code null} if there is none
	 */
	@Nullable Path find(long pid, String version, String name) {
		Path group = group(Long.toString(pid), version);
		if (group == null) {
			return null;
		}
		Path own = group.resolve(name);
		if (Files.isReadable(own)) {
			return own;
		}
		Path top = mount(version).resolve(name);
		return Files.isReadable(top) ? top : null;
	}

	/**
	 * Tells whether the kernel, when memory runs out, kills all processes together with
	 * the one that it has chosen.
	 * @return whether this JVM's group, or one around it, is set so
	 */
	boolean diesAsOne() {
		Path group = group("self", V2);
		Path top = mount(V2);
		while (group != null && group.startsWith(top)) {
			if (readFirst(group.resolve(GROUP_KILL)).equals("1")) {
				return true;
			}
			group = group.getParent();
		}
		return readFirst(top.resolve(GROUP_KILL)).equals("1");
	}

	private @Nullable Path group(String process, String version) {
		try {
			for (String line : Files.readAllLines(this.root.resolve("proc").resolve(process).resolve("cgroup"))) {
				int at = line.indexOf(version);
				if (at == 0 || (at > 0 && version.equals(V1))) {
					String path = line.substring(at + version.length());
					return mount(version).resolve(path.replaceFirst("^/+", "")).normalize();
				}
			}
		}
		catch (IOException | RuntimeException ex) {
			// No Linux, or no such process any more
		}
		return null;
	}

	private Path mount(String version) {
		Path mount = this.root.resolve("sys/fs/cgroup");
		return version.equals(V1) ? mount.resolve("memory") : mount;
	}

	private static String readFirst(Path file) {
		try {
			List<String> lines = Files.readAllLines(file);
			return lines.isEmpty() ? "" : lines.get(0).strip();
		}
		catch (IOException | RuntimeException ex) {
			return "";
		}
	}

}
