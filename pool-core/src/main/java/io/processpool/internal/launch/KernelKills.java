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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * Tells whether it was the kernel's out-of-memory killer that took a worker: Linux counts
 * its victims for each control group, and without groups for the whole machine. When a
 * worker dies by SIGKILL and the counter of its group has grown since it started, it is
 * taken for the victim; each victim that was counted is put down to one worker alone. It
 * cannot be told from a coincidence: another process of the group taken, and the worker
 * killed by somebody else.
 * <p>
 * Safe for any number of threads.
 */
final class KernelKills {

	private static final String COUNTER = "oom_kill";

	private final ControlGroups groups;

	private final Path vmstat;

	/** For each counter, up to which count victims are known to be workers. */
	private final Map<Path, Long> putDown = new ConcurrentHashMap<>();

	/**
	 * Reads the counters of a system.
	 * @param root where its {@code /proc} and {@code /sys} are
	 */
	KernelKills(Path root) {
		this.groups = new ControlGroups(root);
		this.vmstat = root.resolve("proc/vmstat");
	}

	/**
	 * Reads the counter that a process would raise.
	 * @param pid the process, which must be alive
	 * @return the count, or {@code null} if there is none to be read
	 */
	@Nullable Mark mark(long pid) {
		Path control = this.groups.find(pid, ControlGroups.V1, "memory.oom_control");
		Path counter = (control != null) ? control : this.groups.find(pid, ControlGroups.V2, "memory.events");
		Mark mark = (counter != null) ? read(counter) : null;
		return (mark != null) ? mark : read(this.vmstat);
	}

	private static @Nullable Mark read(Path counter) {
		long count = count(counter);
		return (count >= 0) ? new Mark(counter, count) : null;
	}

	/**
	 * Tells whether a worker that has died by SIGKILL was a victim. Asked once for each.
	 * @param mark the count while it lived
	 * @return whether the counter has a victim more that no other worker was
	 */
	boolean isVictim(@Nullable Mark mark) {
		if (mark == null) {
			return false;
		}
		long count = count(mark.counter());
		AtomicBoolean victim = new AtomicBoolean();
		this.putDown.compute(mark.counter(), (counter, known) -> {
			long accounted = Math.max(mark.count(), (known != null) ? known : 0);
			victim.set(count > accounted);
			return victim.get() ? Long.valueOf(accounted + 1) : known;
		});
		return victim.get();
	}

	/** The count, -1 if there is none. */
	private static long count(Path file) {
		try {
			for (String line : Files.readAllLines(file)) {
				List<String> words = List.of(line.strip().split("\\s+"));
				if (words.size() == 2 && words.get(0).equals(COUNTER)) {
					return Long.parseLong(words.get(1));
				}
			}
		}
		catch (IOException | RuntimeException ex) {
			// Gone with its group, or not for us
		}
		return -1;
	}

	/**
	 * A counter at one moment.
	 *
	 * @param counter the file
	 * @param count what it said
	 */
	record Mark(Path counter, long count) {
	}

}
