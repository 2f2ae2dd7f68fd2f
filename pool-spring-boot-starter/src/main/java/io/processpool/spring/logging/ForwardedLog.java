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

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.processpool.PoolListener;
import io.processpool.WorkerLogEvent;

/**
 * Logs in the application what was logged in a worker, as if it had been logged here: by
 * the logger of that name, at its level, at its time. The name of the thread becomes that
 * of pool and worker, which are in the context as well, as {@code pool} and
 * {@code worker}.
 */
public final class ForwardedLog implements PoolListener {

	private static final Pattern LINE_BREAK = Pattern.compile("\\R");

	private final LoggerContext loggers;

	/**
	 * Forwards to these loggers.
	 * @param loggers the loggers of the application
	 */
	public ForwardedLog(LoggerContext loggers) {
		this.loggers = loggers;
	}

	@Override
	public void workerLogged(WorkerLogged logged) {
		WorkerLogEvent event = logged.event();
		Logger logger = logger(event.loggerName());
		Level level = level(event.level());
		if (!logger.isEnabledFor(level)) {
			return;
		}
		LoggingEvent here = new LoggingEvent(ForwardedLog.class.getName(), logger, level, text(logged), null, null);
		here.setLoggerName(oneLine(event.loggerName()));
		here.setInstant(event.time());
		here.setThreadName(logged.pool() + " worker " + logged.workerId());
		Map<String, String> context = new HashMap<>();
		event.context().forEach((key, value) -> context.put(oneLine(key), oneLine(value)));
		context.put("pool", logged.pool());
		context.put("worker", String.valueOf(logged.workerId()));
		here.setMDCPropertyMap(context);
		logger.callAppenders(here);
	}

	private static String oneLine(String text) {
		return LINE_BREAK.matcher(text).replaceAll(" ");
	}

	/**
	 * The one that decides about events of this name. None is made: there is no end to
	 * the names that a worker can make up, and a logger stays for ever.
	 */
	private Logger logger(String name) {
		String rest = name;
		while (!rest.isEmpty()) {
			Logger logger = this.loggers.exists(rest);
			if (logger != null) {
				return logger;
			}
			rest = rest.substring(0, Math.max(0, Math.max(rest.lastIndexOf('.'), rest.lastIndexOf('$'))));
		}
		return this.loggers.getLogger(Logger.ROOT_LOGGER_NAME);
	}

	/**
	 * Each line after the first has the mark that the line of a worker's output has.
	 * Otherwise a worker could write what looks like a line of the application.
	 */
	private static String text(WorkerLogged logged) {
		WorkerLogEvent event = logged.event();
		String text = event.stackTrace().isEmpty() ? event.message()
				: event.message() + "\n" + event.stackTrace().stripTrailing();
		String mark = "[%s worker %d] ".formatted(logged.pool(), logged.workerId());
		return String.join(System.lineSeparator() + mark, LINE_BREAK.split(text, -1));
	}

	private static Level level(System.Logger.Level level) {
		return switch (level) {
			case ERROR -> Level.ERROR;
			case WARNING -> Level.WARN;
			case INFO -> Level.INFO;
			case DEBUG -> Level.DEBUG;
			default -> Level.TRACE;
		};
	}

}
