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

package io.processpool.spring.autoconfigure.logging;

import ch.qos.logback.classic.LoggerContext;
import io.processpool.ProcessPool;
import io.processpool.spring.autoconfigure.ProcessPoolAutoConfiguration;
import io.processpool.spring.autoconfigure.ProcessPoolBuilderCustomizer;
import io.processpool.spring.logging.ForwardedLog;
import io.processpool.spring.logging.LoggerLevels;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the log of workers, where the
 * application logs with Logback.
 */
@AutoConfiguration(before = ProcessPoolAutoConfiguration.class)
@ConditionalOnClass({ ProcessPool.class, LoggerContext.class })
@ConditionalOnBooleanProperty(name = "pool.logging.forward", matchIfMissing = true)
public final class ProcessPoolLoggingAutoConfiguration {

	ProcessPoolLoggingAutoConfiguration() {
	}

	/** The last one, so that nobody takes its system property away by setting others. */
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	ProcessPoolBuilderCustomizer processPoolLogForwarding() {
		return (builder) -> {
			ILoggerFactory loggers = LoggerFactory.getILoggerFactory();
			if (loggers instanceof LoggerContext context) {
				builder.systemProperty(LoggerLevels.PROPERTY, LoggerLevels.describe(context))
					.listener(new ForwardedLog(context));
			}
		};
	}

}
