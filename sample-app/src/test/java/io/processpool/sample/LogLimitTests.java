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

package io.processpool.sample;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogLimit}.
 */
class LogLimitTests {

	private final LoggerContext context = new LoggerContext();

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	LogLimitTests() {
		this.context.addTurboFilter(new LogLimit());
		this.appender.setContext(this.context);
		this.appender.start();
		this.context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(this.appender);
		this.context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
	}

	@Test
	void aFloodOfOneLoggerBecomesAFewLines() {
		Logger flooding = this.context.getLogger("org.apache.pdfbox.contentstream.Flood");
		for (int i = 0; i < 100_000; i++) {
			flooding.debug("not wanted");
			flooding.error("recursion is too deep");
		}
		// More than one period, should this machine be slow
		assertThat(this.appender.list).hasSizeBetween(5, 100);
		assertThat(flooding.isErrorEnabled()).isTrue();
	}

	@Test
	void othersLogAsMuchAsTheyLike() {
		Logger other = this.context.getLogger("com.example.Other");
		for (int i = 0; i < 1000; i++) {
			other.info("line");
		}
		assertThat(this.appender.list).hasSize(1000);
	}

}
