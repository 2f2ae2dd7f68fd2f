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

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.core.spi.ContextAwareBase;

import org.slf4j.Logger;

/**
 * Configures Logback in a worker: everything goes to the application. Found by Logback
 * wherever the starter is on the class path; outside of a worker that was told to forward
 * its log, and in one that has been given a configuration of its own, it does nothing.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class WorkerLogbackConfigurator extends ContextAwareBase implements Configurator {

	@Override
	public ExecutionStatus configure(LoggerContext context) {
		String levels = System.getProperty(LoggerLevels.PROPERTY);
		if (levels == null || System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null) {
			return ExecutionStatus.INVOKE_NEXT_IF_ANY;
		}
		WorkerAppender appender = new WorkerAppender();
		appender.setContext(context);
		appender.setName("application");
		appender.start();
		LoggerLevels.apply(levels, context);
		context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
		return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
	}

}
