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

package io.processpool.spring.logging;

import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;

/**
 * The levels of the application's loggers, on their way to the workers: a worker that
 * logged more would only burden the channel.
 */
public final class LoggerLevels {

	/** The system property in which a worker finds the levels. */
	public static final String PROPERTY = "io.processpool.spring.logging.levels";

	private LoggerLevels() {
	}

	/**
	 * Writes down the levels that are set.
	 * @param context the loggers of the application
	 * @return names and levels: {@code ROOT=INFO,com.example=DEBUG}
	 */
	public static String describe(LoggerContext context) {
		StringJoiner levels = new StringJoiner(",");
		for (Logger logger : context.getLoggerList()) {
			if (logger.getLevel() != null) {
				levels.add(logger.getName() + "=" + logger.getLevel());
			}
		}
		return levels.toString();
	}

	/** Sets the levels that were written down. */
	static void apply(String description, LoggerContext context) {
		Map<String, String> levels = new TreeMap<>();
		for (String each : description.split(",")) {
			int equals = each.indexOf('=');
			if (equals > 0) {
				levels.put(each.substring(0, equals), each.substring(equals + 1));
			}
		}
		levels.forEach((name, level) -> context.getLogger(name).setLevel(Level.toLevel(level, Level.INFO)));
	}

}
