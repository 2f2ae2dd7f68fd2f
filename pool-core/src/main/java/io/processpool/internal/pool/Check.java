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

package io.processpool.internal.pool;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.processpool.InvalidSettingException;
import io.processpool.ProcessPool;
import io.processpool.StartContext;
import io.processpool.TaskCodec;
import io.processpool.internal.codec.TaskCodecs;
import org.jspecify.annotations.Nullable;

/**
 * Checks the values of a builder. A value is taken as it is or refused with its name, the
 * value, and what is allowed; none is ever corrected.
 */
final class Check {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

	private static final Pattern SIZE = Pattern.compile("(\\d{1,15})([kKmMgGtT]?)[bB]?");

	private static final long SMALLEST_HEAP = 2L * 1024 * 1024;

	private Check() {
	}

	static int positive(String name, int value) {
		if (value < 1) {
			throw refusal(name, value, "1 or more");
		}
		return value;
	}

	static long positive(String name, long value) {
		if (value < 1) {
			throw refusal(name, value, "1 or more");
		}
		return value;
	}

	static Duration positive(String name, Duration value) {
		if (value.isZero() || value.isNegative()) {
			throw refusal(name, value, "more than zero");
		}
		return value;
	}

	static String poolName(String value) {
		if (!NAME.matcher(value).matches()) {
			throw refusal("name", "'" + value + "'", "1 to 64 letters, digits, dots, hyphens and underscores");
		}
		return value;
	}

	static StartContext context(StartContext value) {
		if (value == StartContext.FORK) {
			throw new InvalidSettingException("context", value.startMethod(),
					"context is 'fork', which a JVM cannot do: it runs many threads, and a forked copy would have only "
							+ "one of them, and the locks of all the others. Allowed are 'spawn' (a fresh JVM per "
							+ "worker) and 'forkserver' (prepared workers; in this version they start like 'spawn')");
		}
		return value;
	}

	/**
	 * Takes {@code 256m}, {@code 256MB}, {@code 1g}; gives it as {@code -Xmx} takes it.
	 */
	static String heap(String value) {
		Matcher size = SIZE.matcher(value.strip());
		if (!size.matches()) {
			throw refusal("maxHeap", "'" + value + "'", "a number with k, m, g or t, such as 256m, 256MB or 1g");
		}
		String unit = size.group(2).toLowerCase(Locale.ROOT);
		long bytes = Long.parseLong(size.group(1)) * switch (unit) {
			case "k" -> 1024L;
			case "m" -> 1024L * 1024;
			case "g" -> 1024L * 1024 * 1024;
			case "t" -> 1024L * 1024 * 1024 * 1024;
			default -> 1L;
		};
		if (bytes < SMALLEST_HEAP) {
			throw refusal("maxHeap", "'" + value + "'", "2m or more");
		}
		return size.group(1) + unit;
	}

	static TaskCodec codec(String name, @Nullable ClassLoader classLoader) {
		try {
			return TaskCodecs.find(name, (classLoader != null) ? classLoader : ProcessPool.class.getClassLoader());
		}
		catch (IllegalArgumentException ex) {
			throw refusal("codec", "'" + name + "'", String.valueOf(ex.getMessage()));
		}
	}

	static Path directory(String name, Path value) {
		if (!Files.isDirectory(value)) {
			throw refusal(name, value, "an existing directory");
		}
		return value;
	}

	static IllegalArgumentException refusal(String name, Object value, String allowed) {
		String text = value.toString();
		boolean quoted = text.startsWith("'") && text.endsWith("'") && text.length() > 1;
		return new InvalidSettingException(name, quoted ? text.substring(1, text.length() - 1) : text,
				name + " is " + text + ", allowed is " + allowed);
	}

}
