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

import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.processpool.WorkerContext;
import io.processpool.WorkerLogEvent;
import org.jspecify.annotations.Nullable;

/**
 * Hands what is logged in a worker to the application, with the trace that the task
 * belongs to.
 */
final class WorkerAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {

	private static final String TRACE_PARENT = "traceparent";

	/** Version, trace, span, flags; as the W3C writes it. */
	private static final int TRACE_PARENT_PARTS = 4;

	@Override
	protected void append(ILoggingEvent event) {
		WorkerContext.find().ifPresent((worker) -> worker.log(translate(event, worker.headers())));
	}

	static WorkerLogEvent translate(ILoggingEvent event, Map<String, String> headers) {
		Map<String, String> context = new HashMap<>();
		trace(headers.get(TRACE_PARENT), context);
		event.getMDCPropertyMap().forEach((key, value) -> {
			if (key != null && value != null) {
				context.put(key, value);
			}
		});
		String stackTrace = (event.getThrowableProxy() != null) ? ThrowableProxyUtil.asString(event.getThrowableProxy())
				: "";
		return new WorkerLogEvent(event.getInstant(), level(event.getLevel()), event.getLoggerName(),
				event.getThreadName(), String.valueOf(event.getFormattedMessage()), context, stackTrace);
	}

	/** Under the names that Spring Boot's correlation pattern looks for. */
	private static void trace(@Nullable String parent, Map<String, String> context) {
		String[] parts = (parent != null) ? parent.split("-") : new String[0];
		if (parts.length >= TRACE_PARENT_PARTS) {
			context.put("traceId", parts[1]);
			context.put("spanId", parts[2]);
		}
	}

	private static Level level(ch.qos.logback.classic.Level level) {
		return switch (level.toInt()) {
			case ch.qos.logback.classic.Level.ERROR_INT -> Level.ERROR;
			case ch.qos.logback.classic.Level.WARN_INT -> Level.WARNING;
			case ch.qos.logback.classic.Level.INFO_INT -> Level.INFO;
			case ch.qos.logback.classic.Level.DEBUG_INT -> Level.DEBUG;
			default -> Level.TRACE;
		};
	}

}
