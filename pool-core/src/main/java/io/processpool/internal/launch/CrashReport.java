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

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM says about its crash at the head of its crash log. The log has much more,
 * also command lines and environments with their secrets; none of that is taken.
 *
 * @param signal the number of the signal that made it crash, 0 if none did
 * @param outOfMemory whether the JVM ended because the system gave it no memory
 * @param lines the problem, the frame and the thread where it happened, frames of the
 * stack
 */
public record CrashReport(int signal, boolean outOfMemory, List<String> lines) {

	/** Of a log without anything in it. */
	static final CrashReport EMPTY = new CrashReport(0, false, List.of());

	private static final int MAX_LINES = 20;

	private static final int MAX_FRAMES = 7;

	private static final int MAX_LENGTH = 300;

	/** The first frames come within the first hundred lines or so. */
	private static final int MAX_LINES_READ = 500;

	private static final Pattern SIGNAL = Pattern.compile("#\\s+SIG[A-Z0-9]+ \\((0x[0-9a-f]{1,4}|[0-9]{1,3})\\) .*");

	private static final Pattern OUT_OF_MEMORY = Pattern.compile("# There is insufficient memory for the Java .*");

	/** Lines of the head that tell nothing about this very crash. */
	private static final Pattern COMMON = Pattern.compile(
			"#|# (A fatal error has|JRE version|Java VM|No core dump|Core dump|CreateCoredump|Failed to write core|"
					+ "If you would like|The crash happened|See problematic|An error report).*|" + "#\\s+http.*");

	private static final Pattern END_OF_HEAD = Pattern.compile("# Possible reasons:|-+\\s+S U M M A R Y.*|[^#].*");

	public CrashReport {
		lines = List.copyOf(lines);
	}

	/**
	 * Reads the head of a crash log.
	 * @param file the log
	 * @return what it says; nothing if it cannot be read
	 */
	public static CrashReport read(Path file) {
		// Whatever a name of a class or thread has in it, no line is malformed
		try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
			return of(reader.lines().limit(MAX_LINES_READ).toList());
		}
		catch (IOException | RuntimeException ex) {
			return EMPTY;
		}
	}

	static CrashReport of(List<String> log) {
		List<String> found = new ArrayList<>();
		int signal = 0;
		boolean outOfMemory = false;
		boolean inHead = true;
		int frames = 0;
		for (String line : log) {
			inHead &= !END_OF_HEAD.matcher(line).matches();
			if (inHead) {
				Matcher matcher = SIGNAL.matcher(line);
				signal = matcher.matches() ? Integer.decode(matcher.group(1)) : signal;
				outOfMemory |= OUT_OF_MEMORY.matcher(line).matches();
				if (!line.isBlank() && !COMMON.matcher(line).matches()) {
					found.add(line.substring(1).strip());
				}
			}
			else if (line.startsWith("Current thread") || line.startsWith("siginfo:")) {
				found.add(line.strip());
			}
			else if (line.startsWith("Native frames:") || line.startsWith("Java frames:")) {
				frames = MAX_FRAMES;
			}
			else if (frames > 0) {
				frames = line.isBlank() ? 0 : frames - 1;
				if (!line.isBlank()) {
					found.add(line.strip());
				}
			}
		}
		List<String> lines = found.stream().limit(MAX_LINES).map(CrashReport::cut).toList();
		return new CrashReport(signal, outOfMemory, lines);
	}

	private static String cut(String line) {
		return (line.length() > MAX_LENGTH) ? line.substring(0, MAX_LENGTH) : line;
	}

	/**
	 * The problem in one line.
	 * @return the line, empty if nothing is known
	 */
	public String problem() {
		return this.lines.isEmpty() ? "" : this.lines.get(0);
	}

	/**
	 * All of it.
	 * @return the lines, joined by line feeds
	 */
	public String text() {
		return String.join("\n", this.lines);
	}

}
